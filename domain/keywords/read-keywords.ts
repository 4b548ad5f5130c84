import { plainWord } from "#domain/compliance/reply-words";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { MatchableKeyword } from "./match-keyword.ts";
import { keywordOf, type StoredKeyword } from "./stored.ts";

/** A keyword, ready to be matched, with the clock of its shop. */
export type TimedKeyword = MatchableKeyword & { timeZone: string };

const keywordsOfShops = statementFile(import.meta.url, "./read-keywords.sql");

/** The keywords of shops, by shop id; a shop without any has an empty list. */
export async function readKeywords(tx: Sql, shopIds: string[]): Promise<(shopId: string) => TimedKeyword[]> {
  const rows = await tx.run<StoredKeyword & { timeZone: string }>(keywordsOfShops, [[...new Set(shopIds)]]);
  const keywords = rows.map((row) => ({ ...keywordOf(row), plainWords: row.words.map(plainWord) }));
  const byShop = Map.groupBy(keywords, ({ shopId }) => shopId);
  return (shopId) => byShop.get(shopId) ?? [];
}
