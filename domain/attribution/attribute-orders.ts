import type { Context } from "#domain/context";
import { confirmTaps } from "#domain/links/confirm-taps";
import { codeOfLanding } from "#domain/links/follow";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { type CandidateClick, chooseClick, type Explanation } from "./choose-click.ts";
import { ordersAfter } from "./orders-after.ts";

interface Order {
  shopId: string;
  id: string;
  subscriberId: string | null;
  placedAt: Date;
  cancelledAt: Date | null;
  currency: string;
  totalMicros: number;
  refundedMicros: number;
  landingSite: string | null;
  windowDays: number;
  /** It is owed to a text, and what that was decided from is not kept any more. */
  isAttributed: boolean;
}

/** Not counted: an uncertain tap on the link that the order's visit began with. */
type Tap = CandidateClick & { code: string; counted: boolean };

type Decided = Order & { click: Tap; explanation: Explanation };

const readOrdersToAttribute = statement(
  "orders-to-attribute",
  `SELECT o.shop_id AS "shopId", o.id, o.subscriber_id AS "subscriberId", o.placed_at AS "placedAt", o.cancelled_at AS "cancelledAt",
          o.currency, o.total_micros AS "totalMicros", o.refunded_micros AS "refundedMicros", o.landing_site AS "landingSite",
          coalesce(a.window_days, g.attribution_window_days, 5) AS "windowDays",
          a.order_id IS NOT NULL AND (m.id IS NULL OR c.id IS NULL
            OR (c.subscriber_id IS DISTINCT FROM o.subscriber_id AND (o.landing_site IS NULL OR EXISTS (
              SELECT FROM subscribers x JOIN subscribers y ON y.shop_id = x.shop_id AND y.customer_id = x.customer_id
              WHERE x.shop_id = o.shop_id AND x.id = o.subscriber_id AND y.id = c.subscriber_id)))) AS "isAttributed"
   FROM orders o
   JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS u(shop_id, id)) t ON o.shop_id = t.shop_id AND o.id = t.id
   LEFT JOIN shop_settings g ON g.shop_id = o.shop_id
   LEFT JOIN attributions a ON a.shop_id = o.shop_id AND a.order_id = o.id
   LEFT JOIN messages m ON m.shop_id = a.shop_id AND m.month = a.message_month AND m.id = a.message_id
   LEFT JOIN LATERAL (
     SELECT k.id, k.subscriber_id FROM clicks k
     WHERE k.shop_id = a.shop_id AND k.message_id = a.message_id AND k.clicked_at = a.clicked_at LIMIT 1) c ON true
   ORDER BY o.shop_id, o.id`,
);

/** An order and a tap that are told at the same moment must not miss each other: both hold the person. */
const lockPeople = statement(
  "lock-people-of-orders",
  `SELECT s.id FROM subscribers s JOIN unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id) ON s.shop_id = t.shop_id AND s.id = t.id
   ORDER BY s.id FOR NO KEY UPDATE OF s`,
);

const candidates = statementFile(import.meta.url, "./candidates.sql");
const write = statementFile(import.meta.url, "./write-attributions.sql");
const remove = statement(
  "remove-attributions",
  `DELETE FROM attributions a USING unnest($1::uuid[], $2::text[]) AS t(shop_id, order_id)
   WHERE a.shop_id = t.shop_id AND a.order_id = t.order_id`,
);

/** The window, the tap and the text stay as they were decided. */
const updateAmounts = statement(
  "update-attributed-amounts",
  `UPDATE attributions a SET currency = t.currency, total_micros = t.total, refunded_micros = t.refunded, decided_at = $6
   FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int8[], $5::int8[]) AS t(shop_id, order_id, currency, total, refunded)
   WHERE a.shop_id = t.shop_id AND a.order_id = t.order_id`,
);

const DAY_MS = 24 * 3_600_000;

/**
 * Decides again to which text each of these orders is owed, and keeps the explanation. Run it when an order, a refund or
 * a tap becomes known: the same facts give the same answer in whatever order they came. An order that is owed to none
 * has no row, and nor has one that was cancelled: it counts neither as an order nor as revenue. What was refunded is taken off.
 * An uncertain tap that an order's visit began with counts from then on, for other orders too.
 * Texts are kept for some months and what is personal may be erased: an order whose text, tap or landing page is gone, or that
 * a merge gave to another record of the buyer, stays owed to it, and only its amounts change. The window is that of the first
 * decision.
 */
export async function attributeOrders(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  wanted: { shopId: string; id: string }[],
): Promise<void> {
  if (wanted.length === 0) return;
  const orders = await tx.run<Order>(
    ...batch(readOrdersToAttribute, { u: columnsOf(wanted, { shop_id: (it) => it.shopId, id: (it) => it.id }) }),
  );
  const buyers = orders.filter((it) => it.subscriberId !== null);
  if (buyers.length > 0)
    await tx.run(
      ...batch(lockPeople, { t: columnsOf(buyers, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId }) }),
    );
  const attributed = orders.filter((it) => it.isAttributed && it.cancelledAt === null);
  const taps = await readTaps(tx, orders);
  const decided = orders.flatMap((order, position): Decided[] => {
    if (order.cancelledAt !== null || order.isAttributed) return [];
    const chosen = chooseClick(order.placedAt, taps.get(position) ?? [], order.windowDays);
    return chosen ? [{ ...order, ...chosen }] : [];
  });
  const owed = new Set([...decided, ...attributed].map((it) => `${it.shopId} ${it.id}`));
  const unowed = orders.filter((it) => !owed.has(`${it.shopId} ${it.id}`));
  if (unowed.length > 0)
    await tx.run(...batch(remove, { t: columnsOf(unowed, { shop_id: (it) => it.shopId, order_id: (it) => it.id }) }));
  if (attributed.length > 0) await tx.run(...batch(updateAmounts, { t: amountsOf(attributed) }, [ctx.clock.now()]));
  if (decided.length > 0) await tx.run(...batch(write, { t: rowsOf(decided) }, [ctx.clock.now()]));
  await attributeOrders(tx, ctx, await confirmedBy(tx, ctx, decided));
}

/** The orders to decide again about, now that an order has confirmed uncertain taps. */
async function confirmedBy(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  decided: Decided[],
): Promise<{ shopId: string; id: string }[]> {
  const codes = decided.filter(({ click }) => !click.counted).map(({ click }) => click.code);
  const confirmed = await confirmTaps(tx, ctx, [...new Set(codes)]);
  return confirmed.length === 0 ? [] : await ordersAfter(tx, confirmed);
}

async function readTaps(tx: Sql, orders: Order[]): Promise<Map<number, Tap[]>> {
  const rows = await tx.run<Tap & { position: number }>(
    ...batch(candidates, {
      t: columnsOf(orders, {
        position: (_, position) => position,
        shop_id: (it) => it.shopId,
        subscriber_id: (it) => it.subscriberId,
        code: (it) => codeOfLanding(it.landingSite),
        since: (it) => new Date(it.placedAt.getTime() - it.windowDays * DAY_MS),
        until: (it) => it.placedAt,
      }),
    }),
  );
  return Map.groupBy(rows, (row) => row.position);
}

function amountsOf(attributed: Order[]) {
  return columnsOf(attributed, {
    shop_id: (it) => it.shopId,
    order_id: (it) => it.id,
    currency: (it) => it.currency,
    total: (it) => it.totalMicros,
    refunded: (it) => it.refundedMicros,
  });
}

function rowsOf(decided: Decided[]) {
  return columnsOf(decided, {
    shop_id: (it) => it.shopId,
    order_id: (it) => it.id,
    message_month: ({ click }) => click.messageMonth,
    message_id: ({ click }) => click.messageId,
    source_kind: ({ click }) => click.sourceKind,
    source_id: ({ click }) => click.sourceId,
    clicked_at: ({ click }) => click.clickedAt,
    ordered_at: (it) => it.placedAt,
    currency: (it) => it.currency,
    total: (it) => it.totalMicros,
    refunded: (it) => it.refundedMicros,
    days: (it) => it.windowDays,
    why: (it) => JSON.stringify(it.explanation),
  });
}
