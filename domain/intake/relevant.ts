import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { StoreEvent } from "./store-event.ts";

interface Shop {
  id: string;
  country: string | null;
  installedAt: Date | null;
  uninstalledAt: Date | null;
}

const readShopsOfEvents = statement(
  "shops-of-events",
  `SELECT id, country, installed_at AS "installedAt", uninstalled_at AS "uninstalledAt" FROM shops WHERE id = ANY($1::uuid[])`,
);

/** These are heard whatever the installation is: they are about its end, or about people's rights. */
const ALWAYS: ReadonlySet<StoreEvent["kind"]> = new Set([
  "uninstalled",
  "redact-shop",
  "redact-customer",
  "data-request",
]);

export interface Relevant {
  events: StoreEvent[];
  countryOf: (shopId: string) => string | null;
}

/**
 * The events that may change something: those of installed shops, told since the installation began. A delivery is as
 * new as the newest of its events: an order of today may carry a refund of last year.
 */
export async function relevantEvents(tx: Sql, events: StoreEvent[]): Promise<Relevant> {
  const rows = await tx.run<Shop>(readShopsOfEvents, [[...new Set(events.map((event) => event.shopId))]]);
  const shops = new Map(rows.map((shop) => [shop.id, shop]));
  const newest = new Map<string, number>();
  for (const { intakeId, eventAt } of events)
    newest.set(intakeId, Math.max(newest.get(intakeId) ?? Number.NEGATIVE_INFINITY, eventAt.getTime()));
  return {
    events: events.filter((event) => {
      if (ALWAYS.has(event.kind)) return true;
      const shop = shops.get(event.shopId);
      if (!shop?.installedAt || shop.uninstalledAt !== null) return false;
      return (newest.get(event.intakeId) ?? 0) >= shop.installedAt.getTime();
    }),
    countryOf: (shopId) => shops.get(shopId)?.country ?? null,
  };
}
