import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CLAIM_SECONDS } from "#domain/messages/claim/write-claim";
import { CALL_SECONDS } from "#domain/messages/delivery/hand-off";
import { newId } from "#platform/ids";
import { connectDb } from "#platform/sql/db";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aTextWithLink } from "../../test/factories/text-with-link.ts";
import { testDatabaseUrl } from "../../test/setup/per-worker.ts";
import { confirmTaps } from "./confirm-taps.ts";
import { HANDED_OVER_WITHIN_SECONDS, type NewClick, recordClicks } from "./record-clicks.ts";

const ctx = aContext();
const { db } = ctx;
const HOUR = 3_600;
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
/** What a scanner called itself that opened links by itself. */
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36";

const at = (seconds: number) => new Date(TUESDAY_MORNING.getTime() + seconds * 1_000);

function visit(code: string, seconds: number, given: Partial<NewClick> = {}): NewClick {
  return { id: newId(), code, method: "GET", userAgent: CHROME, purpose: null, clickedAt: at(seconds), ...given };
}

const record = (...clicks: NewClick[]) => db.transaction((tx) => recordClicks(tx, ctx, clicks));

/** A text that was handed over on Tuesday morning, one second after its claim. */
const aText = (given: object = {}) => aTextWithLink(db, { claimedAt: at(-1), handedAt: at(0), ...given });

/** Second and verdict of each visit of a link, in the order of their time. */
async function verdicts(code: string): Promise<[number, string][]> {
  const rows = await db.everyShop.click.findMany({ where: { code }, orderBy: [{ clickedAt: "asc" }, { id: "asc" }] });
  for (const { counted, ignoredBecause } of rows) expect(counted).toBe(ignoredBecause === null);
  return rows.map(({ clickedAt, ignoredBecause }) => [
    (clickedAt.getTime() - TUESDAY_MORNING.getTime()) / 1_000,
    ignoredBecause ?? "counts",
  ]);
}

async function facts(shopId: string): Promise<{ clicks: number; lastClickAt: Date | null } | null> {
  return await db.prisma.subscriberFacts.findFirst({ where: { shopId }, select: { clicks: true, lastClickAt: true } });
}

describe("a tap within ten seconds of the hand-over", () => {
  test.each([0, 1, 3, 9.999, 10])("%s s after it is uncertain", async (seconds) => {
    const { code, shopId } = await aText();
    await record(visit(code, seconds));
    expect(await verdicts(code)).toEqual([[seconds, "uncertain"]]);
    expect(await facts(shopId)).toBeNull();
    expect(await db.prisma.event.count({ where: { shopId, kind: "clicked" } })).toBe(0);
  });

  test.each([10.001, 11, 60, 7 * 24 * HOUR])("%s s after it counts", async (seconds) => {
    const { code, shopId } = await aText();
    await record(visit(code, seconds));
    expect(await verdicts(code)).toEqual([[seconds, "counts"]]);
    expect(await facts(shopId)).toEqual({ clicks: 1, lastClickAt: at(seconds) });
  });

  test("is uncertain by whatever name the browser goes", async () => {
    const { code } = await aText();
    await record(visit(code, 2, { userAgent: IPHONE }));
    expect(await verdicts(code)).toEqual([[2, "uncertain"]]);
  });

  test("counts once the person taps again later, and so does the later one", async () => {
    const { code, shopId } = await aText();
    await record(visit(code, 3));
    const told = await record(visit(code, 2 * HOUR, { userAgent: IPHONE }));
    expect(await verdicts(code)).toEqual([
      [3, "counts"],
      [2 * HOUR, "counts"],
    ]);
    expect(told.map((it) => [it.clickedAt, it.counted])).toEqual([
      [at(2 * HOUR), true],
      [at(3), true],
    ]);
    expect(await facts(shopId)).toEqual({ clicks: 2, lastClickAt: at(2 * HOUR) });
    expect(await db.prisma.event.count({ where: { shopId, kind: "clicked" } })).toBe(2);
  });

  test("does not count because it is repeated within those seconds", async () => {
    const { code } = await aText();
    await record(visit(code, 1), visit(code, 2));
    await record(visit(code, 8));
    expect(await verdicts(code)).toEqual([
      [1, "uncertain"],
      [2, "uncertain"],
      [8, "uncertain"],
    ]);
  });

  test.each([
    ["a request for the headers", { method: "HEAD" }, "head-request"],
    ["a link preview", { userAgent: "WhatsApp/2.23" }, "link-preview"],
    ["a bot", { userAgent: "Proofpoint URL Defense" }, "bot"],
    ["a prefetch", { purpose: "prefetch" }, "prefetch"],
  ])("is not confirmed by %s, before or after it", async (_, given, because) => {
    const { code } = await aText();
    await record(visit(code, 1, given), visit(code, 2), visit(code, HOUR, given));
    expect(await verdicts(code)).toEqual([
      [1, because],
      [2, "uncertain"],
      [HOUR, because],
    ]);
  });

  test("does not keep the person's own tap in the same minute from counting", async () => {
    const { code, shopId } = await aText();
    await record(visit(code, 3), visit(code, 4));
    await record(visit(code, 40, { userAgent: IPHONE }));
    expect(await verdicts(code)).toEqual([
      [3, "repeated"],
      [4, "repeated"],
      [40, "counts"],
    ]);
    expect(await facts(shopId)).toEqual({ clicks: 1, lastClickAt: at(40) });
  });

  test("of several texts to one person, all opened within a second, is uncertain for each", async () => {
    const first = await aText();
    const { shopId, subscriberId } = first;
    const others = [await aText({ shopId, subscriberId }), await aText({ shopId, subscriberId, sourceKind: "flow" })];
    const codes = [first, ...others].map(({ code }) => code);
    await record(...codes.map((code, place) => visit(code, 2 + place / 10)));
    // The person opens one of them.
    await record(visit(first.code, HOUR));
    expect((await Promise.all(codes.map(verdicts))).map((it) => it[0]?.[1])).toEqual([
      "counts",
      "uncertain",
      "uncertain",
    ]);
  });

  test("may be recorded after a later one, or be told twice", async () => {
    const { code, shopId } = await aText();
    const [early, late] = [visit(code, 3), visit(code, HOUR)];
    await record(late);
    await record(early);
    await record(early, late);
    expect(await verdicts(code)).toEqual([
      [3, "counts"],
      [HOUR, "counts"],
    ]);
    expect(await facts(shopId)).toEqual({ clicks: 2, lastClickAt: at(HOUR) });
  });
});

describe("when the hand-over is not stored yet", () => {
  test("a text has been handed over by the end of its claim and its call", () => {
    expect(HANDED_OVER_WITHIN_SECONDS).toBe(CLAIM_SECONDS + CALL_SECONDS);
  });

  test("a tap is uncertain, and counts when it is repeated later", async () => {
    const { code, messageId } = await aText({ handedAt: null });
    await record(visit(code, 1));
    await db.everyShop.message.updateMany({ where: { id: messageId }, data: { handedAt: at(2), state: "accepted" } });
    expect(await verdicts(code)).toEqual([[1, "uncertain"]]);
    await record(visit(code, HOUR));
    expect((await verdicts(code)).map(([, verdict]) => verdict)).toEqual(["counts", "counts"]);
  });

  test("and never will be, a tap minutes after the claim counts", async () => {
    const { code } = await aText({ handedAt: null });
    await record(visit(code, 120));
    expect(await verdicts(code)).toEqual([[120, "counts"]]);
  });
});

test("a receipt that is the first news of a hand-over, hours late, makes no tap uncertain", async () => {
  const { code } = await aText({ handedAt: at(3 * HOUR) });
  await record(visit(code, HOUR), visit(code, 3 * HOUR + 1));
  expect((await verdicts(code)).map(([, verdict]) => verdict)).toEqual(["counts", "counts"]);
});

test("the link of an earlier hand-over is judged by that one", async () => {
  // The first attempt failed at the carrier; the text was handed over again an hour later, with another link.
  const { code } = await aText({ claimedAt: at(0), handedAt: at(HOUR) });
  await record(visit(code, 5), visit(code, HOUR + 5));
  expect((await verdicts(code)).map(([, verdict]) => verdict)).toEqual(["counts", "counts"]);
});

test("a tap that counted before this rule goes on counting", async () => {
  const { code, shopId, messageId, subscriberId } = await aText();
  const link = { shopId, code, messageId, messageMonth: new Date("2026-11-01"), subscriberId };
  await db.prisma.click.create({ data: { ...link, id: newId(), clickedAt: at(2), counted: true } });
  await record(visit(code, 2 * HOUR));
  expect((await verdicts(code)).map(([, verdict]) => verdict)).toEqual(["counts", "counts"]);
});

describe("of one link", () => {
  const minutes = (...seconds: number[]) => seconds.map((it) => 600 + it);

  test("one tap counts in a minute of the clock, in one batch and in two", async () => {
    const { code, shopId } = await aText();
    const [a, b, c, d] = minutes(0, 20, 59.9, 60);
    await record(visit(code, a ?? 0), visit(code, b ?? 0));
    await record(visit(code, c ?? 0), visit(code, d ?? 0));
    expect((await verdicts(code)).map(([, verdict]) => verdict)).toEqual(["counts", "repeated", "repeated", "counts"]);
    expect(await facts(shopId)).toMatchObject({ clicks: 2 });
  });

  test("one tap counts in a minute although many processes record at once", async () => {
    const texts = [await aText(), await aText(), await aText()];
    const others = Array.from({ length: 4 }, () => connectDb(testDatabaseUrl(), { connections: 2 }));
    try {
      await Promise.all(
        others.map((other, process) => {
          // Each process has the links in another order: they must not wait for each other in a circle.
          const links = process % 2 ? texts : texts.toReversed();
          const visits = links.flatMap(({ code }) => minutes(process, process + 30).map((s) => visit(code, s)));
          return other.transaction((tx) => recordClicks(tx, ctx, visits));
        }),
      );
    } finally {
      await Promise.all(others.map((other) => other.close()));
    }
    for (const { code, shopId } of texts) {
      expect((await verdicts(code)).filter(([, verdict]) => verdict === "counts")).toHaveLength(1);
      expect(await facts(shopId)).toMatchObject({ clicks: 1 });
    }
  });

  test("an uncertain tap and the later one, recorded by two processes at once, both count", async () => {
    const others = [0, 1].map(() => connectDb(testDatabaseUrl(), { connections: 1 }));
    try {
      for (let turn = 0; turn < 10; turn += 1) {
        const { code, shopId } = await aText();
        await Promise.all(
          others.map((other, process) =>
            other.transaction((tx) => recordClicks(tx, ctx, [visit(code, process === 0 ? 3 : HOUR)])),
          ),
        );
        expect((await verdicts(code)).map(([, verdict]) => verdict)).toEqual(["counts", "counts"]);
        expect(await facts(shopId)).toMatchObject({ clicks: 2 });
      }
    } finally {
      await Promise.all(others.map((other) => other.close()));
    }
  });

  test("what counts, and how often, does not depend on the order in which visits are recorded", {
    timeout: 60_000,
  }, async () => {
    const seconds = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(30, 59, 60, 61, HOUR, HOUR + 1));
    const visits = fc.array(fc.record({ seconds, isPreview: fc.boolean() }), { minLength: 1, maxLength: 6 });
    const batches = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(visits, batches, async (given, batchOf) => {
        const people = given.filter((it) => !it.isPreview).map((it) => it.seconds);
        const isCertain = people.some((it) => it > 10);
        const expected = isCertain ? new Set(people.map((it) => Math.floor(it / 60))).size : 0;
        const { code, shopId } = await aText();
        for (const batch of [2, 0, 1]) {
          const part = given.filter((_, place) => batchOf[place] === batch);
          await record(...part.map((it) => visit(code, it.seconds, it.isPreview ? { userAgent: "WhatsApp/2" } : {})));
        }
        const counted = (await verdicts(code)).filter(([, verdict]) => verdict === "counts");
        expect(counted).toHaveLength(expected);
        expect(new Set(counted.map(([second]) => Math.floor(second / 60))).size).toBe(expected);
        expect((await facts(shopId))?.clicks ?? 0).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  test("confirming it twice changes nothing more", async () => {
    const { code, shopId } = await aText();
    await record(visit(code, 3), visit(code, 5));
    expect(await db.transaction((tx) => confirmTaps(tx, ctx, [code]))).toMatchObject([{ clickedAt: at(3) }]);
    expect(await db.transaction((tx) => confirmTaps(tx, ctx, [code]))).toEqual([]);
    expect(await verdicts(code)).toEqual([
      [3, "counts"],
      [5, "repeated"],
    ]);
    expect(await facts(shopId)).toMatchObject({ clicks: 1 });
  });
});
