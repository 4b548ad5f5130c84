import { setTimeout as sleep } from "node:timers/promises";
import type { RunOptions } from "../benchmark.ts";
import { realNow, until } from "../stage/campaign.ts";
import { inboundOf } from "../stage/inbound.ts";
import type { SeededShop } from "../stage/seed.ts";
import { type ShopperEvent, type Store, shopper, storeOf } from "../stage/shoppers.ts";
import type { Stage } from "../stage/stage.ts";

const PER_SECOND = 10;
/** A text that has not come by then counts as if it came then. */
const PATIENCE_MS = 20_000;

/** How long the other shop's things took, in milliseconds, and what it was answered. */
export interface Measured {
  stop: number[];
  webhook: number[];
  orderText: number[];
  statuses: Map<number, number>;
  missing: number;
}

/** Posts orders and STOPs at a constant rate, whether or not earlier ones were answered, and follows the orders' texts. */
export function otherShop(options: RunOptions, stage: Stage, shop: SeededShop, phone: string) {
  const store = storeOf(options, stage.webUrl);
  const stop = stopsOf(options, stage.webUrl, phone);
  let last = 0;
  return async (seconds: number): Promise<Measured> => {
    const measured: Measured = { stop: [], webhook: [], orderText: [], statuses: new Map(), missing: 0 };
    await stage.carrier.recorded(true);
    const orders = new Map<number, number>();
    const began = realNow();
    const under: Promise<void>[] = [];
    for (let index = 0; index < PER_SECOND * seconds; index += 1) {
      const ahead = began + (index / PER_SECOND) * 1_000 - realNow();
      if (ahead > 0) await sleep(ahead);
      last += 1;
      const event = anOrder(last, shop, stage);
      orders.set(Number(event.shopper.phone.slice(1)), realNow());
      under.push(timed(() => store(event), measured, measured.webhook));
      under.push(timed(stop, measured, measured.stop));
    }
    await Promise.all(under);
    measured.orderText = await textsOf(stage, orders, measured);
    return measured;
  };
}

function anOrder(number: number, { domain }: SeededShop, { clock }: Stage): ShopperEvent {
  return { topic: "orders/create", shopDomain: domain, shopper: shopper(number), at: clock.now() };
}

async function timed(post: () => ReturnType<Store>, { statuses }: Measured, into: number[]): Promise<void> {
  const at = realNow();
  const status = await post().catch(() => 0);
  into.push(realNow() - at);
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
}

/** A STOP of someone new, as the provider calls it in. */
function stopsOf(options: RunOptions, webUrl: string, to: string): () => Promise<number> {
  const inbound = inboundOf(options, webUrl);
  let last = 0;
  return () => {
    last += 1;
    return inbound({ from: `+1718${2_000_000 + last}`, to, body: "STOP" });
  };
}

async function textsOf({ carrier }: Stage, orders: Map<number, number>, measured: Measured): Promise<number[]> {
  const deadline = realNow() + PATIENCE_MS;
  const arrived = await until(
    "the last order texts",
    PATIENCE_MS * 2,
    async () => {
      const { count, at, to } = await carrier.recorded();
      const found = new Map<number, number>();
      for (let index = 0; index < count; index += 1) {
        const phone = to[index] ?? 0;
        if (orders.has(phone) && !found.has(phone)) found.set(phone, at[index] ?? 0);
      }
      return found.size === orders.size || realNow() > deadline ? found : null;
    },
    1_000,
  );
  measured.missing = orders.size - arrived.size;
  const gaveUpAt = realNow();
  return [...orders].map(([phone, at]) => (arrived.get(phone) ?? gaveUpAt) - at);
}
