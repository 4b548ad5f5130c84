import { expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { conversationSource } from "#domain/conversations/source";
import { claimSlice } from "#domain/messages/claim/claim";
import { sources } from "../../factories/lane.ts";
import { aSender } from "../../factories/sender.ts";
import { aSubscriber } from "../../factories/subscriber.ts";
import { openApiRig } from "./rig.ts";

const { ctx, aCaller } = await openApiRig({ perSecond: 1_000 });
const body = "Harbor Candles: your candle class is tomorrow at 5 PM.";

async function aShopThatTexts() {
  const caller = await aCaller();
  const { id: senderId } = await aSender(ctx.db, { shopId: caller.shopId });
  const { id: subscriberId } = await aSubscriber(ctx.db, { shopId: caller.shopId, marketing: "never" });
  const texts = () => ctx.db.prisma.message.findMany({ where: { shopId: caller.shopId } });
  /** What the next claim hands to the carrier, of those that are due. */
  const claimed = async () => {
    const lane = { class: "transactional", shopId: caller.shopId, senderId } as const;
    return (await claimSlice(ctx, { ...sources, conversation: conversationSource }, lane, 10))?.texts ?? [];
  };
  return { ...caller, subscriberId, texts, claimed };
}

test("one text is planned once however often it is asked for, and tells what becomes of it", async () => {
  const { shopId, call, subscriberId, texts } = await aShopThatTexts();
  const request = { body: { subscriberId, body, expiresAfterMinutes: 60 }, idempotencyKey: "class-17" };
  const { status, body: text } = await call("sendText", request);
  await call("sendText", request);
  expect(status).toBe(202);
  expect(await texts()).toMatchObject([{ id: text.id, purpose: "transactional", state: "waiting", body }]);
  expect(ctx.enqueued).toContainEqual({
    name: "dispatch-transactional",
    payload: { class: "transactional", shopId },
  });
  const read = await call("getText", { path: { textId: text.id } });
  expect(read).toMatchObject({ status: 200, body: { state: "waiting", rules: [], explanation: expect.any(String) } });
});

test("another store's person can't be texted, and its texts can't be read", async () => {
  const [mine, other] = [await aShopThatTexts(), await aShopThatTexts()];
  const { body: theirs } = await other.call("sendText", { body: { subscriberId: other.subscriberId, body } });
  expect((await mine.call("sendText", { body: { subscriberId: other.subscriberId, body } })).status).toBe(404);
  expect((await mine.call("getText", { path: { textId: theirs.id } })).status).toBe(404);
  expect(await mine.texts()).toEqual([]);
});

test("a store without a number hears what to do", async () => {
  const { shopId, call } = await aCaller();
  const { id: subscriberId } = await aSubscriber(ctx.db, { shopId });
  expect(await call("sendText", { body: { subscriberId, body } })).toMatchObject({
    status: 422,
    body: { code: "text-no-sender", detail: expect.stringContaining("Settings") },
  });
});

test("a person is opted out, tagged and given properties; what doesn't fit is told by its name", async () => {
  const { shopId, call, subscriberId } = await aShopThatTexts();
  const path = { subscriberId };
  expect((await call("changeTags", { path, body: { add: ["vip", "quiz"] } })).status).toBe(200);
  expect((await call("changeTags", { path, body: { remove: ["quiz"] } })).status).toBe(200);
  expect((await call("changeTags", { path, body: { add: ["a,b"] } })).status).toBe(422);
  const properties = { size: 42, birthday: "1990-11-30", colors: ["red"], is_member: true };
  expect((await call("setProperties", { path, body: { properties } })).status).toBe(200);
  expect(await call("setProperties", { path, body: { properties: { size: "large", color: "red" } } })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: "/properties/size" }] },
  });
  expect((await call("optOutSubscriber", { path, body: {} })).status).toBe(200);
  expect((await call("getSubscriber", { path })).body).toMatchObject({
    ...{ tags: ["vip"], properties },
    consent: { marketing: "unsubscribed" },
  });
  expect(await ctx.db.prisma.consentEvent.count({ where: { shopId, subscriberId, source: "merchant" } })).toBe(1);
});

test("another store's person is changed by nothing", async () => {
  const [mine, other] = [await aShopThatTexts(), await aShopThatTexts()];
  const path = { subscriberId: other.subscriberId };
  for (const [operation, body] of [
    ["optOutSubscriber", {}],
    ["changeTags", { add: ["taken"] }],
    ["setProperties", { properties: { taken: true } }],
  ] as const)
    expect((await mine.call(operation, { path, body })).status).toBe(404);
  expect((await other.call("getSubscriber", { path })).body).toMatchObject({ tags: [], properties: {} });
});

test("a text to someone who has texted STOP is planned and never sent", async () => {
  const { shopId, call, subscriberId, texts, claimed } = await aShopThatTexts();
  const stop = { shopId, subscriberId, state: "unsubscribed", source: "inbound-text" } as const;
  await ctx.db.transaction((tx) => recordConsent(tx, ctx, [{ ...stop, occurredAt: ctx.clock.now() }]));
  expect((await call("sendText", { body: { subscriberId, body } })).status).toBe(202);
  const [text] = await texts();
  expect(text).toMatchObject({ purpose: "transactional", sourceKind: "conversation", state: "waiting" });
  expect(await claimed()).toEqual([]);
  expect(await texts()).toMatchObject([{ state: "skipped", reason: "opted-out", handedAt: null, phone: null }]);
});

test("a text to anyone else is handed over", async () => {
  const { call, subscriberId, claimed } = await aShopThatTexts();
  await call("sendText", { body: { subscriberId, body } });
  expect(await claimed()).toHaveLength(1);
});

test("a key can't text one person over and over, another person is texted meanwhile, and later the first again", async () => {
  const { shopId, call, subscriberId, texts } = await aShopThatTexts();
  const { id: friend } = await aSubscriber(ctx.db, { shopId });
  const answers = await Promise.all(
    Array.from({ length: 14 }, (_, index) => call("sendText", { body: { subscriberId, body: `${body} ${index}` } })),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(10);
  expect(refused[0]).toMatchObject({ body: { code: "person-texted-often" } });
  expect(Number(refused[0]?.headers.get("Retry-After"))).toBe(3_600);
  expect((await call("sendText", { body: { subscriberId: friend, body } })).status).toBe(202);
  ctx.clock.advance(3_600_001);
  expect((await call("sendText", { body: { subscriberId, body } })).status).toBe(202);
  expect(await texts()).toHaveLength(12);
});

test("someone who hasn't confirmed a sign-up gets a text about their own matter", async () => {
  const { shopId, call, claimed } = await aShopThatTexts();
  const { id: subscriberId } = await aSubscriber(ctx.db, { shopId, marketing: "pending" });
  expect((await call("sendText", { body: { subscriberId, body } })).status).toBe(202);
  expect(await claimed()).toHaveLength(1);
});
