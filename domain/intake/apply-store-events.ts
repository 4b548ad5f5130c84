import type { Context } from "#domain/context";
import { enroll } from "#domain/flows/walk/enroll";
import { tagEvents } from "#domain/flows/walk/tag-events";
import { doubtInstallation } from "#domain/installations/doubt";
import type { Job } from "#domain/jobs";
import { notePickups } from "#domain/orders/pickups/note-pickups";
import { answerDataRequests } from "#domain/privacy/answer-data-requests";
import { eraseLateEvents } from "#domain/privacy/erase-late-events";
import { redactCustomers } from "#domain/privacy/redact-customers";
import { redactShop } from "#domain/privacy/redact-shop";
import { type Interest, noteInterests } from "#domain/products/note-interests";
import { noteProductChanges } from "#domain/products/note-product-changes";
import { askDetailsAgain, changeShops } from "#domain/shops/apply-details";
import { addTimelineEntries, recordedBefore, type TimelineEntry } from "#domain/subscribers/add-timeline-entries";
import { applyStoreTags, type TagEvent } from "#domain/subscribers/apply-store-tags";
import { noteStoreEvents } from "#domain/subscribers/note-store-events";
import { traceToPeople } from "#domain/subscribers/person-trace";
import type { Sql } from "#platform/sql/db";
import { applyBuying, type Buying } from "./apply-buying.ts";
import { applyConsents } from "./apply-consents.ts";
import { mergeCustomers } from "./merge-customers.ts";
import { type People, resolvePeople } from "./people.ts";
import { relevantEvents } from "./relevant.ts";
import type { StoreEvent } from "./store-event.ts";

type Of<Kind extends StoreEvent["kind"]> = Extract<StoreEvent, { kind: Kind }>;

/**
 * Applies a batch of what stores have told, in bulk, kind by kind: first who a shop still is, then who people are and
 * what they decided, then what they bought, and erasures last, so that nothing in the batch writes again what one has
 * blanked. The same event twice changes nothing the second time, and the end does not depend on the order in which
 * events come, in a batch or over many. Returns the jobs owed after the commit.
 */
export async function applyStoreEvents(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone" | "log">,
  storeEvents: StoreEvent[],
): Promise<Job[]> {
  if (storeEvents.length === 0) return [];
  const checks: Job[] = [];
  for (const { shopId, eventAt } of ofKind(storeEvents, "uninstalled"))
    checks.push(...(await doubtInstallation(tx, ctx, { shopId, eventAt })));
  const { events, countryOf } = await relevantEvents(tx, storeEvents);
  await changeShops(tx, ofKind(events, "shop-changed"));
  checks.push(
    ...(await askDetailsAgain(
      tx,
      ofKind(events, "shop-changed-undated").map(({ shopId }) => shopId),
    )),
  );
  const people = await resolvePeople(tx, ctx, events, countryOf);
  traceToPeople(events, (event) => ({ ...event, subscriberId: people.of(event) }));
  await noteStoreEvents(
    tx,
    customerEvents([...ofKind(events, "customer"), ...ofKind(events, "customer-record")], people),
  );
  const tagged = await applyStoreTags(tx, ctx, tagsTold(events, people));
  const questions = await applyConsents(tx, ctx, events, people);
  const buying = {
    checkouts: ofKind(events, "checkout"),
    deleted: ofKind(events, "checkout-deleted"),
    orders: ofKind(events, "order"),
    refunds: ofKind(events, "refund"),
    fulfillments: [...ofKind(events, "fulfillment"), ...ofKind(events, "carrier-scan")],
  };
  const jobs = [
    ...questions,
    ...(await applyBuying(tx, ctx, buying, people)),
    ...(await enroll(tx, ctx, tagged.map(tagEvents))),
    ...(await notePickups(tx, ofKind(events, "pickup-prepared"))),
    ...(await noteInterests(tx, asksTold(ofKind(events, "sign-up"), people), ctx.clock.now())),
    ...(await noteProductChanges(tx, ofKind(events, "product-changed"), ctx.clock.now())),
  ];
  await mergeCustomers(
    tx,
    ctx,
    ofKind(events, "customers-merged").map((event) => ({ ...event, mergedAt: event.eventAt })),
  );
  await noteDeletedCustomers(tx, ctx, ofKind(events, "customer-deleted"), people);
  await eraseLateEvents(tx, ctx, namedIn(events, people, buying));
  return [...checks, ...jobs, ...(await applyPrivacy(tx, ctx, events))];
}

function ofKind<Kind extends StoreEvent["kind"]>(events: StoreEvent[], kind: Kind): Of<Kind>[] {
  return events.filter((event): event is Of<Kind> => event.kind === kind);
}

function namedIn(events: StoreEvent[], people: People, { orders, refunds, fulfillments }: Buying) {
  return {
    people: events.flatMap((event) =>
      [people.of(event), people.ofConsent(event)].flatMap((subscriberId) =>
        subscriberId === null ? [] : [{ shopId: event.shopId, subscriberId }],
      ),
    ),
    orders: [...orders, ...refunds, ...fulfillments],
  };
}

function tagsTold(events: StoreEvent[], people: People): TagEvent[] {
  return events.flatMap((event): TagEvent[] => {
    const subscriberId = people.of(event);
    if (subscriberId === null) return [];
    const { shopId, eventAt: at } = event;
    if (event.kind === "customer-record") return [{ shopId, subscriberId, at, all: event.tags }];
    if (event.kind !== "customer-tags") return [];
    return [{ shopId, subscriberId, at, added: event.added, removed: event.removed }];
  });
}

/** Noted whatever the person has decided: a flow texts only people who have opted in. */
function asksTold(signUps: Of<"sign-up">[], people: People): Interest[] {
  return signUps.flatMap((event) => {
    const subscriberId = people.of(event);
    return event.ask && subscriberId ? [{ shopId: event.shopId, subscriberId, at: event.eventAt, ...event.ask }] : [];
  });
}

function customerEvents(customers: (Of<"customer"> | Of<"customer-record">)[], people: People) {
  return customers.flatMap((event) => {
    const subscriberId = people.of(event);
    return subscriberId ? [{ shopId: event.shopId, subscriberId, eventAt: event.eventAt }] : [];
  });
}

/**
 * A record deleted in the store is no decision of the person's, and so changes nothing about consent; the request to
 * forget them (customers/redact) is another event.
 */
async function noteDeletedCustomers(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  deleted: Of<"customer-deleted">[],
  people: People,
): Promise<void> {
  const entries = new Map<string, TimelineEntry>();
  for (const event of deleted) {
    const subscriberId = people.of(event);
    const { shopId, customerId, eventAt: occurredAt } = event;
    const entry = {
      shopId,
      subscriberId: subscriberId ?? "",
      kind: "customer-deleted",
      occurredAt,
      data: { customerId },
    };
    if (subscriberId) entries.set(`${subscriberId} ${customerId}`, entry);
  }
  // A record is deleted once, and the news of it have no time of their own: more of them are copies.
  const known = await recordedBefore(tx, [...entries.values()]);
  await addTimelineEntries(
    tx,
    [...entries.values()].filter((it) => !known(it)),
    clock.now(),
  );
}

async function applyPrivacy(tx: Sql, ctx: Pick<Context, "clock" | "hashPhone">, events: StoreEvent[]): Promise<Job[]> {
  await answerDataRequests(
    tx,
    ctx,
    ofKind(events, "data-request").map((event) => ({ ...event, askedAt: event.eventAt })),
  );
  await redactCustomers(tx, ctx, ofKind(events, "redact-customer"));
  const jobs: Job[] = [];
  for (const { shopId, eventAt: requestedAt } of ofKind(events, "redact-shop")) {
    const result = await redactShop(tx, ctx, { shopId, requestedAt });
    if (result.kind === "begun") jobs.push(result.job);
    // It says that the store is gone, and its uninstall never came: the store itself is asked.
    if (result.kind === "installed")
      jobs.push(...(await doubtInstallation(tx, ctx, { shopId, eventAt: requestedAt, redactionAt: requestedAt })));
  }
  return jobs;
}
