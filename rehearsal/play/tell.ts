import { setTimeout as sleep } from "node:timers/promises";
import { inboundOf } from "../../bench/stage/inbound.ts";
import { type ShopperEvent, shopper, storeOf } from "../../bench/stage/shoppers.ts";
import type { RehearsalShop, Run, Stage } from "../stage/stage.ts";
import type { Watch } from "../watch/watch.ts";

/** How long a store or a carrier goes on telling what was not accepted; both really go on for longer. */
const ATTEMPTS = 8;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 4_000;

type Tellable = "order" | "cart";

/** The outside that tells us things: stores and the carrier. Each call is one thing told, until it is accepted. */
export interface Outside {
  order(): Promise<void>;
  cart(): Promise<void>;
  /** Someone who was just texted writes back. Nothing happens while no one was. */
  reply(words: "STOP" | "HELP" | "talk"): Promise<void>;
}

export function openOutside(run: Run, stage: Stage, watch: Watch): Outside {
  const { webUrl } = stage.fleet;
  const store = storeOf(run, webUrl);
  const inbound = inboundOf(run, webUrl);
  let told = 0;

  function nextShop(): RehearsalShop {
    const shop = stage.shops[told % stage.shops.length];
    if (!shop) throw new Error("A rehearsal needs a shop.");
    return shop;
  }

  async function announce(kind: Tellable): Promise<void> {
    const shop = nextShop();
    told += 1;
    const by = shopper(told);
    const topic = kind === "order" ? "orders/create" : "checkouts/create";
    const event: ShopperEvent = { topic, shopDomain: shop.domain, shopper: by, at: stage.clock.now() };
    watch.expect(kind, shop.phone, by.phone);
    await tellUntilAccepted(watch, () => store(event));
  }

  return {
    order: () => announce("order"),
    cart: () => announce("cart"),
    async reply(words) {
      const [person] = watch.texted(1);
      if (!person) return;
      const { from: number, to: phone } = person;
      const body = words === "talk" ? "Do you ship to Canada?" : words;
      if (words !== "talk") watch.expect("reply", number, phone);
      const isAccepted = await tellUntilAccepted(watch, () => inbound({ from: phone, to: number, body }));
      if (isAccepted && words === "STOP") watch.stopped(number, phone);
    },
  };
}

async function tellUntilAccepted(watch: Watch, tell: () => Promise<number>): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const status = await tell().catch(() => 0);
    if (status === 200) {
      watch.accepted();
      return true;
    }
    await sleep(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt));
  }
  watch.refused();
  return false;
}
