import type { Context } from "#domain/context";
import { type Due, enqueueAll } from "#domain/jobs";
import { recallTexts } from "#domain/messages/delivery/recall";
import { redactShop } from "#domain/privacy/redact-shop";
import { statement } from "#platform/sql/statement";
import { uninstallShop } from "./uninstall.ts";

/** What a store says when it is asked whether it still has the app. */
export type StoresWord = { kind: "installed" } | { kind: "removed" } | { kind: "no-answer"; detail: string };

/** What became of a doubt. "none": there was none to settle. */
export type DoubtOutcome = "removed" | "installed" | "held" | "none";

interface Doubted {
  domain: string;
  toldAt: Date;
  /** Since when texts are held: by the first report, when more have come since. */
  heldAt: Date | null;
  redactionAt: Date | null;
}

/** When the sweep adds the job. */
export const dueDoubts: Due<"installation-check"> = {
  shops: "SELECT id AS shop_id FROM shops WHERE uninstall_told_at IS NOT NULL AND uninstalled_at IS NULL",
};

const readDoubtedInstallation = statement(
  "doubted-installation",
  `SELECT domain, uninstall_told_at AS "toldAt", uninstall_held_at AS "heldAt", redaction_told_at AS "redactionAt" FROM shops
   WHERE id = $1 AND uninstall_told_at IS NOT NULL AND uninstalled_at IS NULL`,
);
/** Again while the shop is locked: another report may have come while the store was asked. */
const readLocked = statement("doubted-installation-locked", `${readDoubtedInstallation.text} FOR UPDATE`);
/** An answer from the same minute lifts the hold, but a removal takes its time to reach all of a store's servers. */
const clear = statement(
  "installation-is-proven",
  `WITH said AS (SELECT $2::timestamptz >= $3::timestamptz + interval '1 minute' AS is_final)
   UPDATE shops SET uninstall_held_at = NULL, installed_proven_at = $2,
     false_uninstalls = false_uninstalls + is_final::int, false_uninstall_at = CASE WHEN is_final THEN $2 ELSE false_uninstall_at END,
     uninstall_told_at = CASE WHEN NOT is_final THEN uninstall_told_at END,
     redaction_told_at = CASE WHEN NOT is_final THEN redaction_told_at END
   FROM said
   WHERE id = $1 AND uninstall_told_at <= $3 RETURNING is_final AS "isFinal"`,
);
const holdOn = statement(
  "hold-doubted-shop",
  `UPDATE shops SET uninstall_held_at = coalesce(uninstall_held_at, $2) WHERE id = $1 AND uninstall_told_at IS NOT NULL`,
);

/**
 * Asks the store of a shop whose removal was reported whether it still has the app. Without it the installation ends, and
 * the erasure that was asked for begins. With it texts leave again, and a minute after the report it is asked once more: then
 * the report was a copy of an old one, and is logged and counted. When the store gives no answer, texts stay held; call it again later. Safe to repeat and in parallel.
 */
export async function resolveDoubt(
  ctx: Pick<Context, "db" | "clock" | "enqueue" | "log">,
  shopId: string,
  askStore: (domain: string) => Promise<StoresWord>,
): Promise<DoubtOutcome> {
  const { db, clock, log } = ctx;
  const [shop] = await db.run<Doubted>(readDoubtedInstallation, [shopId]);
  if (!shop) return "none";
  const askedAt = clock.now();
  const word = await askStore(shop.domain);
  if (word.kind === "installed") {
    const [cleared] = await db.run<{ isFinal: boolean }>(clear, [shopId, askedAt, shop.toldAt]);
    if (cleared?.isFinal) log.warn({ shopId, toldAt: shop.toldAt }, "a false report of an uninstall was ignored");
    return "installed";
  }
  if (word.kind === "no-answer") {
    await db.run(holdOn, [shopId, askedAt]);
    // Once more: what was claimed before the hold was committed is older than this.
    await recallTexts(db, [{ shopId, kind: "shop", target: shopId }]);
    log.warn(
      { shopId, detail: word.detail },
      "a store did not answer whether the app is installed: its texts stay on hold",
    );
    return "held";
  }
  await endInstallation(ctx, shopId);
  return "removed";
}

async function endInstallation(ctx: Pick<Context, "db" | "clock" | "enqueue">, shopId: string): Promise<void> {
  const jobs = await ctx.db.transaction(async (tx) => {
    const [shop] = await tx.run<Doubted>(readLocked, [shopId]);
    if (!shop) return [];
    const { toldAt, heldAt, redactionAt: requestedAt } = shop;
    const eventAt = heldAt !== null && heldAt < toldAt ? heldAt : toldAt;
    await uninstallShop(tx, ctx, { shopId, eventAt });
    if (!requestedAt) return [];
    const result = await redactShop(tx, ctx, { shopId, requestedAt });
    return result.kind === "begun" ? [result.job] : [];
  });
  await enqueueAll(ctx.enqueue, jobs);
}
