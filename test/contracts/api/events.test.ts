import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { aLiveFlow } from "../../factories/flow.ts";
import { aSender } from "../../factories/sender.ts";
import { aSubscriber } from "../../factories/subscriber.ts";
import { openApiRig } from "./rig.ts";

const { ctx, aCaller, workEvents } = await openApiRig();

async function aShopWithFlow() {
  const caller = await aCaller(["events:write"]);
  const { shopId } = caller;
  const person = await aSubscriber(ctx.db, { shopId, customerId: "77" });
  await aSender(ctx.db, { shopId });
  await aLiveFlow(ctx.db, {
    shopId,
    preset: null,
    document: parseDocument({
      purpose: "marketing",
      trigger: { kind: "custom-event", settings: { name: "Points earned", properties: ["points"] } },
      steps: [{ id: "text", type: "send", config: { text: "You have {{ event.points }} points" } }],
    }),
  });
  const event = (id: string, more: object = {}) => ({
    ...{ id, name: "Points earned", person: { customerId: "77" }, properties: { points: 120 } },
    ...more,
  });
  const entered = () => ctx.db.prisma.enrollment.count({ where: { shopId } });
  return { ...caller, person, event, entered };
}

test("an event that was accepted starts a flow, once, however often it is sent", async () => {
  const { call, event, entered } = await aShopWithFlow();
  expect(await call("sendEvents", { body: event("1") })).toMatchObject({
    status: 202,
    body: { accepted: 1, duplicates: 0 },
  });
  expect(await call("sendEvents", { body: event("1") })).toMatchObject({
    status: 202,
    body: { accepted: 0, duplicates: 1 },
  });
  await workEvents();
  await workEvents();
  expect(await entered()).toBe(1);
});

test("a hundred events are taken in together, and two stores may use the same ids", async () => {
  const [one, two] = [await aShopWithFlow(), await aShopWithFlow()];
  const events = Array.from({ length: 100 }, (_, id) => one.event(String(id)));
  expect(await one.call("sendEvents", { body: { events } })).toMatchObject({ body: { accepted: 100 } });
  expect(await two.call("sendEvents", { body: { events: events.slice(0, 2) } })).toMatchObject({
    body: { accepted: 2 },
  });
  while (await workEvents());
  expect(await ctx.db.everyShop.intake.count({ where: { state: "done" } })).toBe(102);
  expect(await two.entered()).toBe(2);
  const tooMany = await one.call("sendEvents", { body: { events: [...events, one.event("x")] } });
  expect(tooMany).toMatchObject({ status: 422, body: { errors: [{ pointer: "/events" }] } });
});

test("an event about someone unknown, or a person of another store, starts nothing", async () => {
  const [one, two] = [await aShopWithFlow(), await aShopWithFlow()];
  await one.call("sendEvents", { body: one.event("1", { person: { subscriberId: two.person.id } }) });
  await one.call("sendEvents", { body: one.event("2", { person: { phone: "+12125559999" } }) });
  await workEvents();
  expect([await one.entered(), await two.entered()]).toEqual([0, 0]);
  expect(await ctx.db.everyShop.intake.findMany({ select: { state: true } })).toEqual([
    { state: "done" },
    { state: "done" },
  ]);
});

test("what is wrong with one of many is told by its place, and none is taken in", async () => {
  const { call, event } = await aShopWithFlow();
  const answer = await call("sendEvents", { body: { events: [event("1"), event("2", { name: " " })] } });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: "/events/1/name" }] } });
  expect(await ctx.db.everyShop.intake.count()).toBe(0);
});

test("an event with too much in it is refused for how much there is, and nothing in it is looked at", async () => {
  const { call, event } = await aShopWithFlow();
  const wrong = { deep: [{}] };
  const many = Object.fromEntries(Array.from({ length: 25_000 }, (_, n) => [`name ${n}`, wrong]));
  expect((await call("sendEvents", { body: event("1", { properties: many }) })).body.errors).toEqual([
    { pointer: "/properties", detail: "An event can have up to 50 properties." },
  ]);
  const list = { properties: { colors: Array.from({ length: 25_000 }, () => 1) } };
  expect((await call("sendEvents", { body: event("1", list) })).body.errors).toMatchObject([
    { pointer: expect.stringMatching(/^\/properties\/colors$/) },
  ]);
  const events = Array.from({ length: 25_000 }, () => ({}));
  expect((await call("sendEvents", { body: { events } })).body.errors).toEqual([
    { pointer: "/events", detail: "A request can have up to 100 events." },
  ]);
});

test("many events about one person are taken ten at a time, and the rest wait for their turn", async () => {
  const { call, event, entered } = await aShopWithFlow();
  const events = Array.from({ length: 25 }, (_, id) => event(String(id)));
  await call("sendEvents", { body: { events } });
  const done = () => ctx.db.everyShop.intake.count({ where: { state: "done" } });
  const steps: unknown[] = [];
  for (let n = 0; n < 3; n += 1) steps.push([await workEvents(), await done()]);
  expect(steps).toEqual([
    [true, 10],
    [true, 20],
    [false, 25],
  ]);
  expect(await entered()).toBeGreaterThan(0);
});

test("a person's events count in the order in which they were sent", async () => {
  const { shopId, call, event } = await aShopWithFlow();
  await aLiveFlow(ctx.db, {
    shopId,
    preset: null,
    document: parseDocument({
      purpose: "marketing",
      trigger: { kind: "custom-event", settings: { name: "Quiz begun" } },
      steps: [{ id: "tag", type: "tag", config: { tag: "quiz" } }],
    }),
  });
  const events = [event("1", { name: "Quiz begun", properties: {} }), event("2"), event("3")];
  await call("sendEvents", { body: { events } });
  await workEvents();
  expect(await ctx.db.prisma.enrollment.count({ where: { shopId } })).toBe(3);
});
