import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** How far the store's record of consent agrees with ours. */
export interface SyncStatus {
  /** Changes that wait to be pushed. */
  waiting: number;
  /** Changes that were pushed, or that the store had already. */
  told: number;
  /** Changes that the store would not take: no such customer, another number. */
  left: number;
  /** How often its word was compared with ours before it was told, and said otherwise. */
  compared: number;
  conflicts: number;
  conflictAt: Date | null;
}

const readConsentSyncStatus = statement(
  "consent-sync-status",
  `SELECT count(*) FILTER (WHERE c.due_at IS NOT NULL) AS waiting,
          count(*) FILTER (WHERE c.due_at IS NULL AND (c.told_at IS NOT NULL OR c.trouble = 'in-step')) AS told,
          count(*) FILTER (WHERE c.due_at IS NULL AND c.told_at IS NULL AND c.trouble <> 'in-step') AS left,
          coalesce(max(d.compared), 0) AS compared, coalesce(max(d.conflicts), 0) AS conflicts, max(d.conflict_at) AS "conflictAt"
   FROM (SELECT $1::uuid AS shop_id) shop
   LEFT JOIN store_consents c ON c.shop_id = shop.shop_id
   LEFT JOIN consent_drifts d ON d.shop_id = shop.shop_id`,
);

/** For the merchant to see: all zero for a shop without any consent changes. */
export async function readSyncStatus(db: Sql, shopId: string): Promise<SyncStatus> {
  const [row] = await db.run<SyncStatus>(readConsentSyncStatus, [shopId]);
  return row ?? { waiting: 0, told: 0, left: 0, compared: 0, conflicts: 0, conflictAt: null };
}
