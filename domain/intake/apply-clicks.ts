import { z } from "zod";
import { attributeLateClicks } from "#domain/attribution/attribute-late-clicks";
import type { Context } from "#domain/context";
import { type Awaited, wakeAwaiting } from "#domain/flows/walk/awaiting";
import { enterByClicks } from "#domain/intake/entries/by-click";
import { type NewClick, recordClicks } from "#domain/links/record-clicks";
import type { RecordedClick } from "#domain/links/recorded-click";
import { traceToPeople } from "#domain/subscribers/person-trace";
import { type NewEvent, publishEvents } from "#domain/webhooks-out/publish-events";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Delivery } from "./take.ts";
import type { Handled } from "./work.ts";

const text = z.string().transform((value) => value.replaceAll("\0", "").toWellFormed().slice(0, 512));

/** What the short-link endpoint writes down of a visit. */
const visit = z.object({
  code: text,
  method: text.default("GET"),
  userAgent: text.nullish(),
  purpose: text.nullish(),
});

/** In the order in which every batch locks people, and only where another program is told. */
const holdTapping = statement(
  "hold-people-of-taps",
  `SELECT s.id FROM subscribers s
   WHERE (s.shop_id, s.id) IN (
     SELECT l.shop_id, l.subscriber_id FROM short_links l
     WHERE l.code = ANY($1::text[]) AND EXISTS (SELECT FROM webhook_endpoints e WHERE e.shop_id = l.shop_id AND e.is_on))
   ORDER BY s.shop_id, s.id FOR NO KEY UPDATE OF s`,
);

/** Records visits of short links, and decides again about orders that were told before the taps that led to them. */
export async function applyClicks(tx: Sql, ctx: Pick<Context, "clock">, deliveries: Delivery[]): Promise<Handled> {
  const refused = new Map<string, string>();
  const clicks: NewClick[] = [];
  for (const delivery of deliveries) {
    const click = readClick(delivery);
    if (click) clicks.push(click);
    else refused.set(delivery.id, "This is not a visit of a link.");
  }
  // An erasure of them comes before what is told of their taps, or after it, and then finds it.
  await tx.run(holdTapping, [clicks.map(({ code }) => code)]);
  const recorded = await recordClicks(tx, ctx, clicks);
  await attributeLateClicks(
    tx,
    ctx,
    recorded.filter((it) => it.counted || it.ignoredBecause === "uncertain"),
  );
  const taps = recorded.filter((it) => it.counted);
  traceToPeople(taps, (tap) => ({ ...tap, intakeId: tap.id }));
  const told = await publishEvents(tx, ctx, taps.map(tapEvent));
  const woken = await wakeAwaiting(tx, ctx, taps.map(clickedEvents));
  return { jobs: [...told, ...woken, ...(await enterByClicks(tx, ctx, recorded))], refused };
}

function tapEvent({ shopId, id, subscriberId, clickedAt, messageId }: RecordedClick): NewEvent {
  return { shopId, type: "link.clicked", subscriberId, key: id, at: clickedAt, data: { click: { id, messageId } } };
}

function clickedEvents({ shopId, subscriberId, clickedAt, messageMonth, messageId }: RecordedClick): Awaited {
  return { shopId, subscriberId, event: "clicked", at: clickedAt, text: { month: messageMonth, id: messageId } };
}

function readClick({ id, body, triggeredAt, receivedAt }: Delivery): NewClick | null {
  try {
    const { code, method, userAgent = null, purpose = null } = visit.parse(JSON.parse(body.toString("utf8")));
    return { id, code, method, userAgent, purpose, clickedAt: triggeredAt ?? receivedAt };
  } catch {
    // Not JSON, or not of that shape: the row says so, and the visits beside it are none the worse.
    return null;
  }
}
