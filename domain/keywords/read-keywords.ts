import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { Keyword } from "./keyword.ts";
import { keywordOf, type StoredKeyword } from "./stored.ts";

/** A keyword, with the clock of its shop. */
export type TimedKeyword = Keyword & { timeZone: string };

const read = statementFile(import.meta.url, "./read-keywords.sql");

/** The keywords of shops, by shop id; a shop without any has an empty list. */
export async function readKeywords(tx: Sql, shopIds: string[]): Promise<(shopId: string) => TimedKeyword[]> {
  const rows = await tx.run<StoredKeyword & { timeZone: string }>(read, [[...new Set(shopIds)]]);
  const byShop = Map.groupBy(rows.map(keywordOf), ({ shopId }) => shopId);
  return (shopId) => byShop.get(shopId) ?? [];
}
