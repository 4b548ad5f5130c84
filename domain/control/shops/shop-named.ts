import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const find = statement("shop-by-name", "SELECT id, domain FROM shops WHERE domain = $1 OR id::text = $1");

/** The shop with this domain or id. Throws a UserError when there is none. */
export async function shopNamed(sql: Sql, name: string): Promise<{ id: string; domain: string }> {
  const [shop] = await sql.run<{ id: string; domain: string }>(find, [name]);
  if (!shop) throw new UserError("shop-unknown", `No shop ${name} has ever installed the app.`);
  return shop;
}
