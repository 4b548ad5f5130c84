import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const readCountry = statement("country-of-shop", "SELECT country FROM shops WHERE id = $1");

/** The shop's country (ISO 3166-1 alpha-2), for numbers without a country code; null until the store has told it. */
export async function countryOfShop(sql: Sql, shopId: string): Promise<string | null> {
  const [shop] = await sql.run<{ country: string | null }>(readCountry, [shopId]);
  return shop?.country ?? null;
}
