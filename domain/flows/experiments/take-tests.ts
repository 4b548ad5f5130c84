import type { Prisma } from "@prisma/client";
import type { Context } from "#domain/context";
import { loadVersions } from "#domain/flows/publishing/versions";
import type { Due } from "#domain/jobs";
import { upToDate } from "#domain/segments/replica";
import { decideTest, type Verdict } from "./decide.ts";
import { readCountsOf, readFigures, type TestName } from "./read-figures.ts";
import { testsOf } from "./tests-of.ts";
import type { TextTest } from "./text-test.ts";

type TestContext = Pick<Context, "db" | "clock" | "replica">;

const MINUTE_MS = 60_000;
/** A worker that ends in the middle has its look repeated after this. */
const LEASE_MS = 2 * MINUTE_MS;
const SOONEST_MS = 5 * MINUTE_MS;
/** A look that takes a second is made again after at least this many. */
const REST = 60;
const AFTER_TROUBLE_MS = 60 * MINUTE_MS;

/** When the sweep adds the job. */
export const dueTests: Due<"text-tests"> = {
  records: `SELECT DISTINCT t.shop_id, t.flow_id AS id
    FROM (SELECT shop_id, flow_id FROM text_tests WHERE look_at <= $1 ORDER BY look_at LIMIT 100) AS t
    JOIN shops h ON h.id = t.shop_id AND h.uninstalled_at IS NULL`,
  payloadKey: "flowId",
};

/**
 * Looks for winners of a flow's A/B tests whose turn it is, and keeps them: from the next claim on, everyone gets the winner. Two
 * workers that look at once, or one that is killed and repeated, decide once: a test that has a winner, or whose merchant chose
 * meanwhile, is left as it is. Reads the replica when there is one, with a bound on its time.
 */
export async function takeTests(ctx: TestContext, shopId: string, flowId: string): Promise<void> {
  const now = ctx.clock.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const due = await ctx.db.prisma.textTest.updateManyAndReturn({
    where: { shopId, flowId, lookAt: { lte: now } },
    data: { lookAt: until },
    select: { stepId: true, key: true, startedAt: true },
  });
  if (due.length === 0) return;
  const tests = await liveTests(ctx, shopId, flowId);
  for (const { startedAt, ...step } of due) {
    const name = { shopId, flowId, ...step };
    const test = tests.find(({ stepId, key }) => stepId === step.stepId && key === step.key)?.test;
    await keep(ctx, name, until, test ? await look(ctx, name, test, startedAt) : { lookAt: null });
  }
}

async function liveTests({ db }: TestContext, shopId: string, flowId: string): Promise<ReturnType<typeof testsOf>> {
  const where = { shopId, id: flowId, deletedAt: null };
  const flow = await db.prisma.flow.findFirst({ where, select: { liveVersionId: true } });
  if (!flow?.liveVersionId) return [];
  const version = (await loadVersions(db, [{ shopId, versionId: flow.liveVersionId }])).get(flow.liveVersionId);
  return version ? testsOf(version.document) : [];
}

async function look(
  ctx: TestContext,
  name: TestName,
  test: TextTest,
  startedAt: Date,
): Promise<Prisma.TextTestUpdateManyMutationInput> {
  if (!test.winner) return { lookAt: null };
  const began = performance.now();
  const at = ctx.clock.now();
  const verdict = await verdictOn(ctx, name, test, startedAt);
  if (verdict?.kind === "won") {
    const { winner, evidence } = verdict;
    return { winner, decidedBy: "rule", decidedAt: at, evidence: { ...evidence }, lookAt: null };
  }
  const restMs = verdict ? Math.max(SOONEST_MS, REST * (performance.now() - began)) : AFTER_TROUBLE_MS;
  return { lookAt: new Date(at.getTime() + restMs) };
}

/** Null: the figures took too long. */
async function verdictOn(ctx: TestContext, name: TestName, test: TextTest, startedAt: Date): Promise<Verdict | null> {
  if (!test.winner) return { kind: "open" };
  const db = await upToDate(ctx);
  const counts = await readCountsOf(db, name, startedAt);
  const figures = counts && (await readFigures(db, name, test.winner.by, counts));
  return figures && decideTest(test, test.winner, figures);
}

/** Only while the lease holds: publishing, choosing and undoing a winner set another time to look. */
async function keep(
  { db }: TestContext,
  name: TestName,
  until: Date,
  data: Prisma.TextTestUpdateManyMutationInput,
): Promise<void> {
  await db.prisma.textTest.updateMany({ where: { ...name, lookAt: until, winner: null }, data });
}
