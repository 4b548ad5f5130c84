import { beforeEach, describe, expect, test } from "vitest";
import { openRequests } from "#domain/consent/open-requests";
import { recordConsent } from "#domain/consent/record";
import { createList } from "#domain/segments/lists/manage";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { anInboundText } from "../../test/factories/inbound-text.ts";
import { aKeyword } from "../../test/factories/keyword.ts";
import { notBefore } from "../../test/factories/not-before.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { ANSWERS_PER_HOUR, KEYWORD_ANSWERS_PER_DAY } from "./limit-answers.ts";
import { type NewText, type ReceivedText, receiveTexts } from "./receive.ts";

const ctx = aContext();
const { db, clock } = ctx;
beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

const HOUR_MS = 3_600_000;
let received: ReceivedText[] = [];

async function receive(...texts: NewText[]): Promise<void> {
  notBefore(clock, ...texts.map((it) => it.receivedAt));
  await db.transaction((tx) =>
    receiveTexts(tx, ctx, texts, async (all) => {
      received = all;
      return [];
    }),
  );
}

const answers = async () =>
  (await db.everyShop.message.findMany({ orderBy: { createdAt: "asc" } })).map(({ body }) => body);
const personOf = (text: NewText) => db.everyShop.subscriber.findFirstOrThrow({ where: { phone: text.phone } });
const ledgerOf = async (text: NewText) =>
  db.everyShop.consentEvent.findMany({
    where: { subscriberId: (await personOf(text)).id, source: "inbound-text" },
    orderBy: { recordedAt: "asc" },
  });

let count = 0;
/** The same person writes again, a minute later. */
function again(text: NewText, body: string): NewText {
  count += 1;
  return { ...text, body, providerId: `SM-again-${count}`, receivedAt: new Date(clock.now().getTime() + 60_000) };
}

describe("a keyword", () => {
  test("is answered once, by name, from the number it was texted to, and gives its tag and its list", async () => {
    const person = await aSubscriber(db, { firstName: "Ada" });
    const { shopId } = person;
    const listId = await createList(ctx, shopId, "Fans");
    const keywordId = await aKeyword(ctx, shopId, {
      ...{ answer: "Hi {{ customer.first_name }}, glow on. {{ shop.name }}", tag: "fan", listId },
    });
    const text = await anInboundText(db, { shopId, phone: person.phone, body: "glow!" });
    await receive(text);
    await receive(text);
    const [message, ...others] = await db.everyShop.message.findMany();
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      ...{ class: "reply", purpose: "transactional", sourceKind: "conversation", subscriberId: person.id },
      ...{ senderId: text.senderId, body: "Hi Ada, glow on. Harbor Candles" },
    });
    expect(await personOf(text)).toMatchObject({ tags: ["fan"], marketing: "subscribed" });
    expect(await db.everyShop.listMember.findMany()).toMatchObject([{ listId, subscriberId: person.id }]);
    expect(await db.everyShop.inboundText.findFirstOrThrow()).toMatchObject({ keywordId, meaning: "conversation" });
  });

  test("has another answer outside the store's hours, and none after its last day", async () => {
    const text = await anInboundText(db, { body: "GLOW" });
    const hours = { days: [2], opensMinute: 0, closesMinute: 1 };
    const endsAt = new Date(TUESDAY_MORNING.getTime() + 2 * HOUR_MS);
    await aKeyword(ctx, text.shopId, { hours, closedAnswer: "We are closed.", endsAt, tag: "fan" });
    await receive(text);
    expect(await answers()).toEqual(["We are closed."]);
    clock.set(endsAt);
    await receive(again(text, "GLOW"));
    expect(await answers()).toHaveLength(1);
    expect(received).toMatchObject([{ keyword: { hasEnded: true }, meaning: "conversation" }]);
  });

  test("never subscribes anyone unless it is a join keyword, and tells flows its spellings and its new tag", async () => {
    const text = await anInboundText(db, { body: "glo" });
    await aKeyword(ctx, text.shopId, { words: ["GLOW", "GLO"], tag: "fan" });
    await receive(text);
    expect(received).toMatchObject([
      { keyword: { words: ["GLOW", "GLO"], hasEnded: false }, tags: ["fan"], hasSubscribed: false },
    ]);
    expect(await personOf(text)).toMatchObject({ marketing: "never" });
    expect(await db.everyShop.consentEvent.count()).toBe(0);
  });

  test("tells flows its new tag once, however often it is texted in one batch", async () => {
    const text = await anInboundText(db, { body: "GLOW" });
    await aKeyword(ctx, text.shopId, { tag: "fan" });
    await receive(text, again(text, "GLOW"));
    expect(received.map(({ tags }) => tags)).toEqual([["fan"], []]);
  });

  test("of a sign-up page tells flows its new tag by the YES, not by what is texted around it", async () => {
    const text = await anInboundText(db, { body: "hello" });
    const { shopId } = text;
    const keywordId = await aKeyword(ctx, shopId, { joins: true, asksFirst: true, tag: "fan" });
    await receive(text);
    const { id: subscriberId } = await personOf(text);
    const asked = { shopId, subscriberId, state: "pending", source: "sign-up-form", doubleOptIn: "asked" } as const;
    await db.transaction(async (tx) => {
      const outcomes = await recordConsent(tx, ctx, [{ ...asked, occurredAt: clock.now() }]);
      const signUps = outcomes.map((outcome) => ({ outcome, source: asked.source, at: clock.now(), keywordId }));
      await openRequests(tx, ctx, signUps);
    });
    await receive(again(text, "hi"), again(text, "YES"), again(text, "thanks"));
    expect(received.map(({ body, tags }) => [body, tags])).toEqual([
      ["hi", []],
      ["YES", ["fan"]],
      ["thanks", []],
    ]);
  });

  test("gives way to STOP, HELP and a possible opt-out, whatever the merchant’s words are", async () => {
    const person = await aSubscriber(db);
    const base = await anInboundText(db, { shopId: person.shopId, phone: person.phone });
    // Saved before a release that reads the words: the rules go first all the same.
    await aKeyword(ctx, person.shopId);
    await db.everyShop.keyword.updateMany({ data: { words: ["HELP", "STOP", "LEAVE ME ALONE"], tag: "trap" } });
    await receive(again(base, "HELP"), again(base, "leave me alone"), again(base, "STOP"));
    expect(await db.everyShop.inboundText.count({ where: { keywordId: { not: null } } })).toBe(0);
    expect(await personOf(base)).toMatchObject({ marketing: "unsubscribed", tags: [] });
  });
});

describe("a join keyword", () => {
  test("subscribes with its evidence, and the confirmation says how to leave", async () => {
    const text = await anInboundText(db, { body: "Glow" });
    const id = await aKeyword(ctx, text.shopId, { joins: true, answer: "Use GLOW10 today." });
    await receive(text);
    expect(await personOf(text)).toMatchObject({ marketing: "subscribed" });
    expect(await answers()).toEqual([
      "Harbor Candles: You are subscribed to our texts. Use GLOW10 today. Msg & data rates may apply. Reply HELP for help, STOP to unsubscribe.",
    ]);
    expect(await ledgerOf(text)).toMatchObject([
      {
        ...{ state: "subscribed", textShown: "Glow", applied: true },
        evidence: {
          keyword: { id, word: "GLOW" },
          disclosure: expect.stringMatching(
            /^Text GLOW to \+1\d+ to get recurring .* Harbor Candles .*STOP to cancel\.$/,
          ),
        },
      },
    ]);
    await receive(again(text, "glow"));
    expect((await answers()).at(-1)).toBe("Use GLOW10 today.");
  });

  test("with a YES first asks, and the YES subscribes", async () => {
    const text = await anInboundText(db, { body: "GLOW" });
    await aKeyword(ctx, text.shopId, { joins: true, asksFirst: true });
    await receive(text);
    expect(await personOf(text)).toMatchObject({ marketing: "pending" });
    expect(await answers()).toEqual([expect.stringContaining("Reply YES to get texts")]);
    await receive(again(text, "yes"));
    expect(await personOf(text)).toMatchObject({ marketing: "subscribed" });
    expect(await ledgerOf(text)).toMatchObject([{ doubleOptIn: "asked" }, { doubleOptIn: "confirmed" }]);
  });

  test.each(["gloww", "glow?"])("that is only nearly texted (%s) asks instead of subscribing", async (body) => {
    const text = await anInboundText(db, { body });
    await aKeyword(ctx, text.shopId, { joins: true });
    await receive(text);
    expect(await personOf(text)).toMatchObject({ marketing: "pending" });
    expect(await answers()).toEqual([expect.stringContaining("Reply YES")]);
  });

  test("after a STOP brings back only who texts it exactly; a slip causes no text at all", async () => {
    const text = await anInboundText(db, { body: "STOP" });
    await aKeyword(ctx, text.shopId, { joins: true, answer: null });
    await receive(text);
    await receive(again(text, "gloww"));
    expect(await personOf(text)).toMatchObject({ marketing: "unsubscribed" });
    expect(await answers()).toHaveLength(1);
    await receive(again(text, "GLOW"));
    expect(await personOf(text)).toMatchObject({ marketing: "subscribed" });
    expect(await db.everyShop.suppression.findFirstOrThrow()).toMatchObject({ liftedAt: expect.any(Date) });
    expect((await answers()).at(-1)).toContain("You are subscribed");
  });
});

describe("a word that can’t be consent, saved for a join keyword before it was refused", () => {
  test.each(["NO", "НЕТ", "LEAVE", "OK", "THANKS", "STOPS", "NO THANKS"])(
    "%s subscribes and asks no one",
    async (word) => {
      const text = await anInboundText(db, { body: "STOP" });
      await aKeyword(ctx, text.shopId, { joins: true, answer: null });
      await db.everyShop.keyword.updateMany({ data: { words: [word] } });
      await receive(text);
      await receive(again(text, word));
      expect(await personOf(text)).toMatchObject({ marketing: "unsubscribed" });
      expect(await db.everyShop.suppression.findFirstOrThrow()).toMatchObject({ liftedAt: null });
      const newcomer = await anInboundText(db, { shopId: text.shopId, body: word });
      await receive(newcomer);
      expect(await personOf(newcomer)).toMatchObject({ marketing: expect.not.stringMatching(/subscribed|pending/) });
      expect(await db.everyShop.optInRequest.count()).toBe(0);
    },
  );
});

describe("two machines that answer each other", () => {
  test("stop at a bound per hour and per day, and a STOP among their texts is still confirmed", async () => {
    const text = await anInboundText(db, { body: "GLOW" });
    await aKeyword(ctx, text.shopId);
    for (let hour = 0; hour < 24; hour += 1) {
      clock.set(new Date(TUESDAY_MORNING.getTime() + hour * HOUR_MS));
      await receive(...Array.from({ length: 20 }, () => again(text, "GLOW")));
      const bound = Math.min((hour + 1) * ANSWERS_PER_HOUR, KEYWORD_ANSWERS_PER_DAY);
      expect(await answers(), `after ${hour + 1} hours`).toHaveLength(bound);
    }
    await receive(again(text, "HELP"), again(text, "STOP"));
    expect((await answers()).slice(KEYWORD_ANSWERS_PER_DAY)).toEqual([
      expect.stringContaining("Reply STOP to unsubscribe"),
      expect.stringContaining("will receive no more messages"),
    ]);
  });
});
