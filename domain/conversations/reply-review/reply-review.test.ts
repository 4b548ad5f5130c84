import { beforeEach, describe, expect, test } from "vitest";
import type { NewText } from "#domain/conversations/receive";
import { receiveTexts } from "#domain/conversations/receive";
import { suppressAtOnce } from "#domain/conversations/suppress-at-once";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { anInboundText } from "../../../test/factories/inbound-text.ts";
import { notBefore } from "../../../test/factories/not-before.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { closeOverdue, decideReview } from "./decide.ts";
import { listDecided, listOpen } from "./list.ts";
import type { ReviewState } from "./write.ts";

const ctx = aContext();
const { db } = ctx;
const { everyShop: prisma } = db;
beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
});

const minute = (n: number) => new Date(TUESDAY_MORNING.getTime() + n * 60_000);
const receive = (...texts: NewText[]) => {
  notBefore(ctx.clock, ...texts.map((it) => it.receivedAt));
  return db.transaction((tx) => receiveTexts(tx, ctx, texts));
};
const open = async (shopId: string) => (await listOpen(db, shopId, 10)).replies;
const readStatus = () => prisma.subscriber.findFirstOrThrow().then((it) => it.marketing);
const hold = () => prisma.suppression.findFirst({ where: { liftedAt: null } }).then((it) => it?.reason ?? null);

async function aReply(body: string, given: Partial<NewText> = {}) {
  const person = await aSubscriber(db);
  const text = await anInboundText(db, { shopId: person.shopId, phone: person.phone, body, ...given });
  await receive(text);
  const [reply] = await open(text.shopId);
  const decide = (to: ReviewState) =>
    decideReview(ctx, { shopId: text.shopId, replyId: reply?.id ?? "", to, by: "merchant" });
  return { person, text, reply, decide };
}

describe("a reply that may be an opt-out", () => {
  test("waits for a person with its words, why, and the law's deadline, and marketing waits with it", async () => {
    const { person, text, reply } = await aReply("Wrong number");
    expect(reply).toMatchObject({
      subscriberId: person.id,
      phone: person.phone,
      texts: [{ body: "Wrong number" }],
      evidence: { rule: "phrase", phrase: "wrong number", language: "en", doubt: "ambiguous" },
      // Thanksgiving and two weekends lie between.
      decideBy: new Date("2026-12-09T15:00:00Z"),
    });
    expect(await hold()).toBe("reply-unsure");
    expect(await readStatus()).toBe("subscribed");
    expect(await prisma.recall.count({ where: { target: person.id } })).toBe(1);
    expect(await prisma.message.count()).toBe(0);
    expect(await prisma.inboundText.findFirst()).toMatchObject({ meaning: "unsure", providerId: text.providerId });
  });

  test("holds marketing from the moment it is accepted", async () => {
    const person = await aSubscriber(db);
    const text = await anInboundText(db, {
      shopId: person.shopId,
      phone: person.phone,
      body: "how do I stop these texts?",
    });
    expect(await db.transaction((tx) => suppressAtOnce(tx, ctx, text))).toBe(false);
    expect(await hold()).toBe("reply-unsure");
    expect(await prisma.recall.count({ where: { target: person.id } })).toBe(1);
  });

  test("is one question about one person, whatever else they write", async () => {
    const { text } = await aReply("not interested");
    await receive({ ...text, providerId: "SM2", body: "too many texts", receivedAt: minute(1) }, text);
    const replies = await open(text.shopId);
    expect(replies.map(({ texts }) => texts.map(({ body }) => body))).toEqual([["not interested", "too many texts"]]);
    expect(replies[0]?.decideBy).toEqual(new Date("2026-12-09T15:00:00Z"));
    expect((await prisma.replyReviewEvent.findMany({ orderBy: { at: "asc" } })).map(({ kind }) => kind).sort()).toEqual(
      ["joined", "opened"],
    );
  });

  test("two in one batch are one question, too, and a stranger's is kept", async () => {
    const text = await anInboundText(db, { body: "wrong number" });
    await receive(text, { ...text, providerId: "SM2", body: "not interested", receivedAt: minute(1) });
    expect((await open(text.shopId)).map(({ texts }) => texts.length)).toEqual([2]);
  });

  test("is no one's question when they have opted out already", async () => {
    const person = await aSubscriber(db);
    const text = await anInboundText(db, { shopId: person.shopId, phone: person.phone, body: "STOP" });
    await receive(text);
    await receive({ ...text, providerId: "SM2", body: "you keep texting, wrong number", receivedAt: minute(1) });
    expect(await open(text.shopId)).toEqual([]);
    expect(await hold()).toBe("opted-out");
  });

  test.each([
    ["STOP", "opted-out", "unsubscribed", "opted-out"],
    ["START", "kept", "subscribed", null],
  ])(
    "a %s of their own settles it, and that cannot be undone by anybody else",
    async (body, state, marketing, held) => {
      const { text, decide } = await aReply("not interested");
      await receive({ ...text, providerId: "SM2", body, receivedAt: minute(1) });
      expect(await open(text.shopId)).toEqual([]);
      expect(await prisma.replyReview.findFirst()).toMatchObject({ state, decidedBy: "shopper" });
      expect([await readStatus(), await hold()]).toEqual([marketing, held]);
      await expect(decide("open")).rejects.toMatchObject({ code: "reply-closed" });
    },
  );

  test("that is read after the START which followed it holds nothing", async () => {
    const person = await aSubscriber(db);
    const start = await anInboundText(db, {
      shopId: person.shopId,
      phone: person.phone,
      body: "START",
      receivedAt: minute(5),
    });
    const unsure = { ...start, providerId: "SM2", body: "wrong number?", receivedAt: minute(1) };
    await db.transaction((tx) => suppressAtOnce(tx, ctx, unsure));
    await receive(start);
    await receive(unsure);
    expect(await open(start.shopId)).toEqual([]);
    expect(await hold()).toBeNull();
  });
});

describe("deciding", () => {
  test("an opt-out stops everything at once, like a STOP, and is confirmed within five minutes", async () => {
    const { person, text, decide } = await aReply("not interested");
    ctx.clock.set(minute(4));
    await decide("opted-out");
    await decide("opted-out");
    expect([await readStatus(), await hold()]).toEqual(["unsubscribed", "opted-out"]);
    expect(await prisma.message.findMany()).toMatchObject([
      { purpose: "compliance", expiresAt: minute(5), body: expect.stringContaining("no more messages") },
    ]);
    expect(ctx.enqueued).toContainEqual({ name: "dispatch-reply", payload: { class: "reply", shopId: text.shopId } });
    expect(await prisma.consentEvent.findFirst({ where: { source: "reply-review" } })).toMatchObject({
      subscriberId: person.id,
      state: "unsubscribed",
      scope: "all",
      textShown: "not interested",
      evidence: { decidedBy: "merchant", understood: { phrase: "not interested" } },
    });
    expect(await prisma.recall.count({ where: { target: person.id } })).toBe(2);
  });

  test("five minutes and a second after the reply nothing is confirmed any more", async () => {
    const { decide } = await aReply("not interested");
    ctx.clock.set(new Date(minute(5).getTime() + 1_000));
    await decide("opted-out");
    expect(await readStatus()).toBe("unsubscribed");
    expect(await prisma.message.count()).toBe(0);
  });

  test("no opt-out lets marketing go again and leaves the ledger alone", async () => {
    const { text, decide } = await aReply("please cancel everything");
    const before = await prisma.consentEvent.count();
    await decide("kept");
    expect([await readStatus(), await hold()]).toEqual(["subscribed", null]);
    expect(await prisma.consentEvent.count()).toBe(before);
    expect((await listDecided(db, text.shopId, 10)).map(({ state, decidedBy }) => [state, decidedBy])).toEqual([
      ["kept", "merchant"],
    ]);
  });

  test("a wrong opt-out is taken back: they are subscribed as before, held until it is decided again", async () => {
    const { person, decide } = await aReply("please cancel everything");
    await decide("opted-out");
    ctx.clock.set(minute(20));
    await decide("open");
    expect([await readStatus(), await hold()]).toEqual(["subscribed", "reply-unsure"]);
    await decide("kept");
    expect([await readStatus(), await hold()]).toEqual(["subscribed", null]);
    await decide("opted-out");
    expect([await readStatus(), await hold()]).toEqual(["unsubscribed", "opted-out"]);
    const ledger = await prisma.consentEvent.findMany({
      where: { subscriberId: person.id, source: "reply-review" },
      orderBy: [{ occurredAt: "asc" }],
    });
    expect(ledger.map(({ state, applied }) => [state, applied])).toEqual([
      ["unsubscribed", true],
      ["retracted", true],
      ["unsubscribed", true],
    ]);
  });

  test("taken back and decided again within five minutes, it is confirmed once", async () => {
    const { decide } = await aReply("not interested");
    for (const to of ["opted-out", "open", "opted-out"] as const) await decide(to);
    expect(await readStatus()).toBe("unsubscribed");
    expect(await prisma.message.count()).toBe(1);
  });

  test("every change is written down, and what is written cannot be changed", async () => {
    const { decide } = await aReply("not interested");
    for (const to of ["kept", "open", "opted-out", "kept"] as const) await decide(to);
    const events = await prisma.replyReviewEvent.findMany({ orderBy: [{ at: "asc" }, { id: "asc" }] });
    expect(events.map(({ kind, by }) => `${kind} by ${by}`)).toEqual([
      "opened by shopper",
      "kept by merchant",
      "reopened by merchant",
      "opted-out by merchant",
      "kept by merchant",
    ]);
    await expect(prisma.replyReviewEvent.updateMany({ data: { by: "deadline" } })).rejects.toThrow("append-only");
    await expect(prisma.replyReviewEvent.deleteMany({})).rejects.toThrow("append-only");
  });

  test("a STOP of their own survives that an earlier opt-out is taken back", async () => {
    const { text, decide } = await aReply("not interested");
    await decide("opted-out");
    ctx.clock.set(minute(2));
    await receive({ ...text, providerId: "SM2", body: "STOP", receivedAt: minute(1) });
    await decide("kept");
    expect([await readStatus(), await hold()]).toEqual(["unsubscribed", "opted-out"]);
    expect(await prisma.message.count()).toBe(1);
  });

  test("an old question is not opened while a newer one about the person waits", async () => {
    const { text, decide } = await aReply("not interested");
    await decide("kept");
    await receive({ ...text, providerId: "SM2", body: "wrong number", receivedAt: minute(3) });
    await expect(decide("open")).rejects.toMatchObject({ code: "another-reply-open" });
    await decide("opted-out");
    expect(await readStatus()).toBe("unsubscribed");
  });

  test("someone who was erased meanwhile can still be decided about", async () => {
    const { person, text, decide } = await aReply("not interested");
    await prisma.subscriber.updateMany({ data: { phone: null, redactedAt: minute(1) } });
    await prisma.inboundText.updateMany({ data: { body: null } });
    await prisma.replyReview.updateMany({ data: { evidence: {} } });
    expect(await open(text.shopId)).toMatchObject([{ phone: null, evidence: null, texts: [{ body: null }] }]);
    await decide("opted-out");
    expect(await prisma.suppression.findMany({ where: { phoneHash: person.phoneHash } })).toMatchObject([
      { reason: "opted-out", liftedAt: null },
    ]);
  });

  test("another shop's reply does not exist", async () => {
    const { reply } = await aReply("not interested");
    const stranger = await aShop(db);
    const attempt = decideReview(ctx, { shopId: stranger.id, replyId: reply?.id ?? "", to: "kept", by: "merchant" });
    await expect(attempt).rejects.toMatchObject({ code: "reply-not-found" });
    expect(await open(stranger.id)).toEqual([]);
  });
});

describe("the deadline", () => {
  const DEADLINE = new Date("2026-12-09T15:00:00Z");

  test("opts out people about whom no one has decided, and not a second sooner", async () => {
    const { text } = await aReply("not interested");
    ctx.clock.set(new Date(DEADLINE.getTime() - 1_000));
    expect(await closeOverdue(ctx)).toBe(false);
    expect(await readStatus()).toBe("subscribed");
    ctx.clock.set(DEADLINE);
    await closeOverdue(ctx);
    await closeOverdue(ctx);
    expect([await readStatus(), await hold()]).toEqual(["unsubscribed", "opted-out"]);
    expect(await listDecided(db, text.shopId, 10)).toMatchObject([{ state: "opted-out", decidedBy: "deadline" }]);
    expect(await prisma.message.count()).toBe(0);
  });

  test("what it decided can be undone too, and then there is a day to decide in", async () => {
    const { text, decide } = await aReply("not interested");
    ctx.clock.set(DEADLINE);
    await closeOverdue(ctx);
    await decide("open");
    await closeOverdue(ctx);
    expect(await open(text.shopId)).toHaveLength(1);
    expect([await readStatus(), await hold()]).toEqual(["subscribed", "reply-unsure"]);
    ctx.clock.set(new Date(DEADLINE.getTime() + 24 * 3_600_000 + 1));
    await closeOverdue(ctx);
    expect(await readStatus()).toBe("unsubscribed");
  });

  test("what someone decides in the same moment is decided once", async () => {
    const { decide } = await aReply("not interested");
    ctx.clock.set(DEADLINE);
    await Promise.all([decide("kept"), closeOverdue(ctx)]);
    const row = await prisma.replyReview.findFirstOrThrow();
    expect(row.state).toBe((await readStatus()) === "subscribed" ? "kept" : "opted-out");
    expect(row.state === "kept").toBe((await hold()) === null);
  });
});
