import type { Context } from "#domain/context";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { noteRefunds } from "./note-refunds.ts";

export interface RefundEvent {
  shopId: string;
  id: string;
  orderId: string;
  amountMicros: number;
  /** The buyer's; null is the shop's. */
  currency: string | null;
  refundedAt: Date;
}

const record = statementFile(import.meta.url, "./record-refunds.sql");
const addUp = statementFile(import.meta.url, "./add-up-refunds.sql");
/**
 * Records refunds, each once however often it is told, and takes them off their orders. A refund that comes before its
 * order is kept and taken off when the order comes. Returns the orders whose refunds changed. Hold the orders beforehand
 * (lock-orders.ts).
 */
export async function recordRefunds(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  news: RefundEvent[],
): Promise<{ shopId: string; id: string }[]> {
  if (news.length === 0) return [];
  const largest = new Map<string, RefundEvent>();
  for (const it of news) {
    const key = `${it.shopId} ${it.id}`;
    if (it.amountMicros >= (largest.get(key)?.amountMicros ?? 0)) largest.set(key, it);
  }
  const refunds = [...largest.values()];
  const rows = await tx.run<{ shopId: string; id: string; orderId: string }>(
    ...batch(record, {
      t: columnsOf(refunds, {
        shop_id: (it) => it.shopId,
        id: (it) => it.id,
        order_id: (it) => it.orderId,
        amount: (it) => it.amountMicros,
        at: (it) => it.refundedAt,
        currency: (it) => it.currency,
      }),
    }),
  );
  if (rows.length === 0) return [];
  const u = columnsOf(rows, { shop_id: (it) => it.shopId, order_id: (it) => it.orderId });
  const changed = await tx.run<{ shopId: string; id: string }>(...batch(addUp, { u }));
  await noteRefunds(tx, rows, clock.now());
  return changed;
}
