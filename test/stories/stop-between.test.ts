import { describe, expect, test } from "vitest";
import { optOutByMerchant } from "#domain/consent/opt-out-by-merchant";
import { recordConsent } from "#domain/consent/record";
import { suppressPhones } from "#domain/consent/suppress";
import { unsubscribe } from "#domain/consent/unsubscribe";
import { receiveTexts } from "#domain/conversations/receive";
import { decideReview } from "#domain/conversations/reply-review/decide";
import { listOpen } from "#domain/conversations/reply-review/list";
import { conversationSource } from "#domain/conversations/source";
import { suppressAtOnce } from "#domain/conversations/suppress-at-once";
import { takeTurn } from "#domain/dispatch/turn";
import type { Claim } from "#domain/messages/claim/claim";
import { handOver } from "#domain/messages/delivery/hand-off";
import { recordHandOff } from "#domain/messages/delivery/record";
import { watchRecalls } from "#domain/messages/delivery/watch-recalls";
import { TUESDAY_MORNING } from "../factories/context.ts";
import { anInboundText } from "../factories/inbound-text.ts";
import { aLaneAtWork, sources } from "../factories/lane.ts";
import { aSubscriber } from "../factories/subscriber.ts";

const at = aLaneAtWork();
const { ctx } = at;

interface Leaving {
  shopId: string;
  id: string;
  phone: string;
}

const writes = (body: string) => (who: Leaving) =>
  ctx.db.transaction((tx) => suppressAtOnce(tx, ctx, { ...who, body }));

/** Someone who wrote an unclear word before the text was claimed, and about whom it is decided after it. */
async function isDecidedAbout(who: Leaving): Promise<void> {
  const text = await anInboundText(ctx.db, { ...at.lane, phone: who.phone, body: "not interested" });
  await ctx.db.transaction((tx) => receiveTexts(tx, ctx, [text]));
  const [reply] = (await listOpen(ctx.db, who.shopId, 1)).replies;
  await decideReview(ctx, { shopId: who.shopId, replyId: reply?.id ?? "", to: "opted-out", by: "merchant" });
}

const ways = {
  "STOP by text": writes("STOP"),
  "words of their own": writes("pls take me off your list"),
  "words in French": writes("Ne m’écrivez plus svp"),
  "a mistyped STOP": writes("sotp"),
  "the unsubscribe page": ({ shopId, id }) => unsubscribe(ctx, { shopId, subscriberId: id }, "Stop all texts"),
  "the merchant's button": ({ shopId, id }) => optOutByMerchant(ctx, shopId, id),
  "the provider": ({ shopId, phone }) =>
    ctx.db.transaction((tx) => suppressPhones(tx, ctx, [{ shopId, phone, reason: "opted-out-at-provider" }])),
  "a decision about their reply": isDecidedAbout,
} satisfies Record<string, (who: Leaving) => Promise<unknown>>;

/** What the pipeline does with a claim, at a moment of the test's choosing. */
async function handOverAll(claim: Claim): Promise<void> {
  const over = { appUrl: ctx.appUrl, recalls: watchRecalls(ctx.db) };
  const handed = [];
  for (const decision of claim.texts)
    handed.push({ decision, outcome: await handOver(claim, decision, at.carrier.provider, over) });
  await recordHandOff(ctx, claim, handed);
}

test.each(Object.entries(ways))("%s between claim and hand-off keeps the text from leaving", async (_, leave) => {
  const [leaving, staying] = await at.planned(2);
  const claim = await at.claimed();
  expect(claim.texts).toHaveLength(2);
  if (leaving) await leave(leaving);
  await handOverAll(claim);
  await at.dispatchAll();
  const marketing = (await at.handedOver()).filter(({ body }) => body.startsWith("Hi "));
  expect(marketing.map(({ to }) => to)).toEqual([staying?.phone]);
  const rows = await ctx.db.everyShop.message.findMany({
    where: { subscriberId: leaving?.id ?? "", purpose: "marketing" },
  });
  expect(rows).toMatchObject([{ state: "skipped", reason: "opted-out" }]);
});

test("a reply that may be an opt-out keeps marketing back too, until it is decided otherwise", async () => {
  const [unclear, staying] = await at.planned(2);
  const claim = await at.claimed();
  if (unclear) await writes("how do I stop these texts?")(unclear);
  await handOverAll(claim);
  await at.dispatchAll();
  expect((await at.handedOver()).map(({ to }) => to)).toEqual([staying?.phone]);
  expect((await at.rows()).find(({ subscriberId }) => subscriberId === unclear?.id)).toMatchObject({
    state: "skipped",
    reason: "reply-unsure",
  });
});

test("talk between claim and hand-off keeps nothing back", async () => {
  const [talking] = await at.planned(1);
  const claim = await at.claimed();
  if (talking) await writes("Can't stop loving it! Can I stop by the store?")(talking);
  await handOverAll(claim);
  expect(await at.handedOver()).toHaveLength(1);
});

describe("the one confirmation", () => {
  const confirmations = async () => (await at.handedOver()).filter(({ body }) => body.includes("no more messages"));

  async function aStop(body: string) {
    const [who] = await at.planned(1);
    const text = await anInboundText(ctx.db, { ...at.lane, phone: who?.phone ?? "", body });
    await ctx.db.transaction((tx) => receiveTexts(tx, ctx, [text]));
    return text;
  }

  async function repliesLeave(): Promise<void> {
    while ((await takeTurn(at.dispatch, { ...at.lane, class: "reply" })).kind === "again");
    await at.dispatch.pipelines.twilio?.idle();
  }

  test.each(["STOP", "pls stop texting me"])(
    "of %j leaves within five minutes, without an offer in it",
    async (body) => {
      await aStop(body);
      ctx.clock.set(new Date(TUESDAY_MORNING.getTime() + 299_000));
      await repliesLeave();
      await repliesLeave();
      expect(await confirmations()).toHaveLength(1);
      const [{ body: said } = { body: "" }] = await confirmations();
      expect(said).toMatch(
        /^[^:]+: You are unsubscribed and will receive no more messages\. Reply START to subscribe again\.$/,
      );
    },
  );

  test.each(["STOP", "pls stop texting me"])("of %j does not leave at five minutes and one second", async (body) => {
    const text = await aStop(body);
    ctx.clock.set(new Date(TUESDAY_MORNING.getTime() + 301_000));
    await repliesLeave();
    await ctx.db.transaction((tx) => receiveTexts(tx, ctx, [{ ...text, providerId: "again" }]));
    await repliesLeave();
    expect(await confirmations()).toEqual([]);
    expect((await at.rows()).map(({ purpose, state }) => `${purpose} ${state}`)).toContain("compliance expired");
  });

  test("is the provider's own where the provider blocks the number: we send none", async () => {
    const [who] = await at.planned(1);
    if (who) await ways["the provider"](who);
    await repliesLeave();
    expect(await confirmations()).toEqual([]);
  });
});

test("a STOP keeps what a YES before it is answered with from leaving, and is confirmed", async () => {
  at.dispatch.sources = { ...sources, conversation: conversationSource };
  const { shopId, senderId } = at.lane;
  const { id: subscriberId, phone } = await aSubscriber(ctx.db, { shopId, marketing: "never", marketingAt: null });
  const decision = { shopId, subscriberId, state: "pending", source: "shopify", occurredAt: ctx.clock.now() } as const;
  await ctx.db.transaction((tx) => recordConsent(tx, ctx, [decision]));
  const minute = (n: number) => new Date(TUESDAY_MORNING.getTime() + n * 60_000);
  ctx.clock.set(minute(2));
  const yes = await anInboundText(ctx.db, { shopId, senderId, phone, body: "YES", receivedAt: minute(1) });
  const stop = { ...yes, body: "STOP", providerId: "SM-stop", receivedAt: minute(2) };
  await ctx.db.transaction((tx) => receiveTexts(tx, ctx, [yes, stop]));
  expect((await at.rows()).map(({ body }) => body)).toEqual([
    expect.stringContaining("You are subscribed"),
    expect.stringContaining("You are unsubscribed"),
  ]);
  await at.dispatchTurns({ class: "reply", shopId });
  expect((await at.handedOver()).map(({ body }) => body)).toEqual([expect.stringContaining("You are unsubscribed")]);
});
