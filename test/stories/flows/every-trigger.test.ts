import { beforeEach, describe, expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { parseDocument } from "#domain/flows/definition/document";
import { flowSource } from "#domain/flows/source";
import { type TriggerKind, triggerKinds, triggerType } from "#domain/flows/triggers/registry";
import type { PropertyValue } from "#domain/flows/triggers/trigger-type";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { enroll } from "#domain/flows/walk/enroll";
import type { TriggerEvent } from "#domain/flows/walk/entry";
import { exitEnrollments } from "#domain/flows/walk/exit";
import { claimSlice } from "#domain/messages/claim/claim";
import { aCheckout } from "../../factories/checkout.ts";
import { aContext, TUESDAY_MORNING } from "../../factories/context.ts";
import { aLiveFlow } from "../../factories/flow.ts";
import { anOrder } from "../../factories/order.ts";
import { aSender } from "../../factories/sender.ts";
import { aSubscriber } from "../../factories/subscriber.ts";
import { type LeavingCause, leavingCauses, type TriggerLine, triggerLines } from "./trigger-lines.ts";

// What every trigger promises: who enters, who doesn't, who enters again, who leaves, and that a text is called back at the
// hand-off. How each event comes from the outside is told by the tests of its producer and by the stories beside.

const ctx = aContext();
const { prisma } = ctx.db;
const sources = { campaign: flowSource, flow: flowSource, conversation: flowSource, test: flowSource };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let shopId: string;
let subscriberId: string;
let senderId: string;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ({ shopId, id: subscriberId } = await aSubscriber(ctx.db));
  ({ id: senderId } = await aSender(ctx.db, { shopId }));
});

const pass = async (ms: number) => {
  ctx.clock.set(new Date(ctx.clock.now().getTime() + ms));
  while (await advanceEnrollments(ctx));
};
const walks = () => prisma.enrollment.findMany({ where: { shopId }, orderBy: { startedAt: "asc" } });
const texts = () => prisma.message.findMany({ where: { shopId } });

/** A marketing flow, so that an opt-out ends it whatever its trigger is. */
async function aFlow(kind: TriggerKind, { waitMinutes = 0 } = {}): Promise<string> {
  const { settings } = triggerLines[kind];
  const wait = { id: "wait", type: "wait", config: { minutes: waitMinutes } };
  const text = { id: "text", type: "send", config: { text: "Hello" } };
  const steps = waitMinutes > 0 ? [wait, text] : [text];
  const document = parseDocument({ purpose: "marketing", trigger: { kind, ...(settings && { settings }) }, steps });
  return (await aLiveFlow(ctx.db, { shopId, preset: kind, name: kind, document })).id;
}

interface Occasion {
  flowId: string;
  subject?: string;
  at?: Date;
  properties?: Record<string, PropertyValue>;
}

/** The event happens to the person, about an order or a checkout of theirs if that is what the trigger is about. */
async function happens(kind: TriggerKind, { flowId, subject = "1", at = ctx.clock.now(), properties }: Occasion) {
  const { about, needsOffer } = triggerType(kind);
  const own = { shopId, subscriberId, eventAt: at };
  if (about === "order" && !(await prisma.order.findFirst({ where: { shopId, id: subject } })))
    await anOrder(ctx.db, { ...own, id: subject, placedAt: new Date(at.getTime() - HOUR) });
  if (about === "checkout" && !(await prisma.checkout.findFirst({ where: { shopId, token: subject } })))
    await aCheckout(ctx.db, { ...own, token: subject, createdAt: at });
  const event = { properties: properties ?? triggerLines[kind].event ?? {} };
  const variant = needsOffer === null ? {} : { about: "variant 41" };
  if (needsOffer !== null) await aVariantInStock();
  const news: TriggerEvent = { shopId, flowId, kind, subject, subscriberId, at, since: at, event, ...variant };
  await ctx.db.transaction((tx) => enroll(tx, ctx, [news]));
}

async function aVariantInStock(): Promise<void> {
  const variant = { shopId, variantId: "41", productId: "7", isAvailable: true, priceMicros: 15_000_000n };
  await prisma.watchedVariant.createMany({ data: [variant], skipDuplicates: true });
}

/** Something that may end the person's walk about subject "1" happens to them. */
async function befalls(cause: LeavingCause): Promise<void> {
  const at = ctx.clock.now();
  if (cause === "opted-out") {
    const decision = { shopId, subscriberId, state: "unsubscribed", source: "inbound-text", occurredAt: at } as const;
    return void (await ctx.db.transaction((tx) => recordConsent(tx, ctx, [decision])));
  }
  const isOfOrder = cause === "order-cancelled";
  const of = isOfOrder ? { subject: "1", subscriberId: null } : { subject: null, subscriberId };
  await ctx.db.transaction((tx) => exitEnrollments(tx, ctx, [{ shopId, because: cause, at, ...of }]));
}

test("every trigger of the registry has its line", () => {
  expect(new Set(Object.keys(triggerLines))).toEqual(new Set(triggerKinds));
});

test("every trigger that refuses events by its settings says which", () => {
  const choosy = triggerKinds.filter((kind) => {
    const { settings, event = {} } = triggerLines[kind];
    const parsed = triggerType(kind).settings.parse(settings ?? {});
    return triggerType(kind).accepts(parsed, event) && !triggerType(kind).accepts(parsed, {});
  });
  expect(choosy.filter((kind) => triggerLines[kind].refused === undefined)).toEqual([]);
});

describe.each(Object.entries(triggerLines) as [TriggerKind, TriggerLine][])("%s", (kind, line) => {
  const { textsExpireAfterMs } = triggerType(kind);

  test("a person enters, waits and is texted once, however often the event is told", async () => {
    const flowId = await aFlow(kind, { waitMinutes: 60 });
    await happens(kind, { flowId });
    await happens(kind, { flowId });
    expect(await walks()).toMatchObject([{ state: "waiting", subscriberId }]);
    await pass(HOUR);
    await happens(kind, { flowId, at: TUESDAY_MORNING });
    expect(await texts()).toMatchObject([{ occurrence: "text", state: "waiting", purpose: "marketing" }]);
    expect(await walks()).toMatchObject([{ state: "finished" }]);
  });

  test("no one enters by an event that is too old, from before the flow, refused by its settings, or of another trigger", async () => {
    const flowId = await aFlow(kind);
    await happens(kind, { flowId, subject: "before", at: new Date(TUESDAY_MORNING.getTime() - 25 * HOUR) });
    if (line.refused) await happens(kind, { flowId, subject: "other", properties: line.refused });
    const another = kind === "subscribed" ? "reply-received" : "subscribed";
    await happens(another, { flowId, subject: "of another trigger" });
    ctx.clock.set(new Date(TUESDAY_MORNING.getTime() + textsExpireAfterMs));
    await happens(kind, { flowId, subject: "old", at: TUESDAY_MORNING });
    expect(await walks()).toEqual([]);
    expect(await texts()).toEqual([]);
  });

  test("the second event of the same person follows the rule of re-entry", async () => {
    const flowId = await aFlow(kind);
    await happens(kind, { flowId });
    await happens(kind, { flowId, subject: "2" });
    const { again } = line;
    expect(await walks()).toHaveLength(again === "enters" ? 2 : 1);
    if (typeof again !== "object") return;
    await pass(again.afterDays * DAY - HOUR);
    await happens(kind, { flowId, subject: "3" });
    expect(await walks()).toHaveLength(1);
    await pass(HOUR + MINUTE);
    await happens(kind, { flowId, subject: "4" });
    expect(await walks()).toHaveLength(2);
  });

  test(`a person leaves by ${line.leaves.join(", ")}, and by nothing else`, async () => {
    const flowId = await aFlow(kind, { waitMinutes: 60 });
    const causesThatEnd: LeavingCause[] = [];
    for (const cause of leavingCauses) {
      ({ id: subscriberId } = await aSubscriber(ctx.db, { shopId }));
      await prisma.order.deleteMany({ where: { shopId } });
      await prisma.checkout.deleteMany({ where: { shopId } });
      await prisma.enrollment.deleteMany({ where: { shopId } });
      await happens(kind, { flowId });
      await pass(MINUTE);
      await befalls(cause);
      await pass(HOUR);
      const [walk] = await walks();
      if (walk?.state === "exited") {
        expect(walk.exitedBecause).toBe(cause);
        causesThatEnd.push(cause);
      }
      expect(await prisma.message.count({ where: { shopId, subscriberId } }), cause).toBe(
        walk?.state === "exited" ? 0 : 1,
      );
    }
    expect(new Set(causesThatEnd)).toEqual(new Set(line.leaves));
  });

  test.each(line.leaves.map((cause) => [cause]))("a text at the hand-off is called back: %s", async (cause) => {
    const flowId = await aFlow(kind);
    await happens(kind, { flowId });
    await claimSlice(ctx, sources, { class: "flow", shopId, senderId }, 10);
    const [text] = await texts();
    expect(text).toMatchObject({ state: "sending" });
    ctx.clock.set(new Date(TUESDAY_MORNING.getTime() + MINUTE));
    await befalls(cause);
    const recalls = await prisma.recall.findMany({ where: { shopId } });
    expect(recalls.map(({ target }) => target)).toEqual([cause === "opted-out" ? subscriberId : text?.sourceId]);
  });
});
