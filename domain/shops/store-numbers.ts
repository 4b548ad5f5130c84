import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const readStoreNumbers = statement(
  "store-numbers",
  `SELECT id, store_number AS "storeNumber" FROM shops WHERE id = ANY($1::uuid[]) AND store_number IS NOT NULL`,
);

/** The numeric ids that stores have at Shopify, by our own id. A store that was not asked yet is left out. */
export async function storeNumbers(tx: Sql, shopIds: string[]): Promise<Map<string, string>> {
  const rows = await tx.run<{ id: string; storeNumber: string }>(readStoreNumbers, [shopIds]);
  return new Map(rows.map(({ id, storeNumber }) => [id, storeNumber]));
}
