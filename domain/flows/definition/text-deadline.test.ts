import { beforeEach, expect, test } from "vitest";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveDraft } from "#domain/flows/publishing/save-draft";
import { blankFacts } from "#domain/flows/steps/walk-facts";
import { madeUpSubject, sampleEvent } from "#domain/flows/trial/event";
import { trialSetting } from "#domain/flows/trial/setting";
import { tryOut } from "#domain/flows/trial/trial";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { enroll } from "#domain/flows/walk/enroll";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { anOrder } from "../../../test/factories/order.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { type FlowDocument, parseDocument } from "./document.ts";

const ctx = aContext();
const HOUR = 3_600_000;
const later = (hours: number) => new Date(TUESDAY_MORNING.getTime() + hours * HOUR);
let shopId: string;
let subscriberId: string;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ({ shopId, id: subscriberId } = await aSubscriber(ctx.db));
  await aSender(ctx.db, { shopId });
});

const wait = (hours: number) => ({ id: `wait-${hours}`, type: "wait", config: { minutes: hours * 60 } });
const say = (id: string) => ({ id, type: "send", config: { text: "How do you like it? {{ link }}" } });
const flowOf = (kind: string, ...steps: object[]): FlowDocument =>
  parseDocument({ purpose: "marketing", trigger: { kind }, steps });

async function orderIsPlaced(): Promise<void> {
  await anOrder(ctx.db, { shopId, id: "1001", subscriberId });
  const at = TUESDAY_MORNING;
  const news = { shopId, kind: "order-placed" as const, subject: "1001", subscriberId, at, since: at };
  await ctx.db.transaction((tx) => enroll(tx, ctx, [news]));
}

async function advanceTo(hours: number): Promise<void> {
  ctx.clock.set(later(hours));
  while (await advanceEnrollments(ctx));
}

const texts = () => ctx.db.prisma.message.findMany({ where: { shopId }, orderBy: { dueAt: "asc" } });

test("a text days after an order has a day to leave, counted from the end of the waits before it", async () => {
  const document = flowOf("order-placed", wait(72), say("a"), wait(5), say("b"));
  await aLiveFlow(ctx.db, { shopId, preset: "order-confirmation", document });
  await orderIsPlaced();
  await advanceTo(72);
  await advanceTo(78);
  expect(await texts()).toMatchObject([
    { state: "waiting", occurrence: "a", dueAt: later(72), expiresAt: later(72 + 24) },
    { state: "waiting", occurrence: "b", dueAt: later(78), expiresAt: later(77 + 24) },
  ]);
});

test("the editor's trial shows such a text leave", async () => {
  const document = flowOf("order-placed", wait(72), say("a"));
  const setting = await trialSetting(ctx, shopId, { kind: "subscriber", id: subscriberId }, document);
  if (!setting) throw new Error("The shop has no rules.");
  const made = sampleEvent(document, { country: "US", currency: "USD" });
  const person = {
    ...setting,
    facts: blankFacts(TUESDAY_MORNING),
    subject: madeUpSubject(document, made, setting.ofShop, TUESDAY_MORNING),
    ...{ campaign: "thanks", imagined: [], answers: {}, shortLinkUrl: "https://crt.test" },
  };
  const { texts } = tryOut(document, person, TUESDAY_MORNING);
  expect(texts).toMatchObject([{ stepId: "a", leavesAt: later(72) }]);
});

test("a cart flow that waits too long isn't published, and the error names the text's step", async () => {
  const { id } = await aLiveFlow(ctx.db, { shopId });
  await saveDraft(ctx, shopId, id, flowOf("checkout-abandoned", wait(72), say("a")));
  const refusal = publishFlow(ctx, shopId, id);
  await expect(refusal).rejects.toMatchObject({ code: "flow-has-problems", field: "a" });
  await expect(refusal).rejects.toThrow(/Shorten them to less than 1 day 12 hours/);
});

test("publishing goes by the shop's own texting hours", async () => {
  const { id } = await aLiveFlow(ctx.db, { shopId });
  const hours = { textingStartsMinute: 12 * 60, textingEndsMinute: 14 * 60 };
  await ctx.db.prisma.shopSettings.update({ where: { shopId }, data: hours });
  await saveDraft(ctx, shopId, id, flowOf("checkout-abandoned", wait(30), say("a")));
  await expect(publishFlow(ctx, shopId, id)).rejects.toMatchObject({ field: "a" });
  await saveDraft(ctx, shopId, id, flowOf("checkout-abandoned", wait(25), say("a")));
  expect(await publishFlow(ctx, shopId, id)).toBe(2);
});
