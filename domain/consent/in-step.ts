import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** How far the store's record of consent and ours are in step. */
export interface InStep {
  /** Decisions that the store is still to be told. */
  waiting: number;
  /** Those of which it was told, or said so already. */
  told: number;
  /** What it would not take: no such customer, another number. */
  left: number;
  /** How often its word was compared with ours before it was told, and said otherwise. */
  compared: number;
  conflicts: number;
  conflictAt: Date | null;
}

const read = statement(
  "consent-in-step",
  `SELECT count(*) FILTER (WHERE c.due_at IS NOT NULL) AS waiting,
          count(*) FILTER (WHERE c.due_at IS NULL AND (c.told_at IS NOT NULL OR c.trouble = 'in-step')) AS told,
          count(*) FILTER (WHERE c.due_at IS NULL AND c.told_at IS NULL AND c.trouble <> 'in-step') AS left,
          coalesce(max(d.compared), 0) AS compared, coalesce(max(d.conflicts), 0) AS conflicts, max(d.conflict_at) AS "conflictAt"
   FROM (SELECT $1::uuid AS shop_id) shop
   LEFT JOIN store_consents c ON c.shop_id = shop.shop_id
   LEFT JOIN consent_drifts d ON d.shop_id = shop.shop_id`,
);

/** For the merchant to see: all zero for a shop in which nobody has decided anything yet. */
export async function readInStep(db: Sql, shopId: string): Promise<InStep> {
  const [row] = await db.run<InStep>(read, [shopId]);
  return row ?? { waiting: 0, told: 0, left: 0, compared: 0, conflicts: 0, conflictAt: null };
}
