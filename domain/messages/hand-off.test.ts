import { expect, test } from "vitest";
import type { Claim } from "#domain/messages/claim";
import { type HandedText, handOver } from "#domain/messages/hand-off";
import { recordHandOff } from "#domain/messages/record";
import { recoverClaims } from "#domain/messages/recover-claims";
import { withdraw } from "#domain/messages/withdraw";
import { watchWithdrawn } from "#domain/messages/withdrawn";
import { TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLaneAtWork } from "../../test/factories/lane.ts";

const at = aLaneAtWork();

async function handOverAll(claim: Claim, fence: number): Promise<HandedText[]> {
  const ways = { appUrl: at.ctx.appUrl, withdrawn: watchWithdrawn(at.ctx.db), fence };
  const handed: HandedText[] = [];
  for (const decision of claim.texts)
    handed.push({ decision, outcome: await handOver(claim, decision, at.carrier.provider, ways) });
  return handed;
}

test("a STOP between claim and hand-off keeps the text from leaving", async () => {
  const [person] = await at.planned(2);
  const claim = await at.claimed();
  const { shopId } = at.lane;
  await at.ctx.db.prisma.subscriber.update({
    where: { shopId_id: { shopId, id: person?.id ?? "" } },
    data: { marketing: "unsubscribed" },
  });
  await withdraw(at.ctx.db, [{ shopId, kind: "subscriber", target: person?.id ?? "" }]);
  const handed = await handOverAll(claim, performance.now() + 5_000);
  await recordHandOff(at.ctx, claim, handed);
  expect(await at.handedOver()).toHaveLength(1);
  expect((await at.states()).sort()).toEqual(["accepted", "waiting"]);
  await at.dispatchAll();
  expect(await at.handedOver()).toHaveLength(1);
  expect((await at.rows()).find((row) => row.state === "skipped")).toMatchObject({
    subscriberId: person?.id,
    reason: "opted-out",
  });
});

test("a withdrawal from before the claim holds nothing back", async () => {
  await at.planned(1);
  await withdraw(at.ctx.db, [{ shopId: at.lane.shopId, kind: "shop", target: at.lane.shopId }]);
  await at.dispatchAll();
  expect(await at.handedOver()).toHaveLength(1);
});

test("a worker that was frozen past its claim's end hands nothing over any more", async () => {
  await at.planned(3);
  const claim = await at.claimed();
  const handed = await handOverAll(claim, performance.now() - 1);
  expect(handed.map((it) => it.outcome)).toEqual(Array(3).fill({ kind: "withheld" }));
  await recordHandOff(at.ctx, claim, handed);
  expect(await at.handedOver()).toEqual([]);
  expect(await at.ctx.db.prisma.recipientCap.findMany()).toMatchObject(Array(3).fill({ marketingAt: [] }));
  await at.dispatchAll();
  expect(await at.handedOver()).toHaveLength(3);
});

test("a claim that is recorded too late does not overwrite what happened since", async () => {
  await at.planned(1);
  const claim = await at.claimed();
  const [decision] = claim.texts;
  const late = decision ? [{ decision, outcome: { kind: "withheld" as const } }] : [];
  await at.abandonClaims();
  expect(await recoverClaims(at.ctx.db)).toBe(1);
  await recordHandOff(at.ctx, claim, late);
  expect(await at.states()).toEqual(["unknown"]);
});

test("a text that the provider asks to wait with goes back, and its cap with it", async () => {
  await at.planned(1);
  await at.carrier.setFaults({ tooMany: 1, retryAfterSeconds: 7 });
  await at.dispatchAll();
  expect(await at.rows()).toMatchObject([
    {
      state: "waiting",
      reason: "throttled-by-provider",
      attempts: 1,
      dueAt: new Date(TUESDAY_MORNING.getTime() + 7_000),
    },
  ]);
  expect(await at.ctx.db.prisma.recipientCap.findMany()).toMatchObject([{ marketingAt: [] }]);
});

test("a number that opted out at the provider is suppressed, one that is dead is marked so", async () => {
  const [stopped, dead] = await at.planned(2);
  await at.carrier.setFaults({
    reject: [
      { to: stopped?.phone, code: 21610 },
      { to: dead?.phone, code: 21211 },
    ],
  });
  await at.dispatchAll();
  expect(await at.states()).toEqual(["failed", "failed"]);
  expect(await at.ctx.db.prisma.suppression.findMany({ orderBy: { reason: "asc" } })).toMatchObject([
    { phoneHash: dead?.phoneHash, reason: "invalid-number" },
    { phoneHash: stopped?.phoneHash, reason: "opted-out-at-provider" },
  ]);
});
