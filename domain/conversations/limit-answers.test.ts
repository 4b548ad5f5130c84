import { beforeEach, describe, expect, test } from "vitest";
import { aContext } from "../../test/factories/context.ts";
import { anInboundText } from "../../test/factories/inbound-text.ts";
import { notBefore } from "../../test/factories/not-before.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { ANSWERS_PER_HOUR } from "./limit-answers.ts";
import { type NewText, receiveTexts } from "./receive.ts";

const ctx = aContext();
const { db, clock } = ctx;
const START = clock.now();
const MINUTE = 60_000;

beforeEach(async () => {
  await emptyDatabase();
  clock.set(START);
});

const receive = (texts: NewText[]) => {
  notBefore(clock, ...texts.map((it) => it.receivedAt));
  return db.transaction((tx) => receiveTexts(tx, ctx, texts));
};

/** How many answers of each kind there are. */
async function answers(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { occurrence } of await db.everyShop.message.findMany({ select: { occurrence: true } })) {
    const kind = occurrence.split(":")[0] ?? "";
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** One person who writes all of these, a second apart. */
async function writes(words: string[], given: { shopId?: string } = {}) {
  const person = await aSubscriber(db, given);
  const base = await anInboundText(db, { shopId: person.shopId, phone: person.phone, body: "" });
  const texts = words.map((body, i) => ({
    ...base,
    body,
    providerId: `SM-${person.id}-${i}`,
    receivedAt: new Date(clock.now().getTime() + i * 1_000),
  }));
  return { person, base, texts };
}

const forty = (...words: string[]) => Array.from({ length: 40 }, (_, i) => words[i % words.length] ?? "");

describe("one person's hour", () => {
  test.each([
    ["40 HELPs", forty("HELP"), { help: ANSWERS_PER_HOUR }],
    ["40 HELPs in other words", forty("help", "INFO", "Help!"), { help: ANSWERS_PER_HOUR }],
    ["40 STOPs", forty("STOP"), { stop: 1 }],
    ["40 STARTs of a subscribed person", forty("START"), {}],
    ["STOP and START in turn", forty("STOP", "START"), { stop: ANSWERS_PER_HOUR, start: ANSWERS_PER_HOUR }],
    [
      "STOP, START and HELP in turn",
      forty("STOP", "START", "HELP"),
      { stop: ANSWERS_PER_HOUR, start: Math.ceil(ANSWERS_PER_HOUR / 2), help: Math.floor(ANSWERS_PER_HOUR / 2) },
    ],
    ["40 HELPs, then STOP", [...forty("HELP"), "STOP"], { help: ANSWERS_PER_HOUR, stop: 1 }],
    ["40 texts of talk", forty("Is it vegan?"), {}],
  ])("%s get a few answers at most, in one batch or one by one", async (_, words, expected) => {
    const { texts } = await writes(words);
    await receive(texts);
    expect(await answers()).toEqual(expected);
    await emptyDatabase();
    const apart = await writes(words);
    for (const text of apart.texts) await receive([text]);
    expect(await answers()).toEqual(expected);
  });

  test("every STOP counts, whether or not it is confirmed", async () => {
    const { texts } = await writes([...forty("STOP", "START"), "STOP"]);
    await receive(texts);
    expect(await db.everyShop.subscriber.findFirstOrThrow()).toMatchObject({ marketing: "unsubscribed" });
    expect(await db.everyShop.suppression.findFirstOrThrow()).toMatchObject({ liftedAt: null });
    expect(await db.everyShop.inboundText.count()).toBe(41);
  });

  test("is counted when two batches come at the same time", async () => {
    const { texts } = await writes(forty("HELP"));
    await Promise.all([receive(texts.slice(0, 20)), receive(texts.slice(20))]);
    expect(await answers()).toEqual({ help: ANSWERS_PER_HOUR });
  });

  test("ends: an hour after the first answer HELP is answered again, also across the end of a month", async () => {
    clock.set(new Date("2026-11-30T23:45:00Z"));
    const { base, texts } = await writes(forty("HELP"));
    await receive(texts);
    const again = async (id: string) => {
      await receive([{ ...base, body: "HELP", providerId: id, receivedAt: clock.now() }]);
      return (await answers()).help;
    };
    clock.advance(59 * MINUTE);
    expect(await again("SM-59")).toBe(ANSWERS_PER_HOUR);
    clock.advance(MINUTE);
    expect(await again("SM-60")).toBe(ANSWERS_PER_HOUR + 1);
  });

  test("is no other person's", async () => {
    const one = await writes(forty("HELP"));
    const other = await writes(["HELP"], { shopId: one.person.shopId });
    await receive([...one.texts, ...other.texts]);
    const answered = await db.everyShop.message.findMany({ where: { subscriberId: other.person.id } });
    expect(answered).toHaveLength(1);
  });
});
