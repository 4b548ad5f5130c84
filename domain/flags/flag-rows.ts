import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { stableShare } from "#platform/stable-share";

/** What an operator has set. */
export interface FlagRow {
  name: string;
  /** A shop's id; empty: of every shop. */
  shop: string;
  value: number;
  /** Of every shop: so large a part of them, from above 0 to 1. */
  share: number;
  operator: string;
  because: string | null;
  since: Date;
}

const allFlags = statement(
  "read-flags",
  "SELECT name, shop, value, share, operator, because, since FROM flags ORDER BY name, shop",
);

export function readFlagRows(sql: Sql): Promise<FlagRow[]> {
  return sql.run<FlagRow>(allFlags);
}

/**
 * The value that holds for a shop: its own, else that of a share of the shops if it is among them. Which shops these are depends
 * on the flag and the shop alone, so a shop stays in or out, and a larger share only adds shops. Null: the default holds.
 */
export function valueFor(rows: readonly FlagRow[], name: string, shopId: string): number | null {
  const own = shopId === "" ? undefined : rows.find((row) => row.name === name && row.shop === shopId);
  if (own) return own.value;
  const general = rows.find((row) => row.name === name && row.shop === "");
  if (!general) return null;
  return general.share === 1 || stableShare(`${name} ${shopId}`) < general.share ? general.value : null;
}
