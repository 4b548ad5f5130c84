import type { Context } from "#domain/context";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { checkStricter } from "./check-stricter.ts";
import type { Stricter } from "./stricter.ts";

const read = statement("read-stricter", `SELECT stricter_rules AS stricter FROM shop_settings WHERE shop_id = $1`);
const write = statement(
  "write-stricter",
  "UPDATE shop_settings SET stricter_rules = $2::jsonb, updated_at = $3 WHERE shop_id = $1",
);

/** What a shop chose beyond the law; nothing by default. */
export async function readStricter(db: Sql, shopId: string): Promise<Stricter> {
  const [row] = await db.run<{ stricter: Stricter }>(read, [shopId]);
  return row?.stricter ?? {};
}

/** Replaces a shop's choices. Texts that wait meet them when they are due. Refuses, by the rule, what is laxer than it. */
export async function chooseStricter(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  given: unknown,
): Promise<void> {
  await db.run(write, [shopId, JSON.stringify(checkStricter(given)), clock.now()]);
}
