import type { Context } from "#domain/context";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { earliest, newestByKey } from "./newest.ts";
import { noteRefunds } from "./note-refunds.ts";
import type { Line } from "./record-checkouts.ts";

export interface OrderNews {
  shopId: string;
  id: string;
  newsAt: Date;
  name: string;
  subscriberId: string | null;
  checkoutToken: string | null;
  currency: string;
  totalMicros: number;
  /** After edits, returns and refunds; null when it is not told. */
  currentTotalMicros: number | null;
  /** The total in the buyer's currency. */
  presentment: { currency: string; totalMicros: number } | null;
  landingSite: string | null;
  statusUrl: string | null;
  lines: Line[];
  placedAt: Date;
  cancelledAt: Date | null;
}

/** An order as it stands after the news. */
export interface OrderState {
  shopId: string;
  id: string;
  name: string;
  subscriberId: string | null;
  checkoutToken: string | null;
  currency: string;
  totalMicros: number;
  placedAt: Date;
  cancelledAt: Date | null;
  /** Nobody had told us of it before. */
  isNew: boolean;
}

const record = statementFile(import.meta.url, "./record-orders.sql");
const earlier = statement(
  "refunds-of-orders",
  `SELECT r.shop_id AS "shopId", r.id FROM refunds r
   JOIN unnest($1::uuid[], $2::text[]) AS t(shop_id, order_id) ON r.shop_id = t.shop_id AND r.order_id = t.order_id`,
);
const addUp = statementFile(import.meta.url, "./add-up-refunds.sql");

/**
 * Records orders and what changed about them, in any order and any number of times with one result: the newest news
 * count, a cancelled order stays cancelled, and refunds that came first are taken off. Hold the orders beforehand
 * (lock-orders.ts), together with those of the refunds in the batch.
 */
export async function recordOrders(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  news: OrderNews[],
): Promise<OrderState[]> {
  if (news.length === 0) return [];
  const newest = newestByKey(
    news,
    (it) => `${it.shopId} ${it.id}`,
    (kept, other) => ({
      ...kept,
      subscriberId: kept.subscriberId ?? other.subscriberId,
      checkoutToken: kept.checkoutToken ?? other.checkoutToken,
      landingSite: kept.landingSite ?? other.landingSite,
      cancelledAt: earliest(kept.cancelledAt, other.cancelledAt),
    }),
  );
  const states = await tx.run<OrderState>(record, [
    newest.map((it) => it.shopId),
    newest.map((it) => it.id),
    newest.map((it) => it.name),
    newest.map((it) => it.subscriberId),
    newest.map((it) => it.checkoutToken),
    newest.map((it) => it.currency),
    newest.map((it) => it.totalMicros),
    newest.map((it) => it.landingSite),
    newest.map((it) => it.statusUrl),
    newest.map((it) => JSON.stringify(it.lines)),
    newest.map((it) => it.placedAt),
    newest.map((it) => it.cancelledAt),
    newest.map((it) => it.newsAt),
    newest.map((it) => it.currentTotalMicros),
    newest.map((it) => it.presentment?.currency ?? null),
    newest.map((it) => it.presentment?.totalMicros ?? null),
  ]);
  const fresh = states.filter((it) => it.isNew);
  await takeOff(tx, states, clock.now());
  await notePlaced(tx, fresh, clock.now());
  return states;
}

/** Takes off what came before the order, and what its news changed about that: an edit, a rate, the total itself. */
async function takeOff(tx: Sql, states: OrderState[], now: Date): Promise<void> {
  const columns = (of: { shopId: string; id: string }[]) => [of.map((it) => it.shopId), of.map((it) => it.id)];
  await tx.run(addUp, columns(states));
  const fresh = states.filter((it) => it.isNew);
  if (fresh.length === 0) return;
  const orders = columns(fresh);
  await noteRefunds(tx, await tx.run<{ shopId: string; id: string }>(earlier, orders), now);
}

async function notePlaced(tx: Sql, placed: OrderState[], now: Date): Promise<void> {
  const entries = placed.flatMap(({ shopId, subscriberId, placedAt: occurredAt, id, name, currency, totalMicros }) =>
    subscriberId
      ? [
          {
            shopId,
            subscriberId,
            kind: "order-placed",
            occurredAt,
            data: { orderId: id, name, currency, totalMicros },
          },
        ]
      : [],
  );
  await addTimelineEntries(tx, entries, now);
}
