import { beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { type Awaited, answerStep, wakeAwaiting } from "./awaiting.ts";

const ctx = aContext();
const DAY = 24 * 3_600_000;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let subscriberId: string;

beforeEach(async () => {
  ctx.clock.set(later(60_000));
  ({ shopId, id: subscriberId } = await aSubscriber(ctx.db));
});

async function enrolled(waitsFor: string | null, given: { stepId?: string } = {}): Promise<string> {
  const id = newId();
  await ctx.db.prisma.enrollment.create({
    data: {
      ...{ shopId, id, flowId: newId(), versionId: newId(), subscriberId, subject: id, state: "waiting" },
      ...{ stepId: given.stepId ?? "step", resumeAt: later(DAY), startedAt: TUESDAY_MORNING },
      ...{ waitsFor, waitingSince: TUESDAY_MORNING },
    },
  });
  return id;
}

const find = (id: string) => ctx.db.prisma.enrollment.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
const happened = (event: Awaited["event"], at = later(30_000)) =>
  ctx.db.transaction((tx) => wakeAwaiting(tx, ctx, [{ shopId, subscriberId, event, at }]));
const answered = (enrollmentId: string, stepId: string, value: object) =>
  ctx.db.transaction((tx) => answerStep(tx, ctx, { shopId, enrollmentId, stepId, value }));

test("who waits for an order goes on when it comes, and the step knows when it was", async () => {
  const id = await enrolled("ordered");
  const clicks = await enrolled("clicked");
  expect(await happened("ordered")).toEqual([{ name: "flow-timers", payload: {} }]);
  expect(await find(id)).toMatchObject({
    waitsFor: null,
    resumeAt: later(60_000),
    memory: { step: { at: later(30_000).toISOString() } },
  });
  expect(await find(clicks)).toMatchObject({ waitsFor: "clicked", resumeAt: later(DAY), memory: {} });
});

test("the same event a second time wakes no one", async () => {
  await enrolled("ordered");
  await happened("ordered");
  expect(await happened("ordered")).toEqual([]);
});

test("what happened before the walk began wakes no one", async () => {
  await enrolled("ordered");
  expect(await happened("ordered", later(-1))).toEqual([]);
});

test("an event that comes while a worker lets the person begin to wait for it is not missed", async () => {
  const id = await enrolled(null);
  const holding = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const worker = ctx.db.transaction(async (tx) => {
    await tx.prisma.enrollment.update({ where: { shopId_id: { shopId, id } }, data: { waitsFor: "ordered" } });
    holding.resolve();
    await release.promise;
  });
  await holding.promise;
  const waking = happened("ordered");
  await waitUntilBlocked();
  release.resolve();
  await worker;
  expect(await waking).toHaveLength(1);
  expect(await find(id)).toMatchObject({ waitsFor: null, memory: { step: { at: later(30_000).toISOString() } } });
});

test("an answer is kept, wakes the step that asked, and the first one counts", async () => {
  const id = await enrolled("answer");
  expect(await answered(id, "step", { code: "A" })).toEqual([{ name: "flow-timers", payload: {} }]);
  expect(await answered(id, "step", { code: "B" })).toEqual([]);
  expect(await find(id)).toMatchObject({ resumeAt: later(60_000), memory: { step: { code: "A" } } });
});

test("an answer to a step that the person has left is kept and wakes no one", async () => {
  const id = await enrolled(null, { stepId: "behind" });
  expect(await answered(id, "step", { code: "late" })).toEqual([]);
  expect(await find(id)).toMatchObject({ resumeAt: later(DAY), memory: { step: { code: "late" } } });
});

test("an answer that PostgreSQL would refuse is kept without the characters that it can't hold", async () => {
  const id = await enrolled("answer");
  await answered(id, "step", { code: "A\u0000\ud83d" });
  expect(await find(id)).toMatchObject({ memory: { step: { code: "A\ufffd" } } });
});

async function waitUntilBlocked(): Promise<void> {
  const blocked = {
    name: "",
    text: "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  };
  while ((await ctx.db.run(blocked, [])).length === 0);
}
