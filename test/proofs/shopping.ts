import type { StoreControl } from "../stories/store-control.ts";
import type { ProofWorld } from "./world.ts";

const MINUTE_MS = 60_000;

/** Shares of the shoppers. */
const PAYS = 0.6;
const CHANGES_CART = 0.3;
const GETS_MONEY_BACK = 0.2;
const CANCELS = 0.1;
const UNSUBSCRIBES = 0.1;

/** One thing that a shopper does, at a minute of the day. */
interface Deed {
  minute: number;
  act(): Promise<void>;
}

interface Life {
  customerId: number;
  token: string;
  orderId: number;
}

export interface ShoppingDay {
  shoppers: number;
  /** So many of them in whose minutes the store tells us nothing at all. */
  silenced: number;
  minutes: number;
  /** What happens to the webhooks of everyone else. */
  behaviour: object;
  /** After each minute. */
  eachMinute(): Promise<void>;
}

/**
 * A day's shoppers, each becoming a customer who agrees to texts, and then on one of the usual ways: a cart left behind, or
 * paid for, and of those some with money back or cancelled; and some unsubscribe. Every step is told by webhooks.
 */
export async function shop({ advance, chance }: ProofWorld, store: StoreControl, day: ShoppingDay): Promise<void> {
  const { shoppers, silenced, minutes, behaviour, eachMinute } = day;
  const deeds = Array.from({ length: shoppers }, (_, place) => {
    const minute = chance.between(0, minutes);
    const life = lifeOf(place, minute);
    return place < silenced ? life.map((deed) => ({ ...deed, act: () => untoldOf(deed.act) })) : life;
  }).flat();
  const byMinute = Map.groupBy(deeds, ({ minute }) => minute);
  await store.post("behaviour", { ...behaviour, seed: chance.between(1, 2 ** 31) });
  for (let minute = 0; minute <= Math.max(...byMinute.keys()); minute += 1) {
    await advance(MINUTE_MS);
    for (const { act } of byMinute.get(minute) ?? []) await act();
    await eachMinute();
  }

  /** What happens meanwhile is never told. */
  async function untoldOf(act: () => Promise<void>): Promise<void> {
    await store.post("behaviour", { dropProbability: 1 });
    await act();
    await store.post("behaviour", { ...behaviour, seed: chance.between(1, 2 ** 31) });
  }

  function lifeOf(place: number, begin: number): Deed[] {
    const person = { phone: `+1212${2_000_000 + place}`, email: `shopper-${place}@example.test`, firstName: "Ada" };
    const life: Partial<Life> = {};
    let at = begin;
    const later = () => {
      at += chance.between(1, 8);
      return at;
    };
    const deeds: Deed[] = [
      {
        minute: at,
        async act() {
          const made = await store.post<{ id: number }>("customers", { ...person, consent: true });
          life.customerId = made.id;
        },
      },
      {
        minute: later(),
        async act() {
          const quantity = chance.between(1, 4);
          life.token = (await store.post<{ token: string }>("checkouts", { ...person, items: [{ quantity }] })).token;
        },
      },
    ];
    const then = (share: number, act: () => Promise<unknown>) => {
      const isDone = chance.isLucky(share);
      if (isDone) deeds.push({ minute: later(), act: async () => void (await act()) });
      return isDone;
    };
    then(CHANGES_CART, () => store.post(`checkouts/${life.token}`, { items: [{ quantity: 5 }] }));
    const pays = then(PAYS, async () => {
      life.orderId = (await store.post<{ id: number }>(`checkouts/${life.token}/pay`)).id;
    });
    if (pays && !then(CANCELS, () => store.post(`orders/${life.orderId}/cancel`)))
      then(GETS_MONEY_BACK, () => store.post(`orders/${life.orderId}/refund`, { amountCents: 100 }));
    then(UNSUBSCRIBES, () => store.post(`customers/${life.customerId}/consent`, { state: "UNSUBSCRIBED" }));
    return deeds;
  }
}
