import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

const lock = statementFile(import.meta.url, "./lock-orders.sql");
const lockBuyers = statementFile(import.meta.url, "./lock-buyers.sql");

interface OrderToLock {
  shopId: string;
  orderId: string;
  /** Absent of a refund, which does not tell whose order it is about. */
  subscriberId?: string | null;
}

/** Makes transactions that tell of the same orders (or of their refunds), or of the same buyers, take turns until they end. */
export async function lockOrders(tx: Sql, orders: OrderToLock[]): Promise<void> {
  if (orders.length === 0) return;
  const t = columnsOf(orders, { shop_id: (it) => it.shopId, order_id: (it) => it.orderId });
  await tx.run(...batch(lock, { t }));
  await tx.run(...batch(lockBuyers, { t: { ...t, subscriber_id: orders.map((it) => it.subscriberId ?? null) } }));
}
