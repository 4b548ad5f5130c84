import { beforeEach, describe, expect, test } from "vitest";
import { type TriggerKind, triggerType } from "#domain/flows/triggers/registry";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import type { StoreEvent } from "#domain/intake/store-event";
import { claimSlice } from "#domain/messages/claim/claim";
import { noDetails } from "#domain/orders/order-details";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLiveFlow } from "../../test/factories/flow.ts";
import { aPhone } from "../../test/factories/phone.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aPerson, fulfillmentEvent, orderEvent, refundEvent, scanEvent } from "../../test/factories/store-event.ts";
import { flowSource } from "./source.ts";

const ctx = aContext();
const { prisma } = ctx.db;
const sources = { campaign: flowSource, flow: flowSource, conversation: flowSource, test: flowSource };
const HOUR = 3_600_000;
const at = (hours: number) => new Date(TUESDAY_MORNING.getTime() + hours * HOUR);
let shopId: string;
let senderId: string;
let phone: string;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ({ id: shopId } = await aShop(ctx.db));
  ({ id: senderId } = await aSender(ctx.db, { shopId }));
  phone = aPhone();
});

const apply = (events: StoreEvent[]) => ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, events));
const texts = () => prisma.message.findMany({ where: { shopId } });
const enrollments = () => prisma.enrollment.findMany({ where: { shopId }, orderBy: { subject: "asc" } });
const order = (given: Partial<Parameters<typeof orderEvent>[0]> = {}) =>
  orderEvent({ shopId, person: aPerson({ phone }), ...given });

interface FlowOptions {
  waitHours?: number;
  text?: string;
  trigger?: object;
}

function aFlow(kind: TriggerKind, { waitHours = 0, text = "Hello", trigger = {} }: FlowOptions = {}) {
  const wait = { id: "wait", type: "wait", config: { minutes: waitHours * 60 }, arms: {} };
  const send = { id: "send", type: "send", config: { text }, arms: {} };
  const steps = waitHours > 0 ? [wait, send] : [send];
  const document = { purpose: "transactional" as const, trigger: { kind, ...trigger }, steps };
  return aLiveFlow(ctx.db, { shopId, preset: kind, name: kind, document });
}

interface Case {
  kind: TriggerKind;
  /** What happens to an order that was placed 30 hours ago, now. */
  happens: () => StoreEvent[];
  /** The same, three days late. */
  late: () => StoreEvent[];
  leavesOnCancel: boolean;
}

const LATE = at(-72);
const paid = (eventAt: Date) => [order({ isPaid: true, eventAt, placedAt: at(-80) })];
const canceled = (cancelledAt: Date) => [order({ cancelledAt, eventAt: cancelledAt, placedAt: at(-80) })];
const refunded = (refundedAt: Date) => [refundEvent({ shopId, refundedAt, eventAt: refundedAt })];
const shipped = (when: Date) => [fulfillmentEvent({ shopId, eventAt: when, fulfilledAt: when })];
const scanned = (milestone: "delivered" | "delayed" | "out-for-delivery" | "ready-for-pickup") => (eventAt: Date) => [
  scanEvent({ shopId, milestone, eventAt }),
];

function aCase(kind: TriggerKind, events: (when: Date) => StoreEvent[], leavesOnCancel = true): Case {
  return { kind, happens: () => events(at(-1)), late: () => events(LATE), leavesOnCancel };
}

const cases: Case[] = [
  aCase("order-paid", paid),
  aCase("order-canceled", canceled, false),
  aCase("order-refunded", refunded, false),
  aCase("fulfillment-created", shipped),
  aCase("order-shipped", shipped),
  aCase("out-for-delivery", scanned("out-for-delivery")),
  aCase("order-delivered", scanned("delivered")),
  aCase("delivery-delayed", scanned("delayed")),
  aCase("ready-for-pickup", scanned("ready-for-pickup")),
];

/** Placed long ago and not paid yet, so that nothing but the event of the case is news. */
const unpaid = () => order({ isPaid: false, eventAt: at(-80), placedAt: at(-80) });

describe.each(cases)("$kind", ({ kind, happens, late }) => {
  test("starts the flow once, however often and in whichever order it is told", async () => {
    await aFlow(kind);
    await apply(happens());
    await apply([unpaid()]);
    await apply([...happens(), unpaid(), ...happens()]);
    expect(await texts()).toMatchObject([{ class: "transactional", state: "waiting" }]);
    expect(await enrollments()).toMatchObject([{ state: "finished" }]);
  });

  test("starts nothing for a person whose number is unknown, nor in a flow of another trigger", async () => {
    await aFlow(kind);
    await aFlow(kind === "order-shipped" ? "order-delivered" : "order-shipped");
    const nobody = (event: StoreEvent) =>
      event.kind === "order" ? { ...event, person: aPerson({ email: null }) } : event;
    await apply([unpaid(), ...happens()].map(nobody));
    expect(await enrollments()).toEqual([]);
  });

  test("starts nothing when we hear of it three days late", async () => {
    await aFlow(kind);
    await apply([unpaid(), ...late()]);
    expect(await texts()).toEqual([]);
  });
});

describe.each(cases.filter((it) => it.leavesOnCancel))("$kind and a canceled order", ({ kind, happens }) => {
  test("the person leaves when the order is canceled", async () => {
    await aFlow(kind, { waitHours: 6 });
    await apply([unpaid(), ...happens()]);
    expect(await enrollments()).toMatchObject([{ state: "waiting" }]);
    await apply(canceled(at(0)));
    expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: "order-cancelled" }]);
  });

  test("the text is recalled at the hand-off when the order is canceled", async () => {
    await aFlow(kind);
    await apply([unpaid(), ...happens()]);
    await claimSlice(ctx, sources, { class: "transactional", shopId, senderId }, 10);
    expect(await texts()).toMatchObject([{ state: "sending" }]);
    await apply(canceled(at(0)));
    const [text] = await texts();
    expect(await prisma.recall.findMany({ where: { shopId } })).toMatchObject([
      { kind: "enrollment", target: text?.sourceId },
    ]);
  });

  test("a canceled order starts nothing", async () => {
    await aFlow(kind);
    await apply([unpaid(), ...canceled(at(-2))]);
    await apply(happens());
    expect(await texts()).toEqual([]);
  });
});

describe.each(cases.filter((it) => !it.leavesOnCancel))("$kind of a canceled order", ({ kind, happens }) => {
  test("goes on for a canceled order", async () => {
    await aFlow(kind, { waitHours: 2 });
    await apply([unpaid(), ...happens(), ...canceled(at(-1))]);
    ctx.clock.set(at(3));
    await advanceEnrollments(ctx);
    expect(await texts()).toMatchObject([{ state: "waiting" }]);
  });
});

describe("what the texts say", () => {
  const worded = async () => {
    const planned = await texts();
    const answers = await ctx.db.transaction((tx) => flowSource.answersFor(tx, shopId, planned, ctx.clock.now()));
    return planned.map(({ id }) => answers.get(id));
  };

  test("a shipping text has the tracking, the estimate and a link to the carrier's page", async () => {
    await aFlow("order-shipped", { text: "{{ tracking.number }} {{ link }}" });
    await apply([
      order(),
      scanEvent({ shopId, milestone: null, estimatedDeliveryAt: new Date("2026-11-28T01:00:00Z") }),
      fulfillmentEvent({
        shopId,
        tracking: { company: "UPS", numbers: ["1Z1", "1Z2"], urls: ["https://ups.test/1Z1"] },
      }),
    ]);
    expect(await worded()).toMatchObject([
      {
        kind: "wanted",
        wording: {
          linkUrl: expect.stringContaining("https://ups.test/1Z1"),
          variables: {
            order: { name: "#1001" },
            tracking: { number: "1Z1", numbers: "1Z1, 1Z2", company: "UPS", url: "https://ups.test/1Z1" },
            // By the store's clock, New York's.
            delivery: { estimate: "Fri, Nov 27" },
            shipment: { items: "Cedar candle", item_count: 2 },
          },
        },
      },
    ]);
  });

  test("a shipment without a tracking page leads to the order's page", async () => {
    await aFlow("fulfillment-created", { text: "{{ link }}" });
    await apply([order(), fulfillmentEvent({ shopId, tracking: { company: null, numbers: [], urls: [] } })]);
    expect(await worded()).toMatchObject([{ wording: { linkUrl: expect.stringContaining("/orders/1001") } }]);
  });

  test("each refund has its own text with its amount in the buyer's currency", async () => {
    await aFlow("order-refunded", { text: "{{ refund.amount }}" });
    const presentment = { currency: "EUR", totalMicros: 21_000_000 };
    await apply([order({ presentment })]);
    await apply([refundEvent({ shopId, refundId: "1", amountMicros: 5_000_000, currency: "EUR" })]);
    await apply([refundEvent({ shopId, refundId: "2", amountMicros: 16_000_000, currency: "EUR" })]);
    const events = (await enrollments()).map(({ event }) => event);
    expect(events).toMatchObject([
      { properties: { refund_amount: 10_000_000, is_full_refund: false }, variables: { refund: { amount: "€5.00" } } },
      { properties: { refund_amount: 32_000_000, is_full_refund: true }, variables: { refund: { total: "$42.00" } } },
    ]);
  });
});

describe("shipments", () => {
  test("each shipment of an order has its own text, and one that is canceled has none", async () => {
    await aFlow("order-shipped", { waitHours: 1 });
    const news = { shopId, eventAt: at(-0.5), fulfilledAt: at(-0.5) };
    await apply([
      order(),
      fulfillmentEvent({ ...news }),
      fulfillmentEvent({ ...news, fulfillmentId: "502" }),
      fulfillmentEvent({ ...news, fulfillmentId: "503", status: "cancelled" }),
    ]);
    await apply([fulfillmentEvent({ ...news, fulfillmentId: "502", status: "cancelled", eventAt: at(-0.1) })]);
    expect(await enrollments()).toMatchObject([
      { subject: "fulfillment:501", about: "1001", state: "waiting" },
      { subject: "fulfillment:502", state: "exited", exitedBecause: "shipment-cancelled" },
    ]);
  });

  test("a shipment that is canceled while its text is being handed over is recalled", async () => {
    await aFlow("order-shipped");
    await apply([order(), fulfillmentEvent({ shopId })]);
    await claimSlice(ctx, sources, { class: "transactional", shopId, senderId }, 10);
    await apply([fulfillmentEvent({ shopId, status: "cancelled", eventAt: at(1) })]);
    const [text] = await texts();
    expect(await prisma.recall.findMany({ where: { shopId } })).toMatchObject([{ target: text?.sourceId }]);
  });

  test("without tracking a fulfillment is created but not shipped, until a number is entered", async () => {
    await aFlow("order-shipped");
    const tracking = { company: null, numbers: [], urls: [] };
    await apply([order(), fulfillmentEvent({ shopId, tracking })]);
    expect(await texts()).toEqual([]);
    ctx.clock.set(at(2));
    await apply([fulfillmentEvent({ shopId, eventAt: at(2) })]);
    expect(await texts()).toHaveLength(1);
  });

  test("a delivered parcel is not announced as out for delivery", async () => {
    await aFlow("out-for-delivery");
    await apply([order(), scanEvent({ shopId, eventAt: at(0) })]);
    await apply([scanEvent({ shopId, milestone: "out-for-delivery", eventAt: at(-2) })]);
    expect(await texts()).toEqual([]);
  });

  test("a delivery that only fulfillments/update tells starts the flow, too", async () => {
    await aFlow("order-delivered");
    await apply([order(), fulfillmentEvent({ shopId, eventAt: at(-20), fulfilledAt: at(-80) })]);
    await apply([fulfillmentEvent({ shopId, eventAt: at(-1), fulfilledAt: at(-80), milestone: "delivered" })]);
    expect(await texts()).toHaveLength(1);
  });
});

test("the event says what entry filters ask about an order", async () => {
  await aFlow("order-paid");
  const details = {
    ...noDetails,
    ...{ country: "CA", discountCodes: ["SAVE10"], deliveryMethod: "Local pickup", source: "pos", tags: ["gift"] },
  };
  await apply([order({ isPaid: true, details })]);
  const [enrollment] = await enrollments();
  const { properties = {} } = (enrollment?.event ?? {}) as { properties?: Record<string, unknown> }; // written by enroll
  expect(properties).toEqual({
    ...{ amount: 42_000_000, currency: "USD", country: "CA", products: ["Cedar candle"], discount_codes: ["SAVE10"] },
    ...{ delivery_method: "Local pickup", order_type: "pos", order_tags: ["gift"] },
  });
  const declared = triggerType("order-paid").properties.map(({ name }) => name);
  expect(new Set(Object.keys(properties))).toEqual(new Set(declared));
});
