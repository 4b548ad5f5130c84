import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { type EventData, type EventType, eventBody } from "./event-types.ts";

export type NewEvent = { [Type in EventType]: EventOf<Type> }[EventType];

interface EventOf<Type extends EventType> {
  shopId: string;
  type: Type;
  subscriberId: string;
  /** Of what happened: the same type and key is recorded once. */
  key: string;
  at: Date;
  data: EventData<Type>;
}

interface Listener {
  shopId: string;
  endpointId: string;
  eventTypes: string[];
}

/** Most shops have no row there: one probe of a small index for all events of a transaction. */
const findListeners = statement(
  "webhook-listeners",
  `SELECT shop_id AS "shopId", id AS "endpointId", event_types AS "eventTypes" FROM webhook_endpoints
   WHERE shop_id = ANY($1::uuid[]) AND is_on AND full_since IS NULL`,
);
const readPhones = statement(
  "phones-of-events",
  `SELECT s.id, s.phone FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)
   JOIN subscribers s ON s.shop_id = t.shop_id AND s.id = t.id AND s.redacted_at IS NULL`,
);
/** Places are given in the order of the rows. A person's events have one order because what they tell of has: the later transaction waited for the earlier. */
const insert = statement(
  "record-webhook-events",
  `INSERT INTO webhook_events (shop_id, id, endpoint_id, type, key, subscriber_id, body, state, due_at, created_at)
   SELECT t.shop_id, t.id, t.endpoint_id, t.type, t.key, t.subscriber_id, t.body, 'waiting', $8::timestamptz, $8::timestamptz
   FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[]) WITH ORDINALITY
     AS t(shop_id, id, endpoint_id, type, key, subscriber_id, body, n)
   ORDER BY t.n
   ON CONFLICT (shop_id, endpoint_id, type, key) DO NOTHING
   RETURNING shop_id AS "shopId", endpoint_id AS "endpointId"`,
);

/**
 * Records events for the endpoints that want them, in the transaction that makes them true: each is delivered at least once, and a
 * person's in this order, or stands in the log as failed. Shops without an endpoint cost one probe. People who were erased have no
 * events. Returns the jobs owed after the commit; without them the events leave within seconds. Safe to repeat.
 */
export async function publishEvents(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  events: readonly NewEvent[],
): Promise<Job[]> {
  if (events.length === 0) return [];
  const shopIds = [...new Set(events.map((it) => it.shopId))];
  const listeners = await tx.run<Listener>(findListeners, [shopIds]);
  if (listeners.length === 0) return [];
  const wanted = wantedBy(listeners, events);
  if (wanted.length === 0) return [];
  const phones = await phonesOf(tx, wanted);
  const now = clock.now();
  const told = wanted.filter(({ event }) => phones.has(event.subscriberId));
  const rows = await tx.run<{ shopId: string; endpointId: string }>(
    ...batch(
      insert,
      {
        t: columnsOf(told, {
          shop_id: ({ event }) => event.shopId,
          id: () => newId(),
          endpoint_id: ({ endpointId }) => endpointId,
          type: ({ event }) => event.type,
          key: ({ event }) => event.key,
          subscriber_id: ({ event }) => event.subscriberId,
          body: ({ event, id }) => storableText(bodyOf(event, id, phones.get(event.subscriberId) ?? null)),
        }),
      },
      [now],
    ),
  );
  return jobsFor(rows);
}

/** The job that delivers each endpoint's events, once. */
export function jobsFor(rows: { shopId: string; endpointId: string }[]): Job[] {
  const shopOf = new Map(rows.map(({ shopId, endpointId }) => [endpointId, shopId]));
  return [...shopOf].map(([endpointId, shopId]) => ({ name: "webhooks-out", payload: { shopId, endpointId } }));
}

interface Wanted {
  event: NewEvent;
  endpointId: string;
  /** Of the event: the same for each endpoint. */
  id: string;
}

function wantedBy(listeners: Listener[], events: readonly NewEvent[]): Wanted[] {
  const byShop = Map.groupBy(listeners, (it) => it.shopId);
  return events.flatMap((event) => {
    const id = newId();
    const ofShop = byShop.get(event.shopId) ?? [];
    return ofShop.flatMap(({ eventTypes, endpointId }) =>
      eventTypes.includes(event.type) ? [{ event, endpointId, id }] : [],
    );
  });
}

async function phonesOf(tx: Sql, wanted: Wanted[]): Promise<Map<string, string | null>> {
  const people = [...new Map(wanted.map(({ event }) => [event.subscriberId, event])).values()];
  const t = columnsOf(people, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId });
  const rows = await tx.run<{ id: string; phone: string | null }>(...batch(readPhones, { t }));
  return new Map(rows.map(({ id, phone }) => [id, phone]));
}

function bodyOf({ type, subscriberId, at, data }: NewEvent, id: string, phone: string | null): string {
  return eventBody(type, { id, at, data: { subscriber: { id: subscriberId, phone }, ...data } });
}
