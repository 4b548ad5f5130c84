import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/sql";
import { type Statement, statement } from "#platform/sql/statement";

/** How many of something a shop may have. */
export interface Limit {
  most: number;
  /** Says how many there are, as `count`. Its inputs are the shop id and whatever else `enforceLimit` is given. */
  count: Statement;
  /** Of the UserError. */
  code: string;
  /** What is too many and what to do about it. */
  says: string;
}

const lock = statement("lock-shop-of-limits", "SELECT FROM shops WHERE id = $1 FOR NO KEY UPDATE");

/**
 * Refuses what exceeds the limit, after it was written: the transaction then writes nothing. `lockShop` goes before the
 * writing, so that two at once cannot share the last place.
 */
export async function enforceLimit(
  { most, count, code, says }: Limit,
  tx: Sql,
  shopId: string,
  ...of: unknown[]
): Promise<void> {
  const [row] = await tx.run<{ count: number }>(count, [shopId, ...of]);
  if ((row?.count ?? 0) > most) throw new UserError(code, says);
}

/** Those that make something in this shop take turns until the transaction ends. */
export async function lockShop(tx: Sql, shopId: string): Promise<void> {
  await tx.run(lock, [shopId]);
}
