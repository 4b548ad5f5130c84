import type { Prisma } from "@prisma/client";
import type { Context } from "#domain/context";
import { loadVersions } from "#domain/flows/publishing/versions";
import type { Due } from "#domain/jobs";
import { upToDate } from "#domain/segments/replica";
import { statement } from "#platform/sql/statement";
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

/** When the sweep adds the job. By flow: one flow's many tests must not hide another's. */
export const dueTests: Due<"text-tests"> = {
  records: `SELECT t.shop_id, t.flow_id AS id FROM text_tests t JOIN shops h ON h.id = t.shop_id AND h.uninstalled_at IS NULL
    WHERE t.look_at <= $1 GROUP BY t.shop_id, t.flow_id ORDER BY min(t.look_at) LIMIT 100`,
  payloadKey: "flowId",
};

const lease = statement(
  "lease-text-test",
  `WITH next AS (
     SELECT step_id, key FROM text_tests WHERE shop_id = $1 AND flow_id = $2 AND look_at <= $3
     ORDER BY look_at LIMIT 1 FOR UPDATE SKIP LOCKED)
   UPDATE text_tests t SET look_at = $4 FROM next
   WHERE t.shop_id = $1 AND t.flow_id = $2 AND t.step_id = next.step_id AND t.key = next.key
   RETURNING t.step_id AS "stepId", t.key, t.started_at AS "startedAt"`,
);

/**
 * Looks for a winner of one of a flow's A/B tests, the one that is due longest, and keeps it: from the next claim
 * on, everyone gets the winner. Returns true when it looked: others may be due, and wait behind other flows' tests.
 * Two workers that look at once, or one that is killed and repeated, decide once: a test that has a winner, or
 * whose merchant chose meanwhile, is left as it is. Reads the replica when there is one, with a bound on its time.
 */
export async function takeTests(ctx: TestContext, shopId: string, flowId: string): Promise<boolean> {
  const now = ctx.clock.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const asked = [shopId, flowId, now, until];
  const [due] = await ctx.db.run<{ stepId: string; key: string; startedAt: Date }>(lease, asked);
  if (!due) return false;
  const { startedAt, ...step } = due;
  const tests = await liveTests(ctx, shopId, flowId);
  const test = tests.find(({ stepId, key }) => stepId === step.stepId && key === step.key)?.test;
  const name = { shopId, flowId, ...step };
  await keep(ctx, name, until, test ? await look(ctx, name, test, startedAt) : { lookAt: null });
  return true;
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
