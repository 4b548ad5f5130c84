import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Lane } from "#domain/jobs";
import { askForOutcomes } from "#domain/messages/ask";
import { claimSlice, type Sources } from "#domain/messages/claim";
import { type Dispatch, dispatchSlice } from "#domain/messages/dispatch";
import { handOff } from "#domain/messages/hand-off";
import { planTexts } from "#domain/messages/plan";
import { applyReceipts } from "#domain/messages/receipts";
import { recordHandOff } from "#domain/messages/record";
import { recoverClaims } from "#domain/messages/recover-claims";
import { formatRef } from "#domain/messages/ref";
import type { MessageSource, SourceKind } from "#domain/messages/source";
import { withdraw } from "#domain/messages/withdraw";
import { watchWithdrawn } from "#domain/messages/withdrawn";
import { newId } from "#platform/ids";
import { rateBucket } from "#platform/rate-bucket";
import { connectRedis } from "#platform/redis";
import { ACCOUNT, aCarrier, SENDER_PHONE, type TestCarrier } from "../../test/factories/carrier.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase, testRedisUrl } from "../../test/setup/per-worker.ts";

const ctx = aContext();
const redis = connectRedis(testRedisUrl());
const bucket = rateBucket(redis, "{test}");
let carrier: TestCarrier;
let dispatch: Dispatch;
let lane: Lane;

/** Wants every text, with a link. */
const wanting = (kind: SourceKind): MessageSource => ({
  kind,
  purpose: "marketing",
  wishes: async (_tx, _shopId, texts) =>
    new Map(
      texts.map((text) => [
        text.id,
        {
          kind: "wanted",
          wording: {
            template: "Hi {{ customer.first_name }} {{ link }}",
            variables: {},
            linkUrl: "https://shop.test/cart",
          },
        },
      ]),
    ),
});
const sources: Sources = {
  campaign: wanting("campaign"),
  flow: wanting("flow"),
  conversation: wanting("conversation"),
  test: wanting("test"),
};

beforeAll(async () => {
  carrier = await aCarrier(ctx.clock);
});
afterAll(() => redis.disconnect());

beforeEach(async () => {
  await emptyDatabase();
  await carrier.setFaults({});
  ctx.clock.set(TUESDAY_MORNING);
  const shop = await aShop(ctx.db, {}, { frequencyCapTexts: 100 });
  const sender = await aSender(ctx.db, { shopId: shop.id, phone: SENDER_PHONE, partsPerSecond: 100_000 });
  lane = { class: "flow", shopId: shop.id, senderId: sender.id };
  await bucket.settle({ key: sender.id, perSecond: 100_000, burst: 100_000 }, -100_000);
  dispatch = { ...ctx, sources, providers: { twilio: carrier.provider }, bucket, withdrawn: watchWithdrawn(ctx.db) };
});

/** Plans one text to each of so many new people. */
async function planned(people: number, given: { expiresAt?: Date; purpose?: "marketing" | "transactional" } = {}) {
  const subscribers = await Promise.all(
    Array.from({ length: people }, () => aSubscriber(ctx.db, { shopId: lane.shopId })),
  );
  const expiresAt = given.expiresAt ?? new Date(TUESDAY_MORNING.getTime() + 3_600_000);
  const texts = subscribers.map(({ id: subscriberId }) => ({
    ...lane,
    purpose: given.purpose ?? ("marketing" as const),
    sourceKind: "flow" as const,
    sourceId: newId(),
    occurrence: "step",
    subscriberId,
    dueAt: ctx.clock.now(),
    expiresAt,
    body: null,
  }));
  await ctx.db.transaction((tx) => planTexts(tx, ctx, texts));
  return subscribers;
}
const rows = () => ctx.db.prisma.message.findMany({ orderBy: { id: "asc" } });
const states = async () => (await rows()).map((row) => row.state);
const handedOver = async () => (await carrier.handOffs({})).filter((it) => it.ref?.startsWith(lane.shopId));
async function dispatchAll(): Promise<void> {
  while ((await dispatchSlice(dispatch, lane)).kind === "again");
}
async function claimed() {
  const claim = await claimSlice(ctx, sources, lane, 250);
  if (!claim) throw new Error("nothing was claimed");
  return claim;
}

test("four workers on one lane hand each of 600 texts over once", async () => {
  await planned(600);
  await Promise.all([1, 2, 3, 4].map(dispatchAll));
  await dispatchAll();
  const handed = await handedOver();
  expect(handed).toHaveLength(600);
  expect(new Set(handed.map((it) => it.ref)).size).toBe(600);
  expect(new Set(await states())).toEqual(new Set(["accepted"]));
});

test("the row of a sent text carries its words, parts, price, short link and why-record", async () => {
  await planned(1);
  await dispatchAll();
  const [row] = await rows();
  expect(row).toMatchObject({
    state: "accepted",
    encoding: "gsm-7",
    parts: 1,
    priceMicros: 8_300n,
    provider: "twilio",
    reason: null,
  });
  expect(row?.providerId).toMatch(/^SM/);
  expect(row?.body).toMatch(/^Hi Ada https:\/\/crt\.test\/l\/\w{10}\nReply STOP to opt out$/);
  expect(row?.why).toHaveLength(7);
  const [handed] = await handedOver();
  expect(handed?.body).toBe(row?.body);
  expect(await ctx.db.prisma.shortLink.findMany()).toMatchObject([
    { messageId: row?.id, targetUrl: "https://shop.test/cart" },
  ]);
});

test("planning the same text twice is one text", async () => {
  const [person] = await planned(1);
  const [row] = await rows();
  const again = {
    ...lane,
    purpose: "marketing" as const,
    sourceKind: "flow" as const,
    sourceId: row?.sourceId ?? "",
    occurrence: "step",
  };
  const text = {
    ...again,
    subscriberId: person?.id ?? "",
    dueAt: ctx.clock.now(),
    expiresAt: ctx.clock.now(),
    body: null,
  };
  expect(await ctx.db.transaction((tx) => planTexts(tx, ctx, [text]))).toEqual([]);
  expect(await rows()).toHaveLength(1);
});

test("a STOP between claim and hand-off keeps the text from leaving", async () => {
  const [person] = await planned(2);
  const claim = await claimed();
  const { shopId } = lane;
  await ctx.db.prisma.subscriber.update({
    where: { shopId_id: { shopId, id: person?.id ?? "" } },
    data: { marketing: "unsubscribed" },
  });
  await withdraw(ctx.db, [{ shopId, kind: "subscriber", target: person?.id ?? "" }]);
  const handed = await handOff(claim, carrier.provider, {
    ...dispatch,
    fence: performance.now() + 5_000,
    concurrency: 4,
  });
  await recordHandOff(ctx, claim, handed);
  expect(await handedOver()).toHaveLength(1);
  expect((await states()).sort()).toEqual(["accepted", "waiting"]);
  await dispatchAll();
  expect(await handedOver()).toHaveLength(1);
  expect((await rows()).find((row) => row.state === "skipped")).toMatchObject({
    subscriberId: person?.id,
    reason: "opted-out",
  });
});

test("a withdrawal from before the claim holds nothing back", async () => {
  await planned(1);
  await withdraw(ctx.db, [{ shopId: lane.shopId, kind: "shop", target: lane.shopId }]);
  await dispatchAll();
  expect(await handedOver()).toHaveLength(1);
});

test("a worker that was frozen past its claim's end hands nothing over any more", async () => {
  await planned(3);
  const claim = await claimed();
  const handed = await handOff(claim, carrier.provider, { ...dispatch, fence: performance.now() - 1, concurrency: 4 });
  expect(handed.map((it) => it.outcome)).toEqual(Array(3).fill({ kind: "withheld" }));
  await recordHandOff(ctx, claim, handed);
  expect(await handedOver()).toEqual([]);
  expect(await ctx.db.prisma.recipientCap.findMany()).toMatchObject(Array(3).fill({ marketingAt: [] }));
  await dispatchAll();
  expect(await handedOver()).toHaveLength(3);
});

test("a claim that is recorded too late does not overwrite what happened since", async () => {
  await planned(1);
  const claim = await claimed();
  const [decision] = claim.texts;
  const late = decision ? [{ decision, outcome: { kind: "withheld" as const } }] : [];
  await ctx.db.run({ name: "age", text: "UPDATE messages SET claim_ends_at = clock_timestamp() - interval '1 hour'" });
  expect(await recoverClaims(ctx.db)).toBe(1);
  await recordHandOff(ctx, claim, late);
  expect(await states()).toEqual(["unknown"]);
});

test("quiet hours and the cap make a text wait, the deadline ends it, and none of them reaches the carrier", async () => {
  ctx.clock.set(new Date("2026-11-25T02:30:00Z")); // 21:30 in New York
  const people = await planned(3, { expiresAt: new Date("2026-11-26T02:00:00Z") });
  await planned(1, { expiresAt: new Date("2026-11-25T12:00:00Z") });
  const { shopId } = lane;
  await ctx.db.prisma.shopSettings.update({
    where: { shopId },
    data: { frequencyCapTexts: 1, frequencyCapAction: "skip" },
  });
  await dispatchAll();
  expect(await handedOver()).toEqual([]);
  const night = await rows();
  expect(night.filter((row) => row.state === "waiting")).toMatchObject(
    people.map(() => ({ reason: "quiet-hours", dueAt: new Date("2026-11-25T13:00:00Z") })),
  );
  expect(night.filter((row) => row.state === "expired")).toHaveLength(1);

  ctx.clock.set(new Date("2026-11-25T13:00:00Z"));
  await ctx.db.prisma.recipientCap.create({
    data: { shopId, subscriberId: people[0]?.id ?? "", marketingAt: [new Date("2026-11-24T22:00:00Z")] },
  });
  await dispatchAll();
  expect(await handedOver()).toHaveLength(2);
  expect((await rows()).filter((row) => row.state === "skipped")).toMatchObject([{ reason: "frequency-cap" }]);
});

test("two campaigns racing for the same people never exceed the cap", async () => {
  const people = await planned(20);
  const { shopId } = lane;
  await ctx.db.prisma.shopSettings.update({ where: { shopId }, data: { frequencyCapTexts: 1 } });
  const more = people.flatMap(({ id: subscriberId }) =>
    [1, 2].map((number) => ({
      ...lane,
      purpose: "marketing" as const,
      sourceKind: "flow" as const,
      sourceId: newId(),
      occurrence: `step ${number}`,
      subscriberId,
      dueAt: ctx.clock.now(),
      expiresAt: new Date(TUESDAY_MORNING.getTime() + 3_600_000),
      body: null,
    })),
  );
  await ctx.db.transaction((tx) => planTexts(tx, ctx, more));
  await Promise.all(Array.from({ length: 12 }, () => claimSlice(ctx, sources, lane, 5)));
  while (await claimSlice(ctx, sources, lane, 5));
  const sending = (await rows()).filter((row) => row.state === "sending");
  expect(sending).toHaveLength(20);
  expect(new Set(sending.map((row) => row.subscriberId)).size).toBe(20);
});

test("a text that the provider asks to wait with goes back, and its cap with it", async () => {
  await planned(1);
  await carrier.setFaults({ tooMany: 1, retryAfterSeconds: 7 });
  await dispatchAll();
  expect(await rows()).toMatchObject([
    {
      state: "waiting",
      reason: "throttled-by-provider",
      attempts: 1,
      dueAt: new Date(TUESDAY_MORNING.getTime() + 7_000),
    },
  ]);
  expect(await ctx.db.prisma.recipientCap.findMany()).toMatchObject([{ marketingAt: [] }]);
});

test("a number that opted out at the provider is suppressed, one that is dead is marked so", async () => {
  const [stopped, dead] = await planned(2);
  await carrier.setFaults({
    reject: [
      { to: stopped?.phone, code: 21610 },
      { to: dead?.phone, code: 21211 },
    ],
  });
  await dispatchAll();
  expect(await states()).toEqual(["failed", "failed"]);
  expect(await ctx.db.prisma.suppression.findMany({ orderBy: { reason: "asc" } })).toMatchObject([
    { phoneHash: dead?.phoneHash, reason: "invalid-number" },
    { phoneHash: stopped?.phoneHash, reason: "opted-out-at-provider" },
  ]);
});

test("an answer that never came is unknown; found at the provider it was sent, and is not sent again", async () => {
  await planned(1);
  await carrier.setFaults({ resetAfter: 1 });
  await dispatchAll();
  expect(await states()).toEqual(["unknown"]);
  await carrier.setFaults({});
  await askNow();
  expect((await states())[0]).toMatch(/accepted|sent|delivered/);
  await dispatchAll();
  expect(await handedOver()).toHaveLength(1);
});

test("an unknown text that the provider twice does not know is sent again, once", async () => {
  await planned(1);
  await carrier.setFaults({ resetBefore: 1 });
  await dispatchAll();
  expect(await states()).toEqual(["unknown"]);
  await carrier.setFaults({});
  await askNow();
  expect(await states()).toEqual(["unknown"]);
  await dispatchAll();
  expect(await handedOver()).toEqual([]);
  await askNow();
  expect(await states()).toEqual(["waiting"]);
  await dispatchAll();
  expect(await handedOver()).toHaveLength(1);
});

test("a killed worker's claims are asked for: what it handed over stays sent, the rest is sent once", async () => {
  await planned(10);
  const claim = await claimed();
  for (const decision of claim.texts.slice(0, 4))
    await handOff({ ...claim, texts: [decision] }, carrier.provider, {
      ...dispatch,
      fence: performance.now() + 5_000,
      concurrency: 1,
    });
  // Here it dies: nothing was recorded.
  await ctx.db.run({ name: "age", text: "UPDATE messages SET claim_ends_at = clock_timestamp() - interval '1 hour'" });
  expect(await recoverClaims(ctx.db)).toBe(10);
  await askNow();
  await askNow();
  await dispatchAll();
  const handed = await handedOver();
  expect(handed).toHaveLength(10);
  expect(new Set(handed.map((it) => it.ref)).size).toBe(10);
});

test("receipts move a text forward only, in whatever order and number they come", async () => {
  await planned(1);
  await dispatchAll();
  const [row] = await rows();
  const ref = formatRef({ shopId: lane.shopId, month: "2026-11-01", id: row?.id ?? "" });
  const told = (status: "sent" | "delivered" | "failed" | "accepted", code: string | null = null) =>
    ctx.db.transaction((tx) =>
      applyReceipts(tx, ctx, [
        { kind: "receipt", ref, providerId: row?.providerId ?? "", status, code, because: null },
      ]),
    );
  await told("delivered");
  await told("sent");
  await told("accepted");
  await told("failed", "30003");
  expect(await rows()).toMatchObject([{ state: "delivered", reason: null, deliveredAt: TUESDAY_MORNING }]);
  const strange = {
    kind: "receipt" as const,
    ref: `${newId()}.2026-11-01.${newId()}`,
    providerId: "SM",
    status: "sent" as const,
    code: null,
    because: null,
  };
  expect(await ctx.db.transaction((tx) => applyReceipts(tx, ctx, [strange]))).toEqual([strange]);
});

test("a receipt that is faster than the answer is not overwritten by it", async () => {
  await planned(1);
  const claim = await claimed();
  const [decision] = claim.texts;
  const ref = formatRef({ shopId: lane.shopId, month: "2026-11-01", id: decision?.candidate.id ?? "" });
  await ctx.db.transaction((tx) =>
    applyReceipts(tx, ctx, [
      { kind: "receipt", ref, providerId: "SM1", status: "delivered", code: null, because: null },
    ]),
  );
  await recordHandOff(ctx, claim, decision ? [{ decision, outcome: { kind: "accepted", providerId: "SM1" } }] : []);
  expect(await states()).toEqual(["delivered"]);
});

test("a lane that its sender's rate holds back says when to come again", async () => {
  await planned(3);
  const { shopId, senderId: id } = lane;
  await ctx.db.prisma.sender.update({ where: { shopId_id: { shopId, id } }, data: { partsPerSecond: 1 } });
  await bucket.settle({ key: id, perSecond: 1, burst: 1 }, 1);
  const next = await dispatchSlice(dispatch, lane);
  expect(next.kind).toBe("wait");
  if (next.kind === "wait") expect(next.ms).toBeGreaterThan(0);
  expect(await handedOver()).toEqual([]);
});

test("no shop's lane takes another shop's texts", async () => {
  await planned(2);
  const stranger = await aSender(ctx.db);
  expect(await dispatchSlice(dispatch, { ...lane, shopId: stranger.shopId })).toEqual({ kind: "idle" });
  expect(
    await claimSlice(ctx, sources, { class: "flow", shopId: stranger.shopId, senderId: stranger.id }, 10),
  ).toBeNull();
  expect(ACCOUNT.accountSid).toMatch(/^AC/);
  expect(await states()).toEqual(["waiting", "waiting"]);
});

/** Asks about every unknown text, whatever its next time to be asked is. */
async function askNow(): Promise<void> {
  await ctx.db.run({
    name: "due",
    text: "UPDATE messages SET ask_at = clock_timestamp() WHERE state = 'unknown' AND ask_at IS NOT NULL",
  });
  while ((await askForOutcomes({ ...ctx, providers: { twilio: carrier.provider } })).isFull);
}
