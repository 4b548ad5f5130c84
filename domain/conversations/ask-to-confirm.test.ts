import { beforeEach, describe, expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { askToConfirm, questionFor } from "./ask-to-confirm.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const HOUR = 3_600_000;
beforeEach(emptyDatabase);

const later = (ms: number) => new Date(clock.now().getTime() + ms);
const ask = (shopId: string, subscriberId: string, expiresAt = later(72 * HOUR), id = newId(), signedUpAt = later(0)) =>
  db.transaction((tx) => askToConfirm(tx, ctx, [{ shopId, id, subscriberId, signedUpAt, expiresAt }]));

describe("the question for double opt-in", () => {
  test("is one transactional text in the person's conversation, and leaves within the hour or not at all", async () => {
    const { shopId, id } = await aSubscriber(db);
    const sender = await aSender(db, { shopId });
    const request = newId();
    const jobs = await ask(shopId, id, later(72 * HOUR), request);
    await ask(shopId, id, later(72 * HOUR), request);
    const conversation = await prisma.conversation.findFirstOrThrow({ where: { subscriberId: id } });
    expect(await prisma.message.findMany()).toMatchObject([
      {
        ...{ class: "transactional", purpose: "transactional", state: "waiting", senderId: sender.id },
        ...{ sourceKind: "conversation", sourceId: conversation.id, occurrence: `confirm:${request}` },
        ...{ dueAt: clock.now(), expiresAt: later(HOUR), body: questionFor("US", "Harbor Candles") },
      },
    ]);
    expect(jobs).toEqual([{ name: "dispatch-transactional", payload: { class: "transactional", shopId } }]);
  });

  test("is not sent after its own end", async () => {
    const { shopId, id } = await aSubscriber(db);
    await aSender(db, { shopId });
    await ask(shopId, id, later(60_000));
    expect(await prisma.message.findFirst()).toMatchObject({ expiresAt: later(60_000) });
  });

  test("leaves within an hour of the sign-up, however late we come to it, and not after it", async () => {
    const { shopId, id } = await aSubscriber(db);
    await aSender(db, { shopId });
    expect(await ask(shopId, id, later(72 * HOUR), newId(), later(-HOUR))).toEqual([]);
    expect(await prisma.message.count()).toBe(0);
    await ask(shopId, id, later(72 * HOUR), newId(), later(-HOUR / 2));
    expect(await prisma.message.findMany()).toMatchObject([{ expiresAt: later(HOUR / 2) }]);
  });

  test("is not asked by a shop without a number", async () => {
    const { shopId, id } = await aSubscriber(db);
    expect(await ask(shopId, id)).toEqual([]);
    expect(await prisma.message.count()).toBe(0);
  });

  test.each([
    ["US", "YES", "Reply YES"],
    [null, "YES", "Reply YES"],
    ["DE", "JA", "Antworte JA"],
    ["AT", "JA", "Antworte JA"],
  ])("in %s asks for a word that is understood: %s", (country, word, words) => {
    const question = questionFor(country, "Harbor");
    expect(question).toContain(words);
    expect(question.startsWith("Harbor: ")).toBe(true);
    expect(understandReply(word)).toMatchObject({ meaning: "yes" });
  });
});
