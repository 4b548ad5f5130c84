import type { BenchClock } from "../stage/clock.ts";
import type { SeededShop } from "../stage/seed.ts";
import { type ShopperEvent, shopper } from "../stage/shoppers.ts";

/** What must become of a shopper's news. */
export type Fate = "order text" | "cart text" | "no text";

/** Writes events, each about someone new unless it says whose it is, and remembers what must become of each shopper. */
export interface EventBook {
  order(): ShopperEvent;
  cart(): ShopperEvent;
  /** The order that ends an earlier cart: one text, the order's. */
  purchase(of: ShopperEvent): ShopperEvent;
  /** An order whose confirmation will be too late to be worth sending. */
  lateOrder(): ShopperEvent;
  /** By phone, as the carrier's record writes it. */
  fates: Map<number, Fate>;
}

/** A confirmation may leave for 24 hours after the order (domain/flows/triggers/order-placed.ts): four are left. */
const LATE_MS = 20 * 3_600_000;

/** Shops take turns, with orders and with checkouts each: every shop has as many of both. */
export function eventBook(shops: SeededShop[], clock: Pick<BenchClock, "now">): EventBook {
  const fates = new Map<number, Fate>();
  const told: Partial<Record<ShopperEvent["topic"], number>> = {};

  function about(topic: ShopperEvent["topic"], fate: Fate): ShopperEvent {
    const turn = told[topic] ?? 0;
    told[topic] = turn + 1;
    const by = shopper(fates.size + 1);
    fates.set(phoneNumber(by), fate);
    return { topic, shopper: by, shopDomain: shops[turn % shops.length]?.domain ?? "", at: clock.now() };
  }

  return {
    order: () => about("orders/create", "order text"),
    cart: () => about("checkouts/create", "cart text"),
    purchase(of) {
      fates.set(phoneNumber(of.shopper), "order text");
      return { ...of, topic: "orders/create", at: clock.now() };
    },
    lateOrder() {
      const event = about("orders/create", "no text");
      return { ...event, placedAt: new Date(event.at.getTime() - LATE_MS) };
    },
    fates,
  };
}

export function phoneNumber({ phone }: { phone: string }): number {
  return Number(phone.slice(1));
}
