import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Lane } from "#domain/jobs";
import { type Claim, claimSlice } from "#domain/messages/claim/claim";
import type { HandedText } from "#domain/messages/delivery/hand-off";
import { recordHandOff } from "#domain/messages/delivery/record";
import { planTexts } from "#domain/messages/plan";
import { aLaneAtWork, sources } from "../../../test/factories/lane.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";

const at = aLaneAtWork();
const { everyShop: prisma } = at.ctx.db;
const HOUR = 3_600_000;

const later = (hours: number) => new Date(at.ctx.clock.now().getTime() + hours * HOUR);
const cap = (texts: number, action: "skip" | "defer") =>
  prisma.shopSettings.updateMany({
    data: { frequencyCapTexts: texts, frequencyCapHours: 24, frequencyCapAction: action },
  });
const counted = async (id: string) =>
  (await prisma.recipientCap.findFirst({ where: { subscriberId: id } }))?.marketingAt ?? [];

/** So many marketing texts to one person, in the lanes by turns. */
async function plan(subscriberId: string, count: number, lanes: Lane[] = [at.lane]): Promise<void> {
  const texts = Array.from({ length: count }, (_, i) => ({
    ...at.text(subscriberId, `text ${i}`),
    ...lanes[i % lanes.length],
    expiresAt: later(72),
  }));
  await at.ctx.db.transaction((tx) => planTexts(tx, at.ctx, texts));
}

const aFloridian = () => aSubscriber(at.ctx.db, { shopId: at.lane.shopId, ruleSignature: "US-FL@America/New_York" });

function record(claim: Claim, kinds: (i: number) => HandedText["outcome"]): Promise<unknown> {
  return recordHandOff(
    at.ctx,
    claim,
    claim.texts.map((decision, i) => ({ decision, outcome: kinds(i) })),
  );
}
const accepted = (i: number): HandedText["outcome"] => ({ kind: "accepted", providerId: `SM${i}` });

describe("what was not sent after all", () => {
  test("of two texts to one person in a slice, the one that is withheld is given back and the other still counts", async () => {
    await cap(2, "defer");
    const { id } = await aFloridian();
    await plan(id, 3);
    const claim = await at.claimed();
    expect(claim.texts).toHaveLength(2);
    expect(await counted(id)).toHaveLength(2);
    await record(claim, (i) => (i === 0 ? { kind: "withheld" } : accepted(i)));
    expect(await counted(id)).toEqual([at.ctx.clock.now()]);
    const next = await at.claimed();
    expect(next.texts).toHaveLength(1);
    expect(await counted(id)).toHaveLength(2);
  });

  test("two that are withheld at once are both given back", async () => {
    await cap(2, "defer");
    const { id } = await aFloridian();
    await plan(id, 2);
    await record(await at.claimed(), () => ({ kind: "withheld" }));
    expect(await counted(id)).toEqual([]);
  });

  test("what left an hour before keeps counting when a later one comes back", async () => {
    await cap(3, "defer");
    const { id } = await aFloridian();
    await plan(id, 1);
    const first = at.ctx.clock.now();
    await record(await at.claimed(), accepted);
    at.ctx.clock.set(later(1));
    await at.ctx.db.transaction((tx) => planTexts(tx, at.ctx, [{ ...at.text(id, "later"), expiresAt: later(72) }]));
    await record(await at.claimed(), () => ({ kind: "withheld" }));
    expect(await counted(id)).toEqual([first]);
  });
});

test("the law's cap holds beside a wider one of the merchant, and names its row in the why-record", async () => {
  await cap(20, "defer");
  const { id } = await aFloridian();
  await plan(id, 5);
  await at.dispatchAll();
  const rows = await at.rows();
  expect(rows.map(({ state }) => state).sort()).toEqual([..."aaa"].map(() => "accepted").concat("waiting", "waiting"));
  const [waiting] = rows.filter(({ state }) => state === "waiting");
  expect(waiting).toMatchObject({ reason: "frequency-cap", dueAt: new Date(later(24).getTime() + 1) });
  const why = await prisma.whyRecord.findFirst({ where: { id: waiting?.whyId ?? "" } });
  expect(JSON.stringify(why?.gates)).toContain("[us-fl-cap@1]");
});

test("a stricter cap of the merchant’s for one state binds there alone", async () => {
  await cap(20, "skip");
  await prisma.shopSettings.updateMany({ data: { stricterRules: { rules: { "us-fl-cap": { texts: 1 } } } } });
  const { id } = await aFloridian();
  const elsewhere = await aSubscriber(at.ctx.db, { shopId: at.lane.shopId });
  await plan(id, 3);
  await plan(elsewhere.id, 3);
  await at.dispatchAll();
  const ended = async (subscriberId: string) =>
    (await at.rows())
      .filter((row) => row.subscriberId === subscriberId)
      .map(({ state, reason }) => `${state} ${reason}`);
  expect((await ended(id)).sort()).toEqual(["accepted null", "skipped frequency-cap", "skipped frequency-cap"]);
  expect(await ended(elsewhere.id)).toEqual(["accepted null", "accepted null", "accepted null"]);
});

test("whatever slices several workers take from several lanes, and whatever comes back, no one gets more than the cap", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("skip" as const, "defer" as const),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }),
      fc.boolean(),
      async (most, action, slices, comesBack) => {
        await prisma.message.deleteMany();
        await prisma.recipientCap.deleteMany();
        await prisma.sender.deleteMany({ where: { id: { not: at.lane.senderId } } });
        await cap(most, action);
        const { shopId } = at.lane;
        const second = await aSender(at.ctx.db, { shopId, partsPerSecond: 100_000 });
        const lanes = [at.lane, { ...at.lane, senderId: second.id }];
        const [floridian, elsewhere] = [await aFloridian(), await aSubscriber(at.ctx.db, { shopId })];
        await plan(floridian.id, 6, lanes);
        await plan(elsewhere.id, 6, lanes);
        await Promise.all(
          slices.map(async (slice, worker) => {
            const lane = lanes[worker % lanes.length] ?? at.lane;
            let returned = 0;
            for (;;) {
              const claim = await claimSlice(at.ctx, sources, lane, slice);
              if (!claim) return;
              const gives = comesBack && returned < 2;
              returned += 1;
              await record(claim, (i) => (gives && i === 0 ? { kind: "withheld" } : accepted(i)));
            }
          }),
        );
        const rows = await at.rows();
        for (const [id, limit] of [
          [floridian.id, Math.min(most, 3)],
          [elsewhere.id, most],
        ] as const) {
          const own = rows.filter((row) => row.subscriberId === id);
          const sent = own.filter(({ state }) => state === "accepted").length;
          expect(sent).toBeLessThanOrEqual(limit);
          if (!comesBack || action === "defer") expect(sent).toBe(limit);
          expect(await counted(id)).toHaveLength(sent);
          const over = own.filter(({ state }) => state !== "accepted");
          for (const row of over)
            expect(row).toMatchObject({ state: action === "skip" ? "skipped" : "waiting", reason: "frequency-cap" });
        }
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
  await emptyDatabase();
}, 60_000);
