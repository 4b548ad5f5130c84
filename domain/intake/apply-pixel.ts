import { type BrowseEvent, browseEvent } from "#domain/browsing/browse-event";
import { claimBrowsers } from "#domain/browsing/claims";
import { findBrowsers, forgetBrowsers, rememberBrowsers } from "#domain/browsing/known-browsers";
import type { KnownEvent } from "#domain/browsing/known-event";
import { recordCarts } from "#domain/browsing/record-carts";
import { recordEvents } from "#domain/browsing/record-events";
import { ownersOfLinks } from "#domain/links/owners";
import type { Sql } from "#platform/sql/db";
import type { Delivery } from "./take.ts";
import type { Handled } from "./work.ts";

type Told = BrowseEvent & { shopId: string; intakeId: string; at: Date };

/**
 * Applies what storefronts' browsers told: first whose browsers they are, by what proves it, then what those people did. What an
 * unknown browser did is not kept.
 */
export async function applyPixel(tx: Sql, deliveries: Delivery[]): Promise<Handled> {
  const refused = new Map<string, string>();
  const told = deliveries.flatMap((delivery): Told[] => {
    const event = readEvent(delivery.body);
    if (event === null) refused.set(delivery.id, "This is no event of a web pixel.");
    const { shopId, id: intakeId, triggeredAt, receivedAt } = delivery;
    return event === null ? [] : [{ ...event, shopId, intakeId, at: triggeredAt ?? receivedAt }];
  });
  await proveBrowsers(tx, told);
  const events = await knownEvents(tx, told);
  await forgetBrowsers(
    tx,
    told.filter(({ kind }) => kind === "consent-withdrawn"),
  );
  await recordEvents(tx, events);
  await recordCarts(tx, events);
  return { jobs: [], refused };
}

/** A tap of ours tells at once whose browser it is; a checkout tells when it is ordered. */
async function proveBrowsers(tx: Sql, told: Told[]): Promise<void> {
  const owners = await ownersOfLinks(
    tx,
    told.flatMap(({ tap }) => (tap ? [tap.code] : [])),
  );
  await rememberBrowsers(
    tx,
    told.flatMap(({ shopId, browser, tap, at }) => {
      const owner = tap && owners.get(tap.code);
      if (!owner || owner.shopId !== shopId) return [];
      const proof = `tap ${tap.code} ${tap.proof}`;
      return [{ shopId, browser, subscriberId: owner.subscriberId, knownBy: "link" as const, proof, at }];
    }),
  );
  await claimBrowsers(
    tx,
    told.flatMap(({ shopId, browser, claim, at }) => (claim === null ? [] : [{ shopId, browser, claim, at }])),
  );
}

async function knownEvents(tx: Sql, told: Told[]): Promise<KnownEvent[]> {
  const ownerOf = await findBrowsers(tx, told);
  return told.flatMap((event) => {
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
