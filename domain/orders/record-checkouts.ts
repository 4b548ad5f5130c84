import type { Context } from "#domain/context";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { earliestOf, newestByKey } from "./newest.ts";

export interface Line {
  title: string;
  quantity: number;
  priceMicros: number;
  imageUrl: string | null;
}

export interface CheckoutEvent {
  shopId: string;
  token: string;
  cartToken: string | null;
  /** Null: an order tells that the checkout was completed, and nothing else about it. */
  eventAt: Date | null;
  subscriberId: string | null;
  recoveryUrl: string | null;
  currency: string | null;
  totalMicros: number;
  lines: Line[];
  completedAt: Date | null;
}

/** A checkout as it stands after the news. */
export interface CheckoutState {
  shopId: string;
  token: string;
  subscriberId: string | null;
  /** Null for a tombstone: only an order has told of it. */
  eventAt: Date | null;
  completedAt: Date | null;
  /** These were the first news of its own. */
  isFirst: boolean;
}

const insert = statementFile(import.meta.url, "./insert-checkouts.sql");
const update = statementFile(import.meta.url, "./update-checkouts.sql");

/** The news that an order brings of its checkout. */
export function completionOf(
  shopId: string,
  token: string,
  completedAt: Date,
  cartToken: string | null = null,
): CheckoutEvent {
  const unknown = { subscriberId: null, recoveryUrl: null, currency: null, totalMicros: 0, lines: [] };
  return { shopId, token, cartToken, eventAt: null, completedAt, ...unknown };
}

/**
 * Records news of checkouts, in any order and any number of times with one result: the newest tells what is in it, and
 * once completed it stays completed. Give completions by orders in the same call: all rows are locked in one order, and
 * stay locked, so that an order and its checkout in two batches take turns.
 */
export async function recordCheckouts(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  news: CheckoutEvent[],
): Promise<CheckoutState[]> {
  if (news.length === 0) return [];
  const now = clock.now();
  const newest = newestByKey(news, keyOf, (kept, other) => ({
    ...kept,
    cartToken: kept.cartToken ?? other.cartToken,
    subscriberId: kept.subscriberId ?? other.subscriberId,
    completedAt: earliestOf(kept.completedAt, other.completedAt),
  }));
  const made = await tx.run<{ shopId: string; token: string }>(...batch(insert, { t: rowsOf(newest) }, [now]));
  const isMade = new Set(made.map(keyOf));
  const fresh = newest.filter((it) => isMade.has(keyOf(it))).map((it) => ({ ...it, isFirst: it.eventAt !== null }));
  const rest = newest.filter((it) => !isMade.has(keyOf(it)));
  const known = rest.length > 0 ? await tx.run<CheckoutState>(...batch(update, { t: rowsOf(rest) })) : [];
  const states: CheckoutState[] = [...fresh, ...known];
  await noteStarted(tx, states, newest, now);
  return states;
}

function rowsOf(news: CheckoutEvent[]) {
  return columnsOf(news, {
    shop_id: (it) => it.shopId,
    token: (it) => it.token,
    subscriber_id: (it) => it.subscriberId,
    recovery_url: (it) => it.recoveryUrl,
    currency: (it) => it.currency,
    total_micros: (it) => it.totalMicros,
    lines: (it) => JSON.stringify(it.lines),
    news_at: (it) => it.eventAt,
    completed_at: (it) => it.completedAt,
    cart_token: (it) => it.cartToken,
  });
}

async function noteStarted(tx: Sql, states: CheckoutState[], news: CheckoutEvent[], now: Date): Promise<void> {
  const newsOf = new Map(news.map((it) => [keyOf(it), it]));
  const started = states.flatMap((state) => {
    const event = newsOf.get(keyOf(state));
    if (!state.isFirst || !event?.eventAt || event.subscriberId === null) return [];
    const { shopId, subscriberId, eventAt: occurredAt, token, currency, totalMicros, lines } = event;
    const data = { token, currency, totalMicros, first: lines[0]?.title ?? null, lines: lines.length };
    return [{ shopId, subscriberId, kind: "checkout-started", occurredAt, data }];
  });
  await addTimelineEntries(tx, started, now);
}

function keyOf({ shopId, token }: { shopId: string; token: string }): string {
  return `${shopId} ${token}`;
}
