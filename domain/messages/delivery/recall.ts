import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

export interface Recall {
  shopId: string;
  /**
   * subscriber: opted out or erased. campaign: paused or cancelled. enrollment: exited. shop: uninstalled, installed again or
   * erased, or its sending was stopped.
   */
  kind: "subscriber" | "campaign" | "enrollment" | "shop";
  /** The id of the subscriber, campaign, enrollment or shop. */
  target: string;
}

const insert = statement(
  "recall-texts",
  `INSERT INTO withdrawals (shop_id, kind, target)
   SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS t(shop_id, kind, target)`,
);

/**
 * Stops texts that are already claimed but not handed over: within half a second of the caller's commit no worker
 * starts to hand one over. They go back to waiting, where the gates decide again. Safe to repeat.
 */
export async function recallTexts(tx: Sql, recalls: Recall[]): Promise<void> {
  if (recalls.length === 0) return;
  await tx.run(
    ...batch(insert, {
      t: columnsOf(recalls, { shop_id: (it) => it.shopId, kind: (it) => it.kind, target: (it) => it.target }),
    }),
  );
}
