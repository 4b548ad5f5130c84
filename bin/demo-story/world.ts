import { buy, leaveCart, type Shopper } from "@cartbell/sim/people/buyer";
import { z } from "zod";
import { ask } from "../ask.ts";

/** The outside world as the story sees it: only over HTTP, by the simulators' own control pages. */
export interface WorldUrls {
  store: string;
  carrier: string;
  clock: string;
}

const installation = z.object({ isInstalled: z.boolean(), tokens: z.array(z.unknown()) });
const session = z.object({ launchUrl: z.string(), sessionToken: z.string() });
const order = z.object({
  id: z.number(),
  name: z.string(),
  utm: z.record(z.string(), z.string().nullable()).nullable(),
});
const texts = z.object({
  messages: z.array(z.object({ direction: z.enum(["in", "out"]), body: z.string(), from: z.string() })),
});
const summary = z.object({ accepted: z.number(), distinctRefs: z.number(), duplicatedRefs: z.array(z.string()) });
const handOffs = z.object({
  handoffs: z.array(z.object({ ref: z.string().nullable(), to: z.string(), body: z.string(), at: z.coerce.date() })),
});

export type World = ReturnType<typeof worldOf>;

export function worldOf(urls: WorldUrls, shop: string) {
  const store = `${urls.store}/control/${shop}`;
  return {
    carrierUrl: urls.carrier,
    install: () => ask(installation, "POST", `${store}/install`),
    /** Where the admin's frame opens a page of the app, and the session token of that minute. */
    session: (path = "") =>
      ask(session, "GET", `${store}/session-token?path=${encodeURIComponent(path.replace(/^\//, ""))}`),
    leaveCart: (shopper: Shopper) => leaveCart({ storeUrl: urls.store, shop, shopper, consent: true }),
    buy: (token: string, landingSite: string | null = null) => buy({ storeUrl: urls.store, shop, token, landingSite }),
    orders: () => ask(z.array(order), "GET", `${store}/orders`),
    refund: (orderId: number, amountCents: number) =>
      ask(order, "POST", `${store}/orders/${orderId}/refund`, { amountCents }),
    textsOn: async (phone: string) =>
      (await ask(texts, "GET", `${urls.carrier}/control/phones/${encodeURIComponent(phone)}/messages`)).messages.filter(
        (message) => message.direction === "in",
      ),
    carrierSummary: () => ask(summary, "GET", `${urls.carrier}/control/handoffs/summary`),
    /** What the carrier took, in its order; `since` (real time) leaves out what is older. */
    handOffs: async (since = new Date(0)) =>
      (await ask(handOffs, "GET", `${urls.carrier}/control/handoffs?since=${since.toISOString()}`)).handoffs,
    now: async () => new Date((await ask(z.object({ now: z.string() }), "GET", `${urls.clock}/clock`)).now),
    moveClockTo: (now: Date) => ask(z.unknown(), "POST", `${urls.clock}/clock`, { now: now.toISOString() }),
    moveClock: (advanceMs: number) => ask(z.unknown(), "POST", `${urls.clock}/clock`, { advanceMs }),
  };
}
