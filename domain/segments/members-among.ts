import type { Sql } from "#platform/sql/db";
import { asOf } from "./as-of.ts";
import { compileRules } from "./compile.ts";
import type { Rules } from "./tree.ts";

/** Those of these subscribers of the shop who meet the rules at this moment. Erased people never do. */
export async function membersAmong(
  tx: Sql,
  shopId: string,
  rules: Rules,
  subscriberIds: string[],
  now: Date,
): Promise<Set<string>> {
  if (subscriberIds.length === 0) return new Set();
  const { sql, values } = compileRules(rules, await asOf(tx, shopId, now), 3);
  // These few first: read from the rules' side, it could be half the shop.
  const text = `WITH asked AS MATERIALIZED (
      SELECT * FROM subscribers WHERE shop_id = $1 AND id = ANY($2::uuid[]) AND redacted_at IS NULL
    )
    SELECT s.id FROM asked s WHERE ${sql}`;
  const rows = await tx.run<{ id: string }>({ name: "", text }, [shopId, subscriberIds, ...values]);
  return new Set(rows.map(({ id }) => id));
}
