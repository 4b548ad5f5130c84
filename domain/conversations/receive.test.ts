import { beforeEach, describe, expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { anInboundText } from "../../test/factories/inbound-text.ts";
import { notBefore } from "../../test/factories/not-before.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { type NewText, receiveTexts } from "./receive.ts";
import { conversationSource } from "./source.ts";
import { suppressAtOnce } from "./suppress-at-once.ts";

const ctx = aContext();
const { db } = ctx;
beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
});

const minute = (n: number) => new Date(TUESDAY_MORNING.getTime() + n * 60_000);
const receive = (...texts: NewText[]) => {
  notBefore(ctx.clock, ...texts.map((it) => it.receivedAt));
  return db.transaction((tx) => receiveTexts(tx, ctx, texts));
};
const accept = (text: NewText) => db.transaction((tx) => suppressAtOnce(tx, ctx, text));
const replies = () => db.everyShop.message.findMany({ orderBy: { createdAt: "asc" } });

async function aSubscriberWrites(body: string, given: Partial<NewText> = {}) {
  const person = await aSubscriber(db);
  const text = await anInboundText(db, { shopId: person.shopId, phone: person.phone, body, ...given });
  return { person, text };
}

describe("STOP", () => {
  test("ends the texts and is confirmed within five minutes, once, in the brand's name", async () => {
    const { person, text } = await aSubscriberWrites("Stop!");
    const jobs = await receive(text);
    expect(jobs).toEqual([{ name: "dispatch-reply", payload: { class: "reply", shopId: text.shopId } }]);
    const [reply, ...others] = await replies();
    expect(others).toEqual([]);
    expect(reply).toMatchObject({
      class: "reply",
      purpose: "compliance",
      sourceKind: "conversation",
      subscriberId: person.id,
      senderId: text.senderId,
      state: "waiting",
      dueAt: ctx.clock.now(),
      expiresAt: minute(5),
      body: "Harbor Candles: You are unsubscribed and will receive no more messages. Reply START to subscribe again.",
    });
    expect(await db.everyShop.subscriber.findFirstOrThrow()).toMatchObject({ marketing: "unsubscribed" });
    expect(await db.everyShop.suppression.findFirstOrThrow()).toMatchObject({ reason: "opted-out", liftedAt: null });
    expect(await db.everyShop.consentEvent.findFirstOrThrow({ where: { source: "inbound-text" } })).toMatchObject({
      textShown: "Stop!",
      evidence: {
        understood: { rule: "word", phrase: "STOP" },
        provider: "twilio",
        providerId: text.providerId,
        intakeId: text.intakeId,
      },
    });
    expect(await db.everyShop.inboundText.findFirstOrThrow()).toMatchObject({ meaning: "opt-out", body: "Stop!" });
  });

  test("a second one gets no second confirmation, in the same batch or later; nor does one told twice", async () => {
    const { text } = await aSubscriberWrites("STOP");
    const again = { ...text, providerId: "SM2", receivedAt: minute(1) };
    await receive(text, again, text);
    await receive({ ...text, providerId: "SM3", receivedAt: minute(2) }, text);
    expect(await replies()).toHaveLength(1);
    expect(await db.everyShop.inboundText.count()).toBe(3);
  });

  test("a stranger's STOP is kept and confirmed too", async () => {
    const text = await anInboundText(db, { body: "unsubscribe" });
    await receive(text);
    expect(await replies()).toHaveLength(1);
    expect(await db.everyShop.subscriber.findFirstOrThrow()).toMatchObject({
      phone: text.phone,
      marketing: "unsubscribed",
    });
  });

  test("counts from the moment its text is accepted, before anything has read it", async () => {
    const { person, text } = await aSubscriberWrites("stop");
    expect(await accept(text)).toBe(true);
    expect(await db.everyShop.suppression.findFirstOrThrow()).toMatchObject({ reason: "opted-out", liftedAt: null });
    expect(await db.everyShop.recall.findMany()).toMatchObject([{ kind: "subscriber", target: person.id }]);
    await receive(text);
    expect(await replies()).toHaveLength(1);
  });

  test("the shop's own word stops at once; talk about stopping by does not", async () => {
    const shop = await aShop(db, {}, { optOutWords: ["GENOEG"] });
    const text = await anInboundText(db, { shopId: shop.id });
    expect(await accept({ ...text, body: "stop by the store?" })).toBe(false);
    expect(await db.everyShop.suppression.count()).toBe(0);
    expect(await accept({ ...text, body: "genoeg." })).toBe(true);
    await receive({ ...text, body: "genoeg." });
    expect(await replies()).toHaveLength(1);
  });

  test.each(["stop", "wrong number?"])("“%s” stops at once, whatever date the START before it has", async (body) => {
    const { person, text } = await aSubscriberWrites("STOP");
    const { shopId, phoneHash } = person;
    await db.prisma.suppression.create({
      data: { shopId, phoneHash, reason: "opted-out", at: minute(-9), liftedAt: minute(600) },
    });
    await accept({ ...text, body });
    expect(await db.everyShop.suppression.findFirstOrThrow()).toMatchObject({ liftedAt: null });
  });

  test("one that is read before the START which follows it is lifted by it", async () => {
    const { text } = await aSubscriberWrites("STOP");
    await accept(text);
    await receive(text, { ...text, providerId: "SM2", body: "START", receivedAt: minute(10) });
    expect(await db.everyShop.suppression.findFirstOrThrow()).toMatchObject({ liftedAt: minute(10) });
  });

  test("counts after a START that a machine with a fast clock has dated ahead, also once that date has passed", async () => {
    const { text } = await aSubscriberWrites("STOP");
    const start = { ...text, providerId: "SM2", body: "START", receivedAt: minute(60) };
    await db.transaction((tx) => receiveTexts(tx, ctx, [start]));
    for (const at of [minute(5), minute(120)]) {
      ctx.clock.set(at);
      const stop = { ...text, providerId: `SM at ${at}`, receivedAt: minute(5) };
      await accept(stop);
      await db.transaction((tx) => receiveTexts(tx, ctx, [stop]));
      expect(await db.everyShop.subscriber.findFirstOrThrow()).toMatchObject({ marketing: "unsubscribed" });
      expect(await db.everyShop.suppression.findFirstOrThrow()).toMatchObject({ liftedAt: null });
    }
  });
});

describe("START", () => {
  test("brings the texts back and is confirmed when it changed something", async () => {
    const { text } = await aSubscriberWrites("STOP");
    await receive(text);
    await receive({ ...text, providerId: "SM2", body: "Start", receivedAt: minute(1) });
    await receive({ ...text, providerId: "SM3", body: "START", receivedAt: minute(2) });
    const bodies = (await replies()).map((it) => it.body);
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toContain("Harbor Candles: You are subscribed to our texts.");
    expect(await db.everyShop.subscriber.findFirstOrThrow()).toMatchObject({ marketing: "subscribed" });
  });

  test("YES subscribes a person who was asked, and is a plain reply from anyone else", async () => {
    const asked = await aSubscriber(db, { marketing: "never", marketingAt: null });
    const { shopId, id: subscriberId } = asked;
    const question = {
      shopId,
      subscriberId,
      state: "pending",
      source: "shopify",
      occurredAt: minute(-5),
    } as const;
    await ctx.db.transaction((tx) => recordConsent(tx, ctx, [question]));
    const text = await anInboundText(db, { shopId: asked.shopId, phone: asked.phone, body: "Yes" });
    const { person, text: other } = await aSubscriberWrites("Yes");
    await receive(text, other);
    const meanings = await db.everyShop.inboundText.findMany({ select: { subscriberId: true, meaning: true } });
    expect(meanings).toContainEqual({ subscriberId: asked.id, meaning: "opt-in" });
    expect(meanings).toContainEqual({ subscriberId: person.id, meaning: "conversation" });
    expect(await replies()).toMatchObject([{ subscriberId: asked.id }]);
  });
});

describe("everything else", () => {
  test("HELP is answered in the merchant's words, or in ours", async () => {
    const shop = await aShop(db, { name: "Harbor Candles" });
    const own = await aShop(db, {}, { helpText: "Call us on +1 212 555 0100." });
    await receive(await anInboundText(db, { shopId: shop.id, body: "HELP" }));
    await receive(await anInboundText(db, { shopId: own.id, body: "info" }));
    expect((await replies()).map((it) => it.body)).toEqual([
      expect.stringMatching(
        /^Harbor Candles: Write to owner@harbor-candles\.test or reply to this text\. Msg & data rates may apply\. Reply STOP to unsubscribe, or open https:\/\/app\.test\/u\/[\w-]{64}$/,
      ),
      "Call us on +1 212 555 0100.",
    ]);
  });

  test("talk opens one conversation per person and is answered by no one", async () => {
    const text = await anInboundText(db, { body: "Is it vegan?\u0000 🌱" });
    await receive(text, { ...text, providerId: "SM2", body: "Hello?", receivedAt: minute(1) });
    expect(await replies()).toEqual([]);
    expect(await db.everyShop.conversation.findMany()).toMatchObject([{ lastTextAt: minute(1) }]);
    expect(await db.everyShop.inboundText.findMany({ orderBy: { receivedAt: "asc" } })).toMatchObject([
      { body: "Is it vegan? 🌱", meaning: "conversation" },
      { body: "Hello?" },
    ]);
  });

  test("a text to a store that was forgotten leaves nothing of its writer, and its STOP counts all the same", async () => {
    const shop = await aShop(db, { uninstalledAt: minute(-60), redactedAt: minute(-30) });
    const text = await anInboundText(db, { shopId: shop.id, body: "STOP" });
    await accept(text);
    expect(await receive(text, { ...text, providerId: "SM2", body: "Hello?" })).toEqual([]);
    expect(await db.everyShop.subscriber.count()).toBe(0);
    expect(await db.everyShop.inboundText.count()).toBe(0);
    expect(await db.everyShop.suppression.findMany()).toMatchObject([{ reason: "opted-out", liftedAt: null }]);
  });

  test("a short code that writes to us is no one's", async () => {
    const text = await anInboundText(db, { phone: "88202", body: "STOP" });
    const person = await anInboundText(db, { body: "Hello" });
    await receive(text, person);
    expect(await db.everyShop.subscriber.count()).toBe(1);
  });
});

test("replies are wanted until the shop uninstalls, or their words are erased", async () => {
  const shop = await aShop(db);
  const gone = await aShop(db, { uninstalledAt: ctx.clock.now() });
  const waiting = { id: "1", sourceId: "2", subscriberId: "3", occurrence: "", body: "Hello" };
  const answers = (shopId: string) =>
    db.transaction((tx) =>
      conversationSource.answersFor(tx, shopId, [waiting, { ...waiting, id: "4", body: null }], ctx.clock.now()),
    );
  expect(await answers(shop.id)).toMatchObject(
    new Map([
      ["1", { kind: "wanted" }],
      ["4", { because: "redacted" }],
    ]),
  );
  expect((await answers(gone.id)).get("1")).toEqual({ kind: "unwanted", because: "shop-uninstalled" });
});

test("a text keeps what it is about, which changes nothing of what the person agreed to", async () => {
  const { person, text } = await aSubscriberWrites("who is this? you have the wrong number and where is my order");
  const before = await db.everyShop.consentEvent.count();
  await receive(
    { ...text, body: "Where is my order?" },
    { ...text, body: "STOP", providerId: "SM-stop", phone: "+12125550188" },
  );
  expect(await db.everyShop.inboundText.findMany({ select: { topic: true }, orderBy: { providerId: "asc" } })).toEqual(
    expect.arrayContaining([{ topic: "order-question" }, { topic: null }]),
  );
  expect(await db.everyShop.subscriber.findFirstOrThrow({ where: { id: person.id } })).toMatchObject({
    marketing: "subscribed",
  });
  expect(await db.everyShop.consentEvent.count()).toBe(before + 1);
});
