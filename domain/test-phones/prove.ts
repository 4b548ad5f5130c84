import type { Context } from "#domain/context";
import { storeSettings } from "#domain/shops/settings";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";
import { admitPhone } from "./admit.ts";
import { hashTestCode, readTestCode } from "./code.ts";

/** Every try is counted before it is compared, and a code proves one phone once. */
const tryCode = statement(
  "try-test-code",
  `UPDATE test_phones
   SET tries_left = tries_left - 1,
       proven_at = CASE WHEN code_hash = $3 THEN $4::timestamptz ELSE proven_at END,
       code_hash = CASE WHEN code_hash = $3 THEN NULL ELSE code_hash END
   WHERE shop_id = $1 AND phone_hash = $2 AND code_hash IS NOT NULL AND code_expires_at > $4::timestamptz AND tries_left > 0
   RETURNING code_hash IS NULL AS "isRight", tries_left AS "triesLeft"`,
);

/**
 * Takes the code that was texted to the phone: with it the shop may send test texts there. Refuses by the field a wrong
 * code, and one that is used up: ten minutes old, entered wrongly too often, replaced by a newer one.
 */
export async function proveTestPhone(
  ctx: Pick<Context, "db" | "clock" | "hashPhone">,
  shopId: string,
  { phone: typed, code: typedCode }: { phone: string; code: string },
): Promise<{ phone: string }> {
  const code = readTestCode(typedCode);
  if (code === null) throw new UserError("test-code-wrong", "Enter the 6-digit code.", "code");
  // A wrong try is committed too, so it is thrown outside the transaction.
  const { phone, tried } = await ctx.db.transaction(async (tx) => {
    const { phone, phoneHash } = await admitPhone(tx, ctx, shopId, typed);
    const now = ctx.clock.now();
    const codeHash = hashTestCode(ctx.hashPhone, { shopId, phone, code });
    const [tried] = await tx.run<{ isRight: boolean; triesLeft: number }>(tryCode, [shopId, phoneHash, codeHash, now]);
    if (tried?.isRight) await storeSettings(tx, shopId, { testPhone: phone }, now);
    return { phone, tried };
  });
  if (!tried) throw new UserError("test-code-over", "This code is no longer valid. Send a new one.", "code");
  if (tried.isRight) return { phone };
  const hint = tried.triesLeft > 0 ? "Check it and try again." : "Send a new one.";
  throw new UserError("test-code-wrong", `Incorrect code. ${hint}`, "code");
}
