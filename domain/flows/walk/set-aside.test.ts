import { Prisma } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { needsAttention } from "#domain/operations/attention";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { manySubscribers } from "../../../test/factories/many-subscribers.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { advanceEnrollments } from "./advance.ts";

const ctx = aContext();
const { db } = ctx;
const MINUTE = 60_000;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;

beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
  ({ id: shopId } = await aShop(db));
  await aSender(db, { shopId });
});

type Purpose = "marketing" | "transactional";

const HOUR = 60 * MINUTE;
const text = { id: "text", type: "send", config: { text: "Hi {{ customer.first_name }}" }, arms: {} };

/** People who have waited for an event in vain, and whose timers came due `ago` milliseconds ago. */
async function dueAtWait(count: number, ago: number, purpose: Purpose = "marketing"): Promise<string[]> {
  const kind = purpose === "marketing" ? "segment-entered" : "order-placed";
  const config = { event: "custom", name: "quiz", minutes: 60 };
  const steps = [{ id: "await", type: "wait-for-event", config, arms: { happened: [], "timed-out": [text] } }];
  const document = parseDocument({ purpose, trigger: { kind }, steps });
  const flow = await aLiveFlow(db, { shopId, preset: null, name: `${purpose} flow`, document });
  const people = await manySubscribers(db, shopId, count);
  const ids = people.map(() => newId());
  const waitingSince = later(-ago - HOUR);
  await db.prisma.enrollment.createMany({
    data: people.map((subscriberId, index) => ({
      ...{ shopId, id: ids[index] ?? "", flowId: flow.id, versionId: flow.liveVersionId ?? "", subscriberId },
      ...{ subject: newId(), state: "waiting", stepId: "await", isTransactional: purpose === "transactional" },
      ...{ waitsFor: "custom:quiz", waitingSince, resumeAt: later(-ago), startedAt: waitingSince },
    })),
  });
  return ids;
}

/** A memory that no step can read. */
const poison = (enrollmentIds: string[]) =>
  db.prisma.enrollment.updateMany({
    where: { shopId, id: { in: enrollmentIds } },
    data: { memory: Prisma.JsonNull },
  });

const standing = () => db.prisma.enrollment.findMany({ where: { shopId }, orderBy: { id: "asc" } });
const finished = async (ids?: string[]) =>
  db.prisma.enrollment.count({ where: { shopId, state: "finished", ...(ids ? { id: { in: ids } } : {}) } });

test("one whose step throws is set aside and tried again later, and the others go on", async () => {
  const ids = await dueAtWait(40, MINUTE);
  const [bad = ""] = ids.slice(17);
  await poison([bad]);
  while (await advanceEnrollments(ctx));
  expect(await finished()).toBe(39);
  const aside = () => db.prisma.enrollment.findUniqueOrThrow({ where: { shopId_id: { shopId, id: bad } } });
  expect(await aside()).toMatchObject({ state: "waiting", stepId: "await", failures: 1, resumeAt: later(MINUTE) });
  expect((await aside()).trouble).not.toBeNull();
  expect(await needsAttention(db, shopId, ctx.clock.now())).toMatchObject([{ kind: "flow-set-aside" }]);

  ctx.clock.set(later(MINUTE));
  while (await advanceEnrollments(ctx));
  expect(await aside()).toMatchObject({ failures: 2, resumeAt: later(5 * MINUTE) });

  await db.prisma.enrollment.updateMany({ where: { shopId, id: bad }, data: { memory: {} } });
  ctx.clock.set(later(5 * MINUTE));
  while (await advanceEnrollments(ctx));
  expect(await aside()).toMatchObject({ failures: 0, trouble: null });
  expect(await finished()).toBe(40);
  expect(await needsAttention(db, shopId, ctx.clock.now())).toEqual([]);
});

test("a flow in which everyone fails doesn’t hold up the others", async () => {
  await poison(await dueAtWait(200, 2 * MINUTE));
  const others = await dueAtWait(5, MINUTE);
  await advanceEnrollments(ctx);
  expect(await finished(others)).toBe(others.length);
  // Untried: the search was given up.
  const untried = (await standing()).filter((it) => it.failures === 0 && it.state === "waiting");
  expect(untried.length).toBeGreaterThan(150);
  expect(untried.every((it) => it.resumeAt?.getTime() === later(5 * MINUTE).getTime())).toBe(true);
});

test("a database that is away sets no one aside", async () => {
  await dueAtWait(3, MINUTE);
  const away = Object.assign(new Error("terminating connection"), { code: "57P01" });
  const broken = {
    ...db,
    transaction: (work: (tx: never) => Promise<unknown>) =>
      db.transaction(async (tx) => {
        await work(tx as never);
        throw away;
      }),
  };
  await expect(advanceEnrollments({ ...ctx, db: broken as typeof db })).rejects.toThrow("terminating");
  expect((await standing()).every((it) => it.failures === 0 && it.trouble === null)).toBe(true);
});

test("timers of transactional flows come before those of marketing flows that have been due for longer", async () => {
  await dueAtWait(1_200, 2 * MINUTE);
  const orders = await dueAtWait(3, 1_000, "transactional");
  await advanceEnrollments(ctx);
  expect(await finished(orders)).toBe(orders.length);
  expect(await finished()).toBe(500);
});
