import type { Sql } from "#platform/db";
import { statementFile } from "#platform/statement";

const hold = statementFile(import.meta.url, "./hold-orders.sql");

/** Makes transactions that tell of the same orders (or of their refunds) take turns until they end. */
export async function holdOrders(tx: Sql, orders: { shopId: string; orderId: string }[]): Promise<void> {
  if (orders.length > 0) await tx.run(hold, [orders.map((it) => it.shopId), orders.map((it) => it.orderId)]);
}
