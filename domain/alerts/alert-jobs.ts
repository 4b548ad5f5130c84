import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const findListening = statement(
  "shops-with-alerts",
  'SELECT DISTINCT shop_id AS "shopId" FROM staff_alerts WHERE shop_id = ANY($1::uuid[]) AND questions',
);
/** The jobs that look at once for shops in which a question was just asked. The sweep does without them, some minutes later. */
export async function alertJobs(tx: Sql, shopIds: string[]): Promise<Job[]> {
  if (shopIds.length === 0) return [];
  const rows = await tx.run<{ shopId: string }>(findListening, [[...new Set(shopIds)]]);
  return rows.map(({ shopId }) => ({ name: "alerts", payload: { shopId } }));
}
