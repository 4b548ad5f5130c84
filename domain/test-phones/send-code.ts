import type { Context } from "#domain/context";
import { enqueueAll } from "#domain/jobs";
import { storeSettings } from "#domain/shops/settings";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { admitPhone } from "./admit.ts";
import { hashTestCode, newTestCode } from "./code.ts";
import { isProven } from "./known.ts";
import { limitCodes } from "./limits.ts";
import { LIFE_MS, planTestText } from "./plan-text.ts";

/** A guesser has these of a million for each code, and a few codes an hour. */
const TRIES = 5;

const keep = statement(
  "keep-test-code",
  `INSERT INTO test_phones AS t (shop_id, phone_hash, code_hash, code_expires_at, tries_left, codes_at)
   VALUES ($1, $2, $3, $4, $5, ARRAY[$6::timestamptz])
   ON CONFLICT (shop_id, phone_hash) DO UPDATE
     SET code_hash = excluded.code_hash, code_expires_at = excluded.code_expires_at, tries_left = excluded.tries_left,
         codes_at = ARRAY(SELECT at FROM unnest(t.codes_at) AS at WHERE at > $6::timestamptz - interval '1 hour') || excluded.codes_at`,
);

/** The same for every shop: a text to a phone that may be a stranger's carries no words of a merchant. */
const wordCode = (code: string) =>
  `${code} is your Cartbell code for test texts. It is valid for 10 minutes. Not you? Ignore this text.`;

/**
 * Texts a code of six digits to a phone that a merchant says is theirs; `proveTestPhone` takes it. A phone that is proven
 * already gets none and becomes the one that tests go to. Refuses by the field: no number, a number that opted out, too
 * many codes within the hour; and a shop whose spend cap is reached or that has no number in service.
 */
export async function sendTestCode(
  ctx: Pick<Context, "db" | "providers" | "clock" | "enqueue" | "hashPhone">,
  shopId: string,
  typed: string,
): Promise<{ kind: "sent" | "proven-already"; phone: string }> {
  const { jobs, ...done } = await ctx.db.transaction(async (tx) => {
    const { phone, phoneHash } = await admitPhone(tx, ctx, shopId, typed);
    const now = ctx.clock.now();
    if (await isProven(tx, shopId, phoneHash)) {
      await storeSettings(tx, shopId, { testPhone: phone }, now);
      return { kind: "proven-already" as const, phone, jobs: [] };
    }
    await limitCodes(tx, { shopId, phoneHash }, now);
    const code = newTestCode();
    const planned = await planTestText(tx, ctx, { shopId, phone, body: wordCode(code), occurrence: `code:${newId()}` });
    const codeHash = hashTestCode(ctx.hashPhone, { shopId, phone, code });
    await tx.run(keep, [shopId, phoneHash, codeHash, new Date(now.getTime() + LIFE_MS), TRIES, now]);
    return { kind: "sent" as const, phone, jobs: planned.jobs };
  });
  await enqueueAll(ctx.enqueue, jobs);
  return done;
}
