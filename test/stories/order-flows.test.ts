import { expect, test } from "vitest";
import type { TriggerKind } from "#domain/flows/triggers/registry";
import { aLiveFlow } from "../factories/flow.ts";
import type { StoreControl } from "./store-control.ts";
import { BLUEBIRD, FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const world = await openStory();
const { ctx } = world;
const { everyShop: prisma } = ctx.db;
const MINUTE = 60_000;
/** News are delayed by up to five minutes, and then by the gap before a second attempt. */
const MOST_MINUTES = 15;

/** One store whose deliveries come once and in order, and one whose deliveries come twice and shuffled. */
const stores = [world.store(FERNHILL), world.store(BLUEBIRD)];
const [, noisy] = stores as [StoreControl, StoreControl];
const shopIds = new Map<string, string>();
const idOf = ({ domain }: StoreControl) => shopIds.get(domain) ?? "";

const TEXTS: [TriggerKind, string][] = [
  ["order-paid", "paid {{ order.name }}"],
  ["order-canceled", "canceled {{ order.name }}"],
  ["order-refunded", "refunded {{ refund.amount }}"],
  ["fulfillment-created", "packed {{ shipment.item_count }}"],
  ["order-shipped", "shipped {{ tracking.company }} {{ tracking.number }} {{ link }}"],
  ["out-for-delivery", "out for delivery {{ tracking.number }}"],
  ["order-delivered", "delivered {{ tracking.number }}"],
  ["delivery-delayed", "delayed until {{ delivery.estimate }}"],
  ["ready-for-pickup", "ready for pickup {{ order.name }}"],
];

for (const [place, store] of stores.entries()) {
  const shopId = await world.install(store.domain);
  shopIds.set(store.domain, shopId);
  await world.connect(shopId, NUMBERS[place]);
  for (const [kind, text] of TEXTS) {
    const steps = [{ id: "send", type: "send", config: { text }, arms: {} }];
    await aLiveFlow(ctx.db, {
      shopId,
      preset: kind,
      name: kind,
      document: { purpose: "transactional", trigger: { kind }, steps },
    });
  }
}

/** In each store, a minute later. */
async function inEach<Answer>(act: (store: StoreControl, place: number) => Promise<Answer>): Promise<Answer[]> {
  await world.advance(MINUTE);
  return Promise.all(stores.map(act));
}

/** Lets every delivery come, those that are tried again included, and the worker finish with them. */
async function letEventsArrive(): Promise<void> {
  const arePending = async () => {
    const pending = await Promise.all(stores.map((store) => store.deliveries({ status: "pending" })));
    return pending.flat().length > 0;
  };
  for (let minute = 0; minute < MOST_MINUTES && (minute === 0 || (await arePending())); minute += 1) {
    await world.advance(MINUTE);
    await Promise.all(stores.map((store) => store.settle()));
  }
  await until("every pickup's order is known", async () => (await prisma.pickup.count()) === 0);
  await until("every delivery has been worked on", async () => {
    return (await prisma.intake.count({ where: { state: "pending" } })) === 0;
  });
  await until("every text has left", async () => {
    return (await prisma.message.count({ where: { state: { in: ["waiting", "sending", "sent"] } } })) === 0;
  });
}

async function textsTo(store: StoreControl, phone: string): Promise<string[]> {
  const texts = await prisma.message.findMany({ where: { shopId: idOf(store), phone, state: "delivered" } });
  const words = texts.map(({ body }) => (body ?? "").split("\n")[0] ?? "");
  return words.map((text) => text.replace(/https?:\S+/, "LINK").trim()).sort();
}

test("an order is followed by text from payment to the door, also when each delivery comes twice and out of order", async () => {
  await noisy.post("behaviour", {
    duplicateProbability: 1,
    reorderProbability: 1,
    reorderWindowMs: 5 * MINUTE,
    seed: 7,
  });
  type Made = { id: number; name: string };
  const items = [
    { product: "camp-mug", quantity: 1 },
    { product: "camp-mug", quantity: 2 },
  ];
  const ada = { phone: "+12125550101", email: "ada@example.test", firstName: "Ada" };
  const bob = { phone: "+12125550102", email: "bob@example.test", firstName: "Bob" };
  const cy = { phone: "+12125550103", email: "cy@example.test", firstName: "Cy" };
  const products = await Promise.all(stores.map((store) => store.get<{ products: { handle: string }[] }>("")));
  const cart = (place: number) => {
    const [one, other] = products[place]?.products ?? [];
    return [
      { ...items[0], product: one?.handle },
      { ...items[1], product: other?.handle },
    ];
  };
  const orders = await inEach((store, place) =>
    store.post<Made>("orders", { ...ada, items: cart(place), isPaid: false }),
  );
  await letEventsArrive();
  expect(await textsTo(noisy, ada.phone)).toEqual([]);

  const each = (path: string, body: object = {}) =>
    inEach((store, place) => store.post<Made>(`orders/${orders[place]?.id}/${path}`, body));
  await each("pay");
  await each("fulfill", { tracking: { company: "UPS", number: "1Z1" }, lines: [0] });
  await each("fulfill");
  await letEventsArrive();
  await each("fulfillments/2/tracking", { company: "USPS", numbers: ["94001", "94002"] });
  await each("fulfillments/1/scan", { status: "delayed", estimatedDeliveryAt: "2026-11-27T17:00:00Z", tells: "event" });
  await letEventsArrive();
  await each("fulfillments/1/scan", { status: "out_for_delivery" });
  await letEventsArrive();
  // One carrier tells it by the scan alone, the other by the fulfillment alone.
  await each("fulfillments/1/scan", { status: "delivered", tells: "event" });
  await each("fulfillments/2/scan", { status: "delivered", tells: "update" });
  await each("refund", { amountCents: 500 });
  await letEventsArrive();

  const cys = await inEach((store, place) => store.post<Made>("orders", { ...cy, items: cart(place) }));
  await inEach((store, place) => store.post(`orders/${cys[place]?.id}/ready-for-pickup`));
  const bobs = await inEach((store, place) => store.post<Made>("orders", { ...bob, items: cart(place) }));
  const ofBob = (path: string, body: object = {}) =>
    inEach((store, place) => store.post<Made>(`orders/${bobs[place]?.id}/${path}`, body));
  await ofBob("fulfill");
  await ofBob("fulfillments/1/scan", { status: "ready_for_pickup" });
  await letEventsArrive();
  await ofBob("cancel");
  await letEventsArrive();

  for (const [place, store] of stores.entries()) {
    const [name, bobsName] = [orders[place]?.name, bobs[place]?.name];
    expect(await textsTo(store, ada.phone), store.domain).toEqual([
      ...[
        "delayed until Fri, Nov 27",
        "delivered 1Z1",
        "delivered 94001",
        "out for delivery 1Z1",
        "packed 1",
        "packed 2",
      ],
      ...[
        `paid ${name}`,
        expect.stringMatching(/^refunded .*5[.,]00/),
        "shipped UPS 1Z1 LINK",
        "shipped USPS 94001 LINK",
      ],
    ]);
    // The admin's button, whose webhook does not name the order: the store is asked for it.
    expect(await textsTo(store, cy.phone), store.domain).toEqual([
      `paid ${cys[place]?.name}`,
      `ready for pickup ${cys[place]?.name}`,
    ]);
    const refunded = expect.stringMatching(/^refunded /);
    expect(await textsTo(store, bob.phone), store.domain).toEqual([
      `canceled ${bobsName}`,
      "packed 3",
      `paid ${bobsName}`,
      `ready for pickup ${bobsName}`,
      refunded,
    ]);
  }
  const links = await prisma.shortLink.findMany({ where: { targetUrl: { contains: "carrier.example/track/1Z1" } } });
  expect(links).toHaveLength(stores.length);
  expect((await world.carrier.summary()).duplicatedRefs).toEqual([]);
});
