import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

const hold = statementFile(import.meta.url, "./hold-orders.sql");
const holdBuyers = statementFile(import.meta.url, "./hold-buyers.sql");

interface OrderToHold {
  shopId: string;
  orderId: string;
  /** Absent of a refund, which does not tell whose order it is about. */
  subscriberId?: string | null;
}

/** Makes transactions that tell of the same orders (or of their refunds), or of the same buyers, take turns until they end. */
export async function holdOrders(tx: Sql, orders: OrderToHold[]): Promise<void> {
  if (orders.length === 0) return;
  const named = [orders.map((it) => it.shopId), orders.map((it) => it.orderId)];
  await tx.run(hold, named);
  await tx.run(holdBuyers, [...named, orders.map((it) => it.subscriberId ?? null)]);
}
