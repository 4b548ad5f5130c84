import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { setCarrierBudgets } from "#domain/carriers/set-budgets";
import { startSending } from "#domain/kill-switch/start";
import { stopSending } from "#domain/kill-switch/stop";
import { recordHandOff } from "#domain/messages/delivery/record";
import { planTexts } from "#domain/messages/plan";
import { setDailyCap } from "#domain/spending/daily-cap";
import { TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLaneAtWork, sources } from "../../../test/factories/lane.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { claimSlice } from "./claim.ts";

const at = aLaneAtWork();
const PRICE = 8_300;
const LATE = new Date("2026-11-26T15:00:00Z");
const MIDNIGHT = new Date("2026-11-25T05:00:00Z"); // in New York

const used = async (kind: string) =>
  Number((await at.ctx.db.everyShop.spendCounter.findFirst({ where: { kind }, orderBy: { day: "desc" } }))?.used ?? 0);
const claimAll = async (limit: number) => {
  const claims = [];
  for (
    let claim = await claimSlice(at.ctx, sources, at.lane, limit);
    claim;
    claim = await claimSlice(at.ctx, sources, at.lane, limit)
  )
    claims.push(claim);
  return claims;
};

describe("the day's spend cap", () => {
  test("lets the first texts leave and makes the others wait for tomorrow, with the amounts in their record", async () => {
    await setDailyCap(at.ctx, at.lane.shopId, PRICE * 2);
    await at.planned(3, { expiresAt: LATE });
    await at.dispatchAll();
    expect(await at.handedOver()).toHaveLength(2);
    const [waiting] = (await at.rows()).filter((row) => row.state === "waiting");
    expect(waiting).toMatchObject({ reason: "spend-cap", dueAt: MIDNIGHT, body: null, priceMicros: null });
    const why = await at.ctx.db.everyShop.whyRecord.findFirst({ where: { id: waiting?.whyId ?? "" } });
    expect((why?.gates as object[] | undefined)?.at(-1)).toEqual({
      ...{ gate: "spending", saw: "$0.0166 of today’s $0.0166", said: "wait" },
      evidence: { limits: [{ kind: "day", used: PRICE * 2, most: PRICE * 2 }] },
    });
    expect(await at.ctx.db.everyShop.shortLink.count()).toBe(2);
    at.ctx.clock.set(new Date("2026-11-25T15:00:00Z"));
    await at.dispatchAll();
    expect(await at.handedOver()).toHaveLength(3);
  });

  test("expires what would be too late tomorrow", async () => {
    await setDailyCap(at.ctx, at.lane.shopId, PRICE);
    await at.planned(2); // within the hour
    await at.dispatchAll();
    expect((await at.states()).sort()).toEqual(["accepted", "expired"]);
  });

  test("counts an order's text and never stops it", async () => {
    const { shopId } = at.lane;
    await setDailyCap(at.ctx, shopId, PRICE);
    const people = await at.planned(1, { expiresAt: LATE });
    await at.dispatchAll();
    const order = { ...at.text(people[0]?.id ?? "", "order"), purpose: "transactional" as const };
    await at.ctx.db.transaction((tx) => planTexts(tx, at.ctx, [order]));
    await at.dispatchAll();
    expect(await at.handedOver()).toHaveLength(2);
    expect(await used("day")).toBe(PRICE * 2);
  });

  test("gets back what was withheld, not sent or rejected, and what the provider never had", async () => {
    await setDailyCap(at.ctx, at.lane.shopId, PRICE * 5);
    await at.planned(5, { expiresAt: LATE });
    const claim = await at.claimed();
    expect(await used("day")).toBe(PRICE * 5);
    const outcomes = [
      { kind: "withheld" },
      { kind: "not-sent", retryAfterMs: 1_000, isThrottled: true },
      { kind: "rejected", code: "30007", because: "other", detail: "" },
      { kind: "unknown" },
      { kind: "accepted", providerId: "SM1" },
    ] as unknown as Parameters<typeof recordHandOff>[2][number]["outcome"][];
    const handed = claim.texts.map((decision, i) => ({
      decision,
      outcome: outcomes[i] ?? { kind: "withheld" as const },
    }));
    await recordHandOff(at.ctx, claim, handed);
    expect(await used("day")).toBe(PRICE * 2);
    await at.askNow();
    await at.askNow();
    expect(await used("day")).toBe(PRICE);
  });

  test("holds through real claims of several workers, whatever slices they take and whatever comes back", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        async (room, slices, withholds) => {
          const { shopId } = at.lane;
          await at.ctx.db.everyShop.message.deleteMany();
          await setDailyCap(at.ctx, shopId, null);
          await at.planned(30, { expiresAt: LATE });
          await setDailyCap(at.ctx, shopId, PRICE * room + 1);
          await Promise.all(
            slices.map(async (slice, worker) => {
              for (const claim of await claimAll(slice)) {
                const outcome = { kind: "withheld" as const };
                const [first] = claim.texts;
                if (withholds && worker === 0 && first)
                  await recordHandOff(at.ctx, claim, [{ decision: first, outcome }]);
              }
            }),
          );
          const sending = (await at.states()).filter((state) => state === "sending").length;
          expect(sending).toBeLessThanOrEqual(room);
          if (!withholds) expect(sending).toBe(Math.min(room, 30));
          expect(await used("day")).toBe(sending * PRICE);
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
    await emptyDatabase();
  }, 60_000);
});

test("a carrier's day makes texts wait until midnight in Los Angeles", async () => {
  const { shopId, senderId } = at.lane;
  await setCarrierBudgets(at.ctx, shopId, senderId, { attClass: "", registration: "", tMobileTier: "sole-proprietor" });
  await at.ctx.db.everyShop.carrierBudget.updateMany({ data: { parts: 2 } });
  await at.planned(3, { expiresAt: LATE });
  await at.dispatchAll();
  expect((await at.rows()).filter((row) => row.state === "waiting")).toMatchObject([
    { reason: "carrier-budget", dueAt: new Date("2026-11-25T08:00:00Z") },
  ]);
  expect(await at.handedOver()).toHaveLength(2);
});

test("a carrier's minute holds back what the number itself could send", async () => {
  const { shopId, senderId } = at.lane;
  await setCarrierBudgets(at.ctx, shopId, senderId, { attClass: "T", registration: "", tMobileTier: "" });
  await at.planned(4, { expiresAt: LATE });
  await at.dispatchAll(); // the bucket of a budget that was never used begins empty
  expect(await at.handedOver()).toEqual([]);
  expect(await at.states()).toEqual(Array(4).fill("waiting"));
});

describe("the kill switch", () => {
  test("leaves everything waiting as it is, but for the answer to a STOP, and lets it go on", async () => {
    const { shopId } = at.lane;
    const people = await at.planned(2, { expiresAt: LATE });
    const order = {
      ...at.text(people[0]?.id ?? "", "order"),
      class: "transactional" as const,
      purpose: "transactional" as const,
    };
    const answer = { ...at.text(people[1]?.id ?? "", "stop"), class: "reply" as const, purpose: "compliance" as const };
    await at.ctx.db.transaction((tx) => planTexts(tx, at.ctx, [order, { ...answer, body: "You are unsubscribed." }]));
    await stopSending(at.ctx, { shopId, by: "merchant", because: "" });
    for (const of of ["transactional", "reply", "flow"] as const)
      expect((await claimSlice(at.ctx, sources, { ...at.lane, class: of }, 10))?.texts.length ?? 0).toBe(
        of === "reply" ? 1 : 0,
      );
    await at.dispatchAll();
    expect(await at.handedOver()).toEqual([]);
    expect((await at.rows()).filter((row) => row.state === "waiting")).toHaveLength(3);
    await startSending(at.ctx, { shopId, by: "merchant" });
    await at.dispatchAll();
    expect(await at.handedOver()).toHaveLength(2);
  });

  test("stops what was claimed before it", async () => {
    await at.planned(3, { expiresAt: LATE });
    const claim = await at.claimed();
    await stopSending(at.ctx, { shopId: at.lane.shopId, by: "operator", because: "Complaints" });
    await at.dispatch.pipelines.twilio?.carry(claim);
    expect(await at.handedOver()).toEqual([]);
    expect(await at.states()).toEqual(["waiting", "waiting", "waiting"]);
  });

  test("moves no deadline: what is past its own when sending starts again expires", async () => {
    const { shopId } = at.lane;
    await at.planned(1);
    await stopSending(at.ctx, { shopId, by: "merchant", because: "" });
    at.ctx.clock.set(new Date(TUESDAY_MORNING.getTime() + 2 * 3_600_000));
    await startSending(at.ctx, { shopId, by: "merchant" });
    await at.dispatchAll();
    expect(await at.states()).toEqual(["expired"]);
  });
});
