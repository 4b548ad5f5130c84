import type { Shop } from "../shops/shop.ts";
import { attemptDelivery, type Sender, wasAccepted } from "./attempt.ts";
import type { Delivery } from "./delivery.ts";
import { gapBeforeRetry } from "./schedule.ts";

export interface Dispatcher {
  /** Takes on a delivery that is pending; it is posted as soon as it is due. */
  take(shop: Shop, delivery: Delivery): void;
  /** Resolves when nothing is under way and nothing is due. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const maxAtOnce = 32;
/** How often the shared clock is looked at while something waits for it. */
const lookMs = 50;

/**
 * Posts deliveries when the shared clock says they are due and sees to their retries, so that moving the clock
 * forward makes due retries happen. Deliveries overlap: their order is not promised, as with the real store.
 */
export function createDispatcher(
  clock: { now(): Date },
  app: Omit<Sender, "shopDomain">,
  changed: () => void,
): Dispatcher {
  const waiting = new Map<Delivery, Shop>();
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  function look(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (isClosed) return;
    const now = clock.now().getTime();
    for (const [delivery, shop] of waiting) {
      if (underWay.size >= maxAtOnce) break;
      if (delivery.dueAt > now || shop.behaviour.isHeld) continue;
      waiting.delete(delivery);
      const work = deliver(shop, delivery).finally(() => {
        underWay.delete(work);
        look();
      });
      underWay.add(work);
    }
    if (waiting.size > 0) timer = setTimeout(look, lookMs).unref();
  }

  async function deliver(shop: Shop, delivery: Delivery): Promise<void> {
    const sender = { apiSecret: app.apiSecret, apiVersion: app.apiVersion, shopDomain: shop.domain };
    const attempt = await attemptDelivery(delivery, sender, clock.now().toISOString());
    delivery.attempts.push(attempt);
    if (wasAccepted(attempt)) delivery.status = "delivered";
    else planRetry(shop, delivery);
    changed();
  }

  function planRetry(shop: Shop, delivery: Delivery): void {
    const gapMs = gapBeforeRetry(delivery.attempts.length - 1);
    if (gapMs === null) {
      delivery.status = "failed";
      // A subscription made through the API is deleted then; one of the app's configuration stays.
      const { topic, address } = delivery;
      shop.subscriptions = shop.subscriptions.filter((one) => one.topic !== topic || one.address !== address);
      return;
    }
    delivery.dueAt = clock.now().getTime() + gapMs;
    waiting.set(delivery, shop);
  }

  function isIdle(): boolean {
    const now = clock.now().getTime();
    return (
      underWay.size === 0 && ![...waiting].some(([delivery, shop]) => delivery.dueAt <= now && !shop.behaviour.isHeld)
    );
  }

  return {
    take: (shop, delivery) => {
      waiting.set(delivery, shop);
      look();
    },
    settled: async () => {
      while (!isClosed && !isIdle())
        await Promise.race([...underWay, new Promise((resolve) => setTimeout(resolve, lookMs))]);
    },
    close: async () => {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await Promise.allSettled(underWay);
    },
  };
}
