import { type BrowseEvent, browseEvent } from "#domain/browsing/browse-event";
import { claimBrowsers } from "#domain/browsing/claims";
import { countViews } from "#domain/browsing/count-views";
import { findBrowsers, forgetBrowsers, rememberBrowsers } from "#domain/browsing/known-browsers";
import type { KnownEvent } from "#domain/browsing/known-event";
import { type CartState, productsInCarts, recordCarts } from "#domain/browsing/record-carts";
import { recordEvents } from "#domain/browsing/record-events";
import type { Context } from "#domain/context";
import { enroll } from "#domain/flows/walk/enroll";
import type { TriggerEvent } from "#domain/flows/walk/entry";
import { type ExitEvent, exitEnrollments } from "#domain/flows/walk/exit";
import { refreshEvents } from "#domain/flows/walk/refresh-event";
import type { Job } from "#domain/jobs";
import { ownersOfLinks } from "#domain/links/owners";
import { traceToPeople } from "#domain/subscribers/person-trace";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { cartEvents, cartSubject, type StoreOfEvents, viewEvents, viewSubject } from "./browsing-events.ts";
import { noteLooks } from "./note-looks.ts";
import type { Delivery } from "./take.ts";
import type { Handled } from "./work.ts";

const storesOfPixel = statement("stores-of-pixel", "SELECT id, domain, country FROM shops WHERE id = ANY($1::uuid[])");

type ReadEvent = BrowseEvent & { shopId: string; intakeId: string; at: Date };

/**
 * Applies what storefronts' browsers told: first whose browsers they are, by what proves it, then what those people did. What an
 * unknown browser did is not kept.
 */
export async function applyPixel(tx: Sql, ctx: Pick<Context, "clock">, deliveries: Delivery[]): Promise<Handled> {
  const refused = new Map<string, string>();
  const readEvents = deliveries.flatMap((delivery): ReadEvent[] => {
    const event = readEvent(delivery.body);
    if (event === null) refused.set(delivery.id, "This is no event of a web pixel.");
    const { shopId, id: intakeId, triggeredAt, receivedAt } = delivery;
    return event === null ? [] : [{ ...event, shopId, intakeId, at: triggeredAt ?? receivedAt }];
  });
  await proveBrowsers(tx, readEvents);
  const events = await knownEvents(tx, readEvents);
  await forgetBrowsers(
    tx,
    readEvents.filter(({ kind }) => kind === "consent-withdrawn"),
  );
  await recordEvents(tx, events);
  return { jobs: await drawConsequences(tx, ctx, events), refused };
}

/** Walks end and begin. */
async function drawConsequences(tx: Sql, ctx: Pick<Context, "clock">, events: KnownEvent[]): Promise<Job[]> {
  if (events.length === 0) return [];
  traceToPeople(events, (event) => event);
  const carts = await recordCarts(tx, events);
  const added = events.filter(({ kind }) => kind === "added-to-cart");
  await exitEnrollments(tx, ctx, [...endedCarts(carts), ...added.flatMap(exitsByAdding)]);
  const stores = await findStores(tx, events);
  const filled = carts.filter(({ endedAt }) => endedAt === null);
  const ofCarts = filled.flatMap((cart) => eventFor(stores, cart, (store) => [cartEvents(cart, store)]));
  const entered = await enroll(tx, ctx, [...ofCarts, ...(await viewsEvents(tx, ctx, events, stores))]);
  // Who waits already is told of the cart as it is now.
  await refreshEvents(tx, ofCarts);
  return [...entered, ...(await noteLooks(tx, ctx, events))];
}

/** Views of products that are not in the person's cart. */
async function viewsEvents(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  events: KnownEvent[],
  stores: Map<string, StoreOfEvents>,
): Promise<TriggerEvent[]> {
  const views = events.filter(({ kind, items }) => kind === "product-viewed" && items.length > 0);
  const isInCart = await productsInCarts(tx, views);
  const viewed = views.flatMap((event) => {
    const productId = event.items[0]?.productId ?? "";
    return isInCart(event, productId) ? [] : [{ event, productId }];
  });
  const keyOf = ({ event, productId }: (typeof viewed)[number]) => ({
    shopId: event.shopId,
    subscriberId: event.subscriberId,
    productId,
  });
  const countOf = await countViews(tx, viewed.map(keyOf), clock.now());
  return viewed.flatMap((it) => eventFor(stores, it.event, (store) => viewEvents(it.event, countOf(keyOf(it)), store)));
}

function endedCarts(carts: CartState[]): ExitEvent[] {
  return carts.flatMap(({ shopId, id, endedAt }) =>
    endedAt
      ? [{ shopId, subject: cartSubject(id), subscriberId: null, because: "cart-ended" as const, at: endedAt }]
      : [],
  );
}

function exitsByAdding({ shopId, subscriberId, items, at }: KnownEvent): ExitEvent[] {
  return items.map(({ productId }) => ({
    shopId,
    subject: viewSubject(productId, subscriberId),
    subscriberId: null,
    because: "added-to-cart",
    at,
  }));
}

function eventFor(
  stores: Map<string, StoreOfEvents>,
  { shopId }: { shopId: string },
  make: (store: StoreOfEvents) => TriggerEvent[],
): TriggerEvent[] {
  const store = stores.get(shopId);
  return store ? make(store) : [];
}

async function findStores(tx: Sql, events: KnownEvent[]): Promise<Map<string, StoreOfEvents>> {
  const rows = await tx.run<StoreOfEvents & { id: string }>(storesOfPixel, [
    [...new Set(events.map((it) => it.shopId))],
  ]);
  return new Map(rows.map(({ id, ...store }) => [id, store]));
}

/** A tap of ours tells at once whose browser it is; a checkout tells when it is ordered. */
async function proveBrowsers(tx: Sql, readEvents: ReadEvent[]): Promise<void> {
  const owners = await ownersOfLinks(
    tx,
    readEvents.flatMap(({ tap }) => (tap ? [tap.code] : [])),
  );
  await rememberBrowsers(
    tx,
    readEvents.flatMap(({ shopId, browser, tap, at }) => {
      const owner = tap && owners.get(tap.code);
      if (!owner || owner.shopId !== shopId) return [];
      const proof = `tap ${tap.code} ${tap.proof}`;
      return [{ shopId, browser, subscriberId: owner.subscriberId, knownBy: "link" as const, proof, at }];
    }),
  );
  await claimBrowsers(
    tx,
    readEvents.flatMap(({ shopId, browser, claim, at }) => (claim === null ? [] : [{ shopId, browser, claim, at }])),
  );
}

async function knownEvents(tx: Sql, readEvents: ReadEvent[]): Promise<KnownEvent[]> {
  const ownerOf = await findBrowsers(tx, readEvents);
  return readEvents.flatMap((event) => {
    const subscriberId = event.kind === "consent-withdrawn" ? null : ownerOf(event);
    return subscriberId === null ? [] : [{ ...event, subscriberId }];
  });
}

function readEvent(body: Buffer): BrowseEvent | null {
  try {
    return browseEvent.parse(JSON.parse(body.toString("utf8")));
  } catch {
    // Not JSON, or not of that shape: the row says so.
    return null;
  }
}
