import { beforeEach, expect, test } from "vitest";
import { tagByHand } from "#domain/flows/walk/tag-by-hand";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import type { StoreEvent } from "#domain/intake/store-event";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLiveFlow } from "../../test/factories/flow.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aPerson } from "../../test/factories/store-event.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";

const ctx = aContext();
const { prisma } = ctx.db;
const at = (minutes: number) => new Date(TUESDAY_MORNING.getTime() + minutes * 60_000);
let shopId: string;
let subscriberId: string;
let phone: string;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  const person = await aSubscriber(ctx.db, { customerId: "7" });
  ({ shopId, id: subscriberId } = person);
  phone = person.phone;
  await aSender(ctx.db, { shopId });
});

const apply = (...events: StoreEvent[]) => ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, events));
const texts = () => prisma.message.findMany({ where: { shopId } });

function aTagFlow(reentry?: { kind: "always" }) {
  const steps = [{ id: "send", type: "send", config: { text: "Welcome, VIP" }, arms: {} }];
  const trigger = { kind: "customer-tagged" as const, settings: { tag: "VIP" }, ...(reentry && { reentry }) };
  return aLiveFlow(ctx.db, { shopId, preset: "tagged", document: { purpose: "marketing", trigger, steps } });
}

function tags(minute: number, added: string[], removed: string[] = []): StoreEvent {
  return { kind: "customer-tags", shopId, intakeId: newId(), eventAt: at(minute), customerId: "7", added, removed };
}

function record(minute: number, all: string[]): StoreEvent {
  const person = { ...aPerson({ phone }), customerId: "7" };
  return { kind: "customer-record", shopId, intakeId: newId(), eventAt: at(minute), person, tags: all, consent: null };
}

test("the tag of the settings starts the flow, in whatever letters, and no other tag does", async () => {
  await aTagFlow();
  await apply(tags(-9, ["wholesale", "vip-2"]));
  expect(await texts()).toEqual([]);
  await apply(tags(-5, ["vip", "new"]), tags(-5, ["vip", "new"]));
  await apply(tags(-5, ["vip", "new"]));
  expect(await texts()).toMatchObject([{ class: "flow", purpose: "marketing" }]);
});

test("by default a person enters once, however often the tag is added", async () => {
  await aTagFlow();
  await apply(tags(-9, ["vip"]));
  await apply(tags(-8, [], ["vip"]));
  await apply(tags(-7, ["vip"]));
  expect(await texts()).toHaveLength(1);
});

test("a flow that people may always enter is started again by a tag that is added again", async () => {
  await aTagFlow({ kind: "always" });
  await apply(tags(-9, ["vip"]));
  await apply(tags(-8, [], ["vip"]));
  await apply(tags(-7, ["vip"]), tags(-7, ["vip"]));
  expect(await texts()).toHaveLength(2);
});

test("a tag that another source has told of before, or that was taken away since, starts nothing again", async () => {
  await aTagFlow({ kind: "always" });
  await apply(record(-30, []));
  await apply(tags(-9, ["vip"]));
  await apply(record(-8, ["vip"]));
  await apply(tags(-20, ["vip"]));
  expect(await texts()).toHaveLength(1);
});

test("a tag that only the store's full record tells of starts the flow, but the first record of a customer starts none", async () => {
  await aTagFlow({ kind: "always" });
  await apply(record(-30, ["vip"]));
  expect(await texts()).toEqual([]);
  await apply(record(-20, []));
  await apply(record(-10, ["vip"]));
  expect(await texts()).toHaveLength(1);
});

test("a tag that the merchant adds here starts the flow, once for each person", async () => {
  await aTagFlow();
  const change = { subscriberIds: [subscriberId], tag: "vip", change: "add" as const };
  expect(await tagByHand(ctx, shopId, change)).toBe(1);
  expect(await tagByHand(ctx, shopId, change)).toBe(0);
  expect(await tagByHand(ctx, shopId, { ...change, change: "remove" })).toBe(1);
  expect(await texts()).toMatchObject([{ subscriberId }]);
});

test("a person who has not agreed to marketing texts gets none", async () => {
  await aTagFlow();
  await prisma.subscriber.updateMany({ where: { shopId }, data: { marketing: "unsubscribed" } });
  await apply(tags(-5, ["vip"]));
  expect(await texts()).toEqual([]);
  expect(await prisma.enrollment.findMany({ where: { shopId } })).toMatchObject([{ exitedBecause: "opted-out" }]);
});
