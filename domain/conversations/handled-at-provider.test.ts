import { beforeEach, describe, expect, test } from "vitest";
import { countDeadNumbers } from "#domain/consent/dead-numbers";
import { readTimeline } from "#domain/timeline/read";
import { twilioProvider } from "#providers/twilio";
import { aContext } from "../../test/factories/context.ts";
import { anInboundText } from "../../test/factories/inbound-text.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { type NewText, receiveTexts } from "./receive.ts";
import { suppressAtOnce } from "./suppress-at-once.ts";

const ctx = aContext();
const { db } = ctx;
beforeEach(emptyDatabase);

const provider = twilioProvider({ accountSid: "AC", authToken: "t", apiUrl: "http://127.0.0.1:9" });

/** A callback as Twilio posts it, read by the driver and taken in as the endpoint and the worker do it. */
async function posted(fields: Record<string, string>, given: Parameters<typeof aSubscriber>[1] = {}) {
  const person = await aSubscriber(db, given);
  const base = await anInboundText(db, { shopId: person.shopId, phone: person.phone, body: "" });
  const form = new URLSearchParams({ MessageSid: "SM1", From: person.phone, To: "+18885550100", Body: "", ...fields });
  const { body, handledAs, pictures } = provider.parseInbound({ url: "", body: Buffer.from(form.toString()) });
  const text: NewText = { ...base, body, handledAs, pictures };
  const isStop = await db.transaction((tx) => suppressAtOnce(tx, ctx, text));
  await db.transaction((tx) => receiveTexts(tx, ctx, [text]));
  const { marketing } = await db.everyShop.subscriber.findFirstOrThrow();
  const { meaning } = await db.everyShop.inboundText.findFirstOrThrow();
  return { person, isStop, marketing, meaning, answers: await db.everyShop.message.count() };
}

describe("what the provider has understood and answered itself", () => {
  test.each([
    ["STOP", "Leave me be", { isStop: true, marketing: "unsubscribed", meaning: "opt-out", answers: 0 }],
    ["STOP", "STOP", { isStop: true, marketing: "unsubscribed", meaning: "opt-out", answers: 0 }],
    ["STOP", "", { isStop: true, marketing: "unsubscribed", meaning: "opt-out", answers: 0 }],
    ["stop", "adios", { isStop: true, marketing: "unsubscribed", meaning: "opt-out", answers: 0 }],
    ["HELP", "HELP", { isStop: false, marketing: "subscribed", meaning: "help", answers: 0 }],
    ["HELP", "who is this", { isStop: false, marketing: "subscribed", meaning: "help", answers: 0 }],
    ["HELP", "STOP", { isStop: true, marketing: "unsubscribed", meaning: "opt-out", answers: 0 }],
    ["START", "START", { isStop: false, marketing: "subscribed", meaning: "opt-in", answers: 0 }],
    ["START", "stop", { isStop: true, marketing: "unsubscribed", meaning: "opt-out", answers: 0 }],
  ])("OptOutType %s with the words “%s”", async (OptOutType, Body, expected) => {
    expect(await posted({ OptOutType, Body })).toMatchObject(expected);
  });

  test("a START there is the person's own: it lifts their STOP", async () => {
    const { person } = await posted({ OptOutType: "STOP", Body: "basta" });
    const later = new Date(ctx.clock.now().getTime() + 60_000);
    const text = await anInboundText(db, { shopId: person.shopId, phone: person.phone, body: "otra vez" });
    ctx.clock.set(later);
    const start: NewText = { ...text, providerId: "SM2", handledAs: "start", receivedAt: later };
    await db.transaction((tx) => receiveTexts(tx, ctx, [start]));
    expect(await db.everyShop.subscriber.findFirstOrThrow()).toMatchObject({ marketing: "subscribed" });
    expect(await db.everyShop.suppression.findFirstOrThrow()).toMatchObject({ liftedAt: expect.any(Date) });
  });

  test("without OptOutType, or with one that we do not know, the words decide and we answer", async () => {
    expect(await posted({ Body: "STOP" })).toMatchObject({ isStop: true, meaning: "opt-out", answers: 1 });
    await emptyDatabase();
    expect(await posted({ Body: "HELP", OptOutType: "OTHER" })).toMatchObject({ meaning: "help", answers: 1 });
  });
});

describe("pictures", () => {
  test.each([
    [{ NumMedia: "1" }, "Sent a picture."],
    [{ NumMedia: "3", Body: "look" }, "Wrote “look” and sent 3 pictures."],
    [{ NumMedia: "0", Body: "hi" }, "Wrote “hi”."],
    [{ NumMedia: "many", Body: "hi" }, "Wrote “hi”."],
    [{ NumMedia: "-2", Body: "hi" }, "Wrote “hi”."],
  ])("a text with %j is shown as what it is", async (fields, sentence) => {
    const { person } = await posted(fields);
    const of = { shopId: person.shopId, subscriberId: person.id };
    const { entries } = await readTimeline(db, of, { formatTime: (at) => at.toISOString() });
    expect(entries.map((entry) => entry.sentence)).toContain(sentence);
  });
});

describe("a number that was marked dead", () => {
  const APART_MS = 48 * 3_600_000;

  test("and writes is alive: its HELP is answered, and it stays as subscribed as it was", async () => {
    const person = await aSubscriber(db);
    for (const ms of [0, APART_MS]) {
      ctx.clock.advance(ms);
      await db.transaction((tx) => countDeadNumbers(tx, ctx, [person]));
    }
    expect(await db.everyShop.subscriber.findFirstOrThrow()).toMatchObject({ invalidAt: ctx.clock.now() });
    const text = await anInboundText(db, { shopId: person.shopId, phone: person.phone, body: "HELP" });
    await db.transaction((tx) => receiveTexts(tx, ctx, [text]));
    expect(await db.everyShop.subscriber.findFirstOrThrow()).toMatchObject({
      invalidAt: null,
      marketing: "subscribed",
    });
    expect(await db.everyShop.suppression.findFirstOrThrow()).toMatchObject({ liftedAt: ctx.clock.now() });
    expect(await db.everyShop.message.count()).toBe(1);
  });
});
