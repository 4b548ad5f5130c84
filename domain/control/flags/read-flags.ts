import { readFlagRows } from "#domain/flags/flag-rows";
import { flags } from "#domain/flags/registry";
import type { Sql } from "#platform/sql/db";

/** A flag, its bounds, and what operators have set. */
export interface FlagNow {
  name: string;
  meaning: string;
  default: number;
  least: number;
  most: number;
  isByShop: boolean;
  set: {
    /** The shop's id; null: every shop, or the share of them. */
    shopId: string | null;
    value: number;
    share: number;
    operator: string;
    because: string | null;
    /** ISO. */
    since: string;
  }[];
}

/** Every flag there is, in the order of the registry. */
export async function readFlags(sql: Sql): Promise<FlagNow[]> {
  const rows = await readFlagRows(sql);
  return Object.entries(flags).map(([name, entry]) => ({
    name,
    ...entry,
    set: rows
      .filter((row) => row.name === name)
      .map(({ shop, value, share, operator, because, since }) => ({
        ...{ shopId: shop === "" ? null : shop, value, share, operator, because, since: since.toISOString() },
      })),
  }));
}
