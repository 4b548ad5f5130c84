import { beforeEach, expect, test } from "vitest";
import { receiveTexts } from "#domain/conversations/receive";
import { redactCustomers } from "#domain/privacy/redact-customers";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { anInboundText } from "../../test/factories/inbound-text.ts";
import { notBefore } from "../../test/factories/not-before.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { readTimeline } from "./read.ts";

const ctx = aContext();
const { db } = ctx;
const START = ctx.clock.now();
beforeEach(emptyDatabase);

const minute = (n: number) => new Date(START.getTime() + n * 60_000);
const formatTime = (at: Date) => at.toISOString().slice(11, 16);

async function aBusyPerson() {
  const shop = await aShop(db);
  const person = await aSubscriber(db, { shopId: shop.id });
  const { shopId, id: subscriberId, phone } = person;
  const flowId = newId();
  await db.prisma.flow.create({
    data: {
      shopId,
      id: flowId,
      preset: "abandoned-cart",
      name: "Abandoned cart",
      draft: {},
      createdAt: minute(0),
      updatedAt: minute(0),
    },
  });
  const about = (kind: string, at: number, data: Record<string, unknown>) => ({
    shopId,
    subscriberId,
    kind,
    occurredAt: minute(at),
    data,
  });
  await addTimelineEntries(
    db,
    [
      about("checkout-started", 1, { currency: "USD", totalMicros: 45_000_000, first: "Candle", lines: 3 }),
      about("joined-flow", 2, { flowId }),
      about("left-flow", 3, { flowId, because: "ordered" }),
      about("order-placed", 4, { name: "#1001", currency: "USD", totalMicros: 45_000_000 }),
      about("order-refunded", 5, { name: "#1001", currency: "USD", amountMicros: 5_000_000 }),
      about("something-new", 6, {}),
    ],
    minute(6),
  );
  const text = await anInboundText(db, { shopId, phone, body: "Stop", receivedAt: minute(7) });
  notBefore(ctx.clock, text.receivedAt);
  await db.transaction((tx) => receiveTexts(tx, ctx, [text]));
  const campaignId = newId();
  await db.prisma.campaign.create({
    data: { shopId, id: campaignId, name: "Black Friday", createdAt: minute(0), updatedAt: minute(0) },
  });
  const message = {
    shopId,
    subscriberId,
    senderId: text.senderId,
    month: new Date("2026-11-01"),
    class: "campaign",
    purpose: "marketing",
    sourceKind: "campaign",
    dueAt: minute(8),
    expiresAt: minute(60),
    createdAt: minute(8),
  };
  const whyId = newId();
  const gates = [{ gate: "consent", saw: "opted-out", said: "skip" }];
  await db.prisma.whyRecord.create({ data: { shopId, month: message.month, id: whyId, gates } });
  await db.prisma.message.create({
    data: {
      ...message,
      id: newId(),
      sourceId: campaignId,
      state: "skipped",
      reason: "opted-out",
      endedAt: minute(8),
      whyId,
    },
  });
  return person;
}

test("everything that happened stands in it, newest first, a sentence each", async () => {
  const { shopId, id: subscriberId } = await aBusyPerson();
  const { entries, next } = await readTimeline(db, { shopId, subscriberId }, { formatTime });
  expect(next).toBeNull();
  const sentences = entries.map((it) => it.sentence);
  expect(sentences[0]).toBe("Text of the campaign “Black Friday”: This number has opted out.");
  expect(sentences.slice(1, 4).sort()).toEqual([
    "Automatic reply: Queued. Next try 15:07.",
    "Opted out of marketing texts by text.",
    "Wrote “Stop”, which opts out.",
  ]);
  expect(sentences.slice(4)).toEqual([
    "something-new.",
    "Refunded $5.00 of order #1001.",
    "Placed order #1001 for $45.00.",
    "Exited the flow “Abandoned cart”. Placed an order.",
    "Entered the flow “Abandoned cart”.",
    "Started a checkout of $45.00: Candle and 2 more.",
    "Opted in to marketing texts at a checkout.",
  ]);
  expect(entries[0]?.text).toMatchObject({ state: "skipped", why: [{ gate: "consent", said: "skip" }] });
});

test("is paged without a gap and without a double", async () => {
  const { shopId, id: subscriberId } = await aBusyPerson();
  const whole = await readTimeline(db, { shopId, subscriberId }, { formatTime });
  const paged = [];
  let before: string | null = null;
  do {
    const page = await readTimeline(db, { shopId, subscriberId }, { formatTime, size: 3, before });
    paged.push(...page.entries);
    before = page.next;
  } while (before !== null);
  expect(paged).toEqual(whole.entries);
});

test("still reads after an erasure, and tells nothing personal", async () => {
  const { shopId, id: subscriberId, phone } = await aBusyPerson();
  await db.transaction((tx) => redactCustomers(tx, ctx, [{ shopId, customerId: null, phone, orderIds: [] }]));
  const { entries } = await readTimeline(db, { shopId, subscriberId }, { formatTime });
  const sentences = entries.map((it) => it.sentence);
  expect(sentences).toContain("Started a checkout.");
  expect(sentences).toContain("Sent a text (erased), which opts out.");
  expect(sentences.join()).not.toMatch(/Candle|1001|“Stop”/);
});

test("of another shop's subscriber is empty", async () => {
  const { id: subscriberId } = await aBusyPerson();
  const other = await aShop(db);
  expect(await readTimeline(db, { shopId: other.id, subscriberId }, { formatTime })).toEqual({
    entries: [],
    next: null,
  });
  expect(await readTimeline(db, { shopId: other.id, subscriberId: "?" }, { formatTime })).toEqual({
    entries: [],
    next: null,
  });
});
