import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { notBefore } from "../../test/factories/not-before.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { type ConsentDecision, recordConsent } from "./record.ts";
import { suppressPhones } from "./suppress.ts";

const ctx = aContext();
const { db } = ctx;
beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
});

const minute = (n: number) => new Date(TUESDAY_MORNING.getTime() + n * 60_000);

function record(decisions: ConsentDecision[]) {
  notBefore(ctx.clock, ...decisions.map((it) => it.occurredAt));
  return db.transaction((tx) => recordConsent(tx, ctx, decisions));
}

async function stateOf({ shopId, id, phoneHash }: { shopId: string; id: string; phoneHash: string }) {
  const subscriber = await db.prisma.subscriber.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
  const suppression = await db.prisma.suppression.findUnique({ where: { shopId_phoneHash: { shopId, phoneHash } } });
  return { marketing: subscriber.marketing, marketingAt: subscriber.marketingAt, suppression };
}

function aboutOf({ shopId, id }: { shopId: string; id: string }) {
  return (state: ConsentDecision["state"], source: ConsentDecision["source"], at: number): ConsentDecision => ({
    shopId,
    subscriberId: id,
    state,
    source,
    occurredAt: minute(at),
  });
}

describe("the ledger", () => {
  test("keeps what was shown, where and when, and the person is subscribed by it", async () => {
    const person = await aSubscriber(db, { marketing: "never", marketingAt: null });
    const about = aboutOf(person);
    const shown = {
      textShown: "Text me offers\u0000",
      formVersion: "3",
      ip: "203.0.113.9",
      evidence: { checkout: "t1" },
    };
    const [outcome] = await record([{ ...about("subscribed", "checkout", 1), ...shown }]);
    expect(outcome).toMatchObject({ stale: null, before: { marketing: "never" }, after: { marketing: "subscribed" } });
    expect(await stateOf(person)).toEqual({ marketing: "subscribed", marketingAt: minute(1), suppression: null });
    expect(await db.everyShop.consentEvent.findMany()).toMatchObject([
      {
        ...shown,
        textShown: "Text me offers",
        state: "subscribed",
        applied: true,
        reason: null,
        occurredAt: minute(1),
      },
    ]);
    expect(await db.everyShop.recall.count()).toBe(0);
  });

  test("a STOP unsubscribes, suppresses the number and withdraws what is claimed", async () => {
    const person = await aSubscriber(db);
    await record([aboutOf(person)("unsubscribed", "inbound-text", 1)]);
    expect(await stateOf(person)).toMatchObject({
      marketing: "unsubscribed",
      suppression: { reason: "opted-out", at: minute(1), liftedAt: null },
    });
    expect(await db.everyShop.recall.findMany()).toMatchObject([{ kind: "subscriber", target: person.id }]);
  });

  test("a store that unsubscribes someone ends marketing, not order texts", async () => {
    const person = await aSubscriber(db);
    await record([aboutOf(person)("unsubscribed", "shopify", 1)]);
    expect(await stateOf(person)).toMatchObject({ marketing: "unsubscribed", suppression: null });
    expect(await db.everyShop.recall.count()).toBe(1);
  });

  test("news that changes nothing is kept with its reason; news that was kept before is not kept twice", async () => {
    const person = await aSubscriber(db);
    const about = aboutOf(person);
    await record([about("unsubscribed", "inbound-text", 10)]);
    const news = [about("subscribed", "shopify", 20), about("subscribed", "checkout", 5)];
    const told = await record(news);
    expect(told.map((it) => it.stale)).toEqual(["opted-out-by-text", "older-news"]);
    expect((await record(news)).map((it) => it.stale)).toEqual(["already-recorded", "already-recorded"]);
    expect(
      await db.everyShop.consentEvent.findMany({ where: { applied: false }, orderBy: { occurredAt: "asc" } }),
    ).toMatchObject([
      { source: "checkout", reason: "older-news" },
      { source: "shopify", reason: "opted-out-by-text" },
    ]);
    expect(await stateOf(person)).toMatchObject({ marketing: "unsubscribed", suppression: { liftedAt: null } });
  });

  test("START lifts the suppression, a later STOP puts it back", async () => {
    const person = await aSubscriber(db);
    const about = aboutOf(person);
    await record([about("unsubscribed", "inbound-text", 1), about("subscribed", "inbound-text", 2)]);
    expect(await stateOf(person)).toMatchObject({ marketing: "subscribed" });
    await record([about("unsubscribed", "inbound-text", 3)]);
    expect(await stateOf(person)).toMatchObject({
      marketing: "unsubscribed",
      suppression: { at: minute(3), liftedAt: null },
    });
    for (const source of ["checkout", "sign-up-form", "shopify", "merchant", "import"] as const)
      await record([about("subscribed", source, 4)]);
    expect(await stateOf(person)).toMatchObject({
      marketing: "unsubscribed",
      suppression: { at: minute(3), liftedAt: null },
    });
    await record([about("subscribed", "inbound-text", 5)]);
    expect(await stateOf(person)).toMatchObject({
      marketing: "subscribed",
      suppression: { at: minute(3), liftedAt: minute(5) },
    });
  });

  test("a STOP that stands against the number counts before the ledger has heard of it", async () => {
    for (const reason of ["opted-out", "opted-out-at-provider"]) {
      const person = await aSubscriber(db, { marketing: "never", marketingAt: null });
      const { shopId, phoneHash } = person;
      await db.prisma.suppression.create({ data: { shopId, phoneHash, reason, at: minute(1) } });
      const about = aboutOf(person);
      const [form] = await record([about("subscribed", "sign-up-form", 5)]);
      expect(form).toMatchObject({ stale: "opted-out-by-text", after: { marketing: "unsubscribed" } });
      expect(await stateOf(person)).toMatchObject({ marketing: "unsubscribed", suppression: { liftedAt: null } });
      await record([about("subscribed", "inbound-text", 6)]);
      expect(await stateOf(person)).toMatchObject({ marketing: "subscribed", suppression: { liftedAt: minute(6) } });
    }
  });

  test("START does not lift a STOP that was accepted after it and is not in the ledger yet", async () => {
    const person = await aSubscriber(db);
    const { shopId, phoneHash } = person;
    await db.prisma.suppression.create({ data: { shopId, phoneHash, reason: "opted-out", at: minute(5) } });
    const about = aboutOf(person);
    await record([about("unsubscribed", "inbound-text", 1), about("subscribed", "inbound-text", 2)]);
    expect((await stateOf(person)).suppression).toMatchObject({ at: minute(5), liftedAt: null });
  });

  test("a yes that is dated ahead counts from when we heard of it, and is known when it is told again", async () => {
    const person = await aSubscriber(db, { marketing: "never", marketingAt: null });
    const about = aboutOf(person);
    const ahead = () => db.transaction((tx) => recordConsent(tx, ctx, [about("subscribed", "checkout", 600)]));
    await ahead();
    expect(await stateOf(person)).toMatchObject({ marketing: "subscribed", marketingAt: minute(0) });
    await record([about("unsubscribed", "shopify", 5)]);
    expect((await stateOf(person)).marketing).toBe("unsubscribed");
    expect(await ahead()).toMatchObject([{ stale: "already-recorded" }]);
    ctx.clock.set(minute(700));
    expect(await ahead()).toMatchObject([{ stale: "already-recorded" }]);
    expect((await stateOf(person)).marketing).toBe("unsubscribed");
  });

  test("a STOP outweighs a START at the same instant and any START dated ahead, whatever the skews", async () => {
    const shop = await aShop(db);
    const text = fc.record({
      isStop: fc.boolean(),
      skew: fc.integer({ min: -3, max: 600 }),
      minutes: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (texts) => {
        ctx.clock.set(TUESDAY_MORNING);
        const person = await aSubscriber(db, { shopId: shop.id, marketing: "never", marketingAt: null });
        const { shopId, id: subscriberId } = person;
        let startAt = Number.NEGATIVE_INFINITY;
        let stopAt = Number.NEGATIVE_INFINITY;
        for (const { isStop, skew, minutes } of [...texts, { isStop: true, skew: 0, minutes: 0 }]) {
          ctx.clock.advance(minutes * 60_000);
          const now = ctx.clock.now().getTime();
          const occurredAt = new Date(now + (isStop ? Math.max(skew, 0) : skew) * 60_000);
          const state = isStop ? "unsubscribed" : "subscribed";
          await db.transaction((tx) =>
            recordConsent(tx, ctx, [{ shopId, subscriberId, state, source: "inbound-text", occurredAt }]),
          );
          const heardAt = Math.min(occurredAt.getTime(), now);
          if (isStop) stopAt = Math.max(stopAt, heardAt);
          else startAt = Math.max(startAt, heardAt);
          const { marketing, suppression } = await stateOf(person);
          const isStopped = stopAt >= startAt;
          expect([marketing, suppression !== null && suppression.liftedAt === null]).toEqual([
            isStopped ? "unsubscribed" : "subscribed",
            isStopped,
          ]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("decisions about another shop's subscriber do nothing", async () => {
    const person = await aSubscriber(db);
    const other = await aShop(db);
    expect(await record([{ ...aboutOf(person)("unsubscribed", "merchant", 1), shopId: other.id }])).toEqual([]);
    expect((await stateOf(person)).marketing).toBe("subscribed");
  });

  test("the same news in any order and any batches comes to the same end", async () => {
    const shop = await aShop(db);
    const news = fc.record({
      state: fc.constantFrom("pending", "subscribed", "unsubscribed" as const),
      source: fc.constantFrom("checkout", "inbound-text", "shopify", "provider" as const),
      at: fc.integer({ min: 1, max: 5 }),
    });
    const twoOrders = fc
      .array(news, { minLength: 1, maxLength: 6 })
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.integer({ min: 1, max: 6 })),
      );
    await fc.assert(
      fc.asyncProperty(twoOrders, async ([inOrder, shuffled, batch]) => {
        const ends = [];
        for (const [order, size] of [
          [inOrder, inOrder.length],
          [shuffled, batch],
        ] as const) {
          const person = await aSubscriber(db, { shopId: shop.id, marketing: "never", marketingAt: null });
          const about = aboutOf(person);
          const decisions = order.map((it) =>
            about(it.state as ConsentDecision["state"], it.source as ConsentDecision["source"], it.at),
          );
          for (let i = 0; i < decisions.length; i += size) await record(decisions.slice(i, i + size));
          const { marketing, marketingAt, suppression } = await stateOf(person);
          const isSuppressed = suppression !== null && suppression.liftedAt === null;
          ends.push({ marketing, marketingAt, isSuppressed, reason: isSuppressed ? suppression.reason : null });
        }
        expect(ends[1]).toEqual(ends[0]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what a provider refuses", () => {
  test("an opt-out we had not heard of is in the ledger, and only START lifts it", async () => {
    const person = await aSubscriber(db);
    await db.transaction((tx) => suppressPhones(tx, ctx, [{ ...person, reason: "opted-out-at-provider" }]));
    expect(await stateOf(person)).toMatchObject({
      marketing: "unsubscribed",
      suppression: { reason: "opted-out-at-provider", liftedAt: null },
    });
    const about = aboutOf(person);
    await record([about("subscribed", "checkout", 5)]);
    expect((await stateOf(person)).marketing).toBe("unsubscribed");
    await record([about("subscribed", "inbound-text", 6)]);
    expect(await stateOf(person)).toMatchObject({ marketing: "subscribed", suppression: { liftedAt: minute(6) } });
  });

  test("a dead number is marked, and consent stays what it was", async () => {
    const person = await aSubscriber(db);
    const refusal = { ...person, reason: "invalid-number" as const };
    await db.transaction((tx) => suppressPhones(tx, ctx, [refusal, refusal]));
    expect(await stateOf(person)).toMatchObject({ marketing: "subscribed", suppression: { reason: "invalid-number" } });
    expect(await db.everyShop.subscriber.findFirstOrThrow()).toMatchObject({
      invalidAt: ctx.clock.now(),
      invalidReason: "invalid-number",
    });
    expect(await db.everyShop.recall.count()).toBe(1);
  });

  test("a dead number does not hide a STOP, in either order", async () => {
    const first = await aSubscriber(db);
    await record([aboutOf(first)("unsubscribed", "inbound-text", 0)]);
    await db.transaction((tx) => suppressPhones(tx, ctx, [{ ...first, reason: "invalid-number" }]));
    expect((await stateOf(first)).suppression?.reason).toBe("opted-out");
    const second = await aSubscriber(db);
    await db.transaction((tx) => suppressPhones(tx, ctx, [{ ...second, reason: "invalid-number" }]));
    await record([aboutOf(second)("unsubscribed", "inbound-text", 1)]);
    expect((await stateOf(second)).suppression?.reason).toBe("opted-out");
  });

  test("a number that is no one's is suppressed all the same", async () => {
    const { id: shopId } = await aShop(db);
    await db.transaction((tx) =>
      suppressPhones(tx, ctx, [{ shopId, phone: "+12125550199", reason: "opted-out-at-provider" }]),
    );
    expect(await db.everyShop.suppression.findMany()).toMatchObject([
      { shopId, phoneHash: ctx.hashPhone("+12125550199") },
    ]);
  });
});
