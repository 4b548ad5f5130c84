import { everyStep, type FlowDocument, parseDocument, type Step } from "#domain/flows/definition/document";
import { loadVersions } from "#domain/flows/publishing/versions";
import { monthOf } from "#domain/messages/month";
import type { Db } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { stepsOfVersions } from "./earlier-steps.ts";
import { inReportTime } from "./in-report-time.ts";
import { type Earned, type FlowCounts, flowCounts, type TextRow } from "./report-counts.ts";
import type { Entered } from "./report-range.ts";
import { readWalks, type Walk, walksOf } from "./report-walks.ts";

/** What a report is about. */
export interface ReportedFlow {
  flow: { id: string; name: string; state: "draft" | "live" | "paused" };
  /** What the picture shows: the live version's document, or the draft before the first. */
  document: FlowDocument;
}

export interface FlowReport extends FlowCounts, ReportedFlow {
  /**
   * Steps of earlier versions that the document no longer has and that people took or were texted by. Null: it
   * can't be read any more.
   */
  earlier: { id: string; step: Step | null }[];
  /** What the numbers of people were added up from: the lists behind them are read by it (walkers.ts). */
  walks: Walk[];
  /** The enrollments after whose texts people opted out, by step. */
  optedOut: Map<string, string[]>;
}

const readTexts = statementFile(import.meta.url, "./report-texts.sql");
const readOrders = statementFile(import.meta.url, "./report-orders.sql");
const readOptOuts = statementFile(import.meta.url, "./report-opt-outs.sql");

/** The flow alone, without its numbers. Null when the flow isn't the shop's. */
export async function findReportedFlow(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  flowId: string,
): Promise<ReportedFlow | null> {
  const flow = await prisma.flow.findUnique({ where: { shopId_id: { shopId, id: flowId } } });
  if (!flow || flow.deletedAt) return null;
  const { name, liveVersionId } = flow;
  const version =
    liveVersionId && (await prisma.flowVersion.findUnique({ where: { shopId_id: { shopId, id: liveVersionId } } }));
  return {
    flow: { id: flowId, name, state: flow.state as ReportedFlow["flow"]["state"] }, // only the verbs write it
    document: parseDocument(version ? version.document : flow.draft),
  };
}

/**
 * What became of everyone who entered a flow in a range, whichever version they walked: steps keep their ids through
 * versions. Null when the flow isn't the shop's.
 */
export async function flowReport(
  db: Db,
  shopId: string,
  flowId: string,
  { from, to }: Entered,
): Promise<FlowReport | null> {
  const reported = await findReportedFlow(db, shopId, flowId);
  if (!reported) return null;
  const { document } = reported;
  const asked = [shopId, flowId, from, to];
  const { rows, texts, orders, optOuts } = await inReportTime(db, async (tx) => ({
    rows: await readWalks(tx, shopId, flowId, { from, to }),
    texts: await tx.run<TextRow>(readTexts, [...asked, firstMonth(from)]),
    orders: await tx.run<Omit<Earned, "optedOut"> & { stepId: string }>(readOrders, asked),
    optOuts: await tx.run<{ stepId: string; enrollmentIds: string[] }>(readOptOuts, asked),
  }));
  const versions = await loadVersions(
    db,
    rows.map(({ versionId }) => ({ shopId, versionId })),
  );
  const walks = walksOf(rows, new Map([...versions].map(([id, it]) => [id, it.document])));
  const optedOut = new Map(optOuts.map(({ stepId, enrollmentIds }) => [stepId, enrollmentIds]));
  const earned = orders.map(({ stepId, ...it }): [string, Earned] => [stepId, { ...it, optedOut: 0 }]);
  const earnedBy = new Map(earned);
  for (const { stepId, enrollmentIds } of optOuts)
    earnedBy.set(stepId, { orders: 0, revenueMicros: 0, ...earnedBy.get(stepId), optedOut: enrollmentIds.length });
  const counts = flowCounts(document, walks, texts, earnedBy);
  const own = new Set(everyStep(document.steps).map(({ id }) => id));
  const gone = Object.keys(counts.steps).filter((id) => !own.has(id));
  return { ...reported, ...counts, earlier: await stepsOfVersions(db, shopId, flowId, gone), walks, optedOut };
}

/** The store's clock may be ahead of ours: a text may be of the month before its person's entry. */
export function firstMonth(from: Date): string {
  return monthOf(new Date(from.getTime() - 86_400_000));
}
