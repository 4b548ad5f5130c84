import type { Context } from "#domain/context";
import { originOf } from "#domain/outgoing/origin-of";
import { enforceLimit, type Limit, lockShop } from "#domain/shops/admit";
import { UserError } from "#domain/user-error";
import { type EventType, isEventType } from "#domain/webhooks-out/event-types";
import { LIMITS } from "#domain/webhooks-out/limits";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";

type Given = { url: string; eventTypes: string[] };

const MOST_URL = 2_000;
const endpoints: Limit = {
  most: LIMITS.endpoints,
  count: statement(
    "count-webhook-endpoints",
    "SELECT count(*)::int AS count FROM webhook_endpoints WHERE shop_id = $1",
  ),
  code: "too-many-endpoints",
  says: `You can have ${LIMITS.endpoints} endpoints. Delete one to add another.`,
};
/** What an endpoint is without the failures of before; what waits is counted again. */
const HEALTHY =
  "off_because = NULL, failures = 0, failing_since = NULL, rests_until = NULL, full_since = NULL, counted_at = NULL";
const insert = statement(
  "insert-webhook-endpoint",
  "INSERT INTO webhook_endpoints (shop_id, id, url, event_types, created_at) VALUES ($1, $2, $3, $4, $5)",
);
const change = statement(
  "change-webhook-endpoint",
  `UPDATE webhook_endpoints SET url = $3, event_types = $4, ${HEALTHY} WHERE shop_id = $1 AND id = $2`,
);
const turnOn = statement(
  "turn-webhook-endpoint-on",
  `UPDATE webhook_endpoints SET is_on = true, ${HEALTHY} WHERE shop_id = $1 AND id = $2`,
);
const turnOff = statement(
  "turn-webhook-endpoint-off",
  "UPDATE webhook_endpoints SET is_on = false WHERE shop_id = $1 AND id = $2",
);
const replaceSecret = statement(
  "replace-endpoint-secret",
  `UPDATE webhook_endpoints SET signing_number = signing_number + 1, signing_replaced_at = $3
   WHERE shop_id = $1 AND id = $2`,
);
const remove = statement("remove-webhook-endpoint", "DELETE FROM webhook_endpoints WHERE shop_id = $1 AND id = $2");
const removeEvents = statement(
  "remove-webhook-events",
  `DELETE FROM webhook_events WHERE shop_id = $1 AND id IN (
     SELECT id FROM webhook_events WHERE shop_id = $1 AND endpoint_id = $2 LIMIT $3)
   RETURNING 1 AS gone`,
);
const BATCH = 10_000;

/** Adds an endpoint; it hears of what happens from now on. Returns its id. Throws a UserError for an address or types that can't be. */
export async function addEndpoint(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  given: Given,
): Promise<string> {
  const data = checked(given);
  const id = newId();
  await db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    await tx.run(insert, [shopId, id, data.url, data.eventTypes, clock.now()]);
    await enforceLimit(endpoints, tx, shopId);
  });
  return id;
}

/** Changes where an endpoint is and what it hears. Another address starts without the failures of the last one. */
export async function changeEndpoint(
  { db }: Pick<Context, "db">,
  shopId: string,
  id: string,
  given: Given,
): Promise<void> {
  const data = checked(given);
  await db.run(change, [shopId, id, data.url, data.eventTypes]);
}

/** Turns an endpoint on or off. While it is off nothing is recorded for it; what waits stays, and is sent if it is on again in time. */
export async function switchEndpoint(
  { db }: Pick<Context, "db">,
  shopId: string,
  id: string,
  isOn: boolean,
): Promise<void> {
  await db.run(isOn ? turnOn : turnOff, [shopId, id]);
}

/** Gives an endpoint a new secret. For a day, events carry a signature by the former one, too. */
export async function replaceEndpointSecret(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  id: string,
): Promise<void> {
  await db.run(replaceSecret, [shopId, id, clock.now()]);
}

/** Deletes an endpoint with its events. */
export async function deleteEndpoint({ db }: Pick<Context, "db">, shopId: string, id: string): Promise<void> {
  await db.run(remove, [shopId, id]);
  let gone = BATCH;
  while (gone === BATCH) gone = (await db.run(removeEvents, [shopId, id, BATCH])).length;
}

function checked({ url, eventTypes }: Given): { url: string; eventTypes: EventType[] } {
  const address = storableText(url.trim());
  if (originOf(address) === null || address.length > MOST_URL)
    throw new UserError("bad-endpoint-url", "Enter a full web address that starts with https://.", "url");
  const types = [...new Set(eventTypes.filter(isEventType))];
  if (types.length === 0) throw new UserError("no-event-types", "Choose at least one event.", "eventTypes");
  return { url: address, eventTypes: types };
}
