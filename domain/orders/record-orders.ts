import type { Context } from "#domain/context";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { earliestOf, newestByKey } from "./newest.ts";
import { noteRefunds } from "./note-refunds.ts";
import type { OrderDetails } from "./order-details.ts";
import type { Line } from "./record-checkouts.ts";

export interface OrderEvent {
  shopId: string;
  id: string;
  eventAt: Date;
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
  /** Null when the news do not say. */
  isPaid: boolean | null;
  details: OrderDetails;
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
  /** No one had told us of it before. */
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
  news: OrderEvent[],
): Promise<OrderState[]> {
  if (news.length === 0) return [];
  const newest = newestByKey(
    news.map((it) => ({
      ...it,
      paidAt: it.isPaid === true ? it.eventAt : null,
      unpaidAt: it.isPaid === false ? it.eventAt : null,
    })),
    (it) => `${it.shopId} ${it.id}`,
    (kept, other) => ({
      ...kept,
      paidAt: earliestOf(kept.paidAt, other.paidAt),
      unpaidAt: earliestOf(kept.unpaidAt, other.unpaidAt),
      subscriberId: kept.subscriberId ?? other.subscriberId,
      checkoutToken: kept.checkoutToken ?? other.checkoutToken,
      landingSite: kept.landingSite ?? other.landingSite,
      cancelledAt: earliestOf(kept.cancelledAt, other.cancelledAt),
    }),
  );
  const states = await tx.run<OrderState>(
    ...batch(record, {
      t: columnsOf(newest, {
        shop_id: (it) => it.shopId,
        id: (it) => it.id,
        name: (it) => it.name,
        subscriber_id: (it) => it.subscriberId,
        checkout_token: (it) => it.checkoutToken,
        currency: (it) => it.currency,
        total_micros: (it) => it.totalMicros,
        landing_site: (it) => it.landingSite,
        status_url: (it) => it.statusUrl,
        lines: (it) => JSON.stringify(it.lines),
        placed_at: (it) => it.placedAt,
        cancelled_at: (it) => it.cancelledAt,
        news_at: (it) => it.eventAt,
        current_total_micros: (it) => it.currentTotalMicros,
        presentment_currency: (it) => it.presentment?.currency ?? null,
        presentment_total_micros: (it) => it.presentment?.totalMicros ?? null,
        paid_at: (it) => it.paidAt,
        unpaid_at: (it) => it.unpaidAt,
        details: (it) => JSON.stringify(it.details),
      }),
    }),
  );
  const fresh = states.filter((it) => it.isNew);
  await takeOff(tx, states, clock.now());
  await notePlaced(tx, fresh, clock.now());
  return states;
}

/** Takes off what came before the order, and what its news changed about that: an edit, a rate, the total itself. */
async function takeOff(tx: Sql, states: OrderState[], now: Date): Promise<void> {
  const keysOf = (of: OrderState[]) => columnsOf(of, { shop_id: (it) => it.shopId, order_id: (it) => it.id });
  await tx.run(...batch(addUp, { u: keysOf(states) }));
  const fresh = states.filter((it) => it.isNew);
  if (fresh.length === 0) return;
  const refunds = await tx.run<{ shopId: string; id: string }>(...batch(earlier, { t: keysOf(fresh) }));
  await noteRefunds(tx, refunds, now);
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
