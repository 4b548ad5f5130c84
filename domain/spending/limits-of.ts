import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import type { Limit } from "./grant.ts";

/** The claim's own question (lock-counters.sql), asked without holding a counter: no one's claim waits for it. */
const claims = statementFile(import.meta.url, "./lock-counters.sql");
const readLimitsOf = statement("limits-of", claims.text.replace(/^\s*FOR UPDATE OF c$/m, ""));

/**
 * The caps and day budgets on texts of a shop's number at a moment, a campaign's own among them, with what is used of each.
 * Of one that was never counted, as on a day to come, nothing is.
 */
export async function limitsOf(
  sql: Sql,
  { shopId, senderId, campaignIds }: { shopId: string; senderId: string; campaignIds: string[] },
  at: Date,
): Promise<Limit[]> {
  const rows = await sql.run<Omit<Limit, "used"> & { used: number | null }>(readLimitsOf, [
    shopId,
    campaignIds,
    senderId,
    at,
  ]);
  return rows.map(({ kind, target, most, used, endsAt, refused }) => ({
    ...{ kind, target, most, endsAt, refused: refused ?? null },
    used: used ?? 0,
  }));
}
