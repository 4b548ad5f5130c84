import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { monthOf } from "#domain/messages/month";
import type { Db } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { type FlowCounts, type FlowTotals, flowCounts, type TextRow, type WalkRow } from "./report-counts.ts";

export interface FlowReport extends FlowCounts {
  flow: { id: string; name: string; state: "draft" | "live" | "paused" };
  /** What the picture shows: the live version's document, or the draft before the first. */
  document: FlowDocument;
  totals: FlowTotals;
}

const readWalks = statement(
  "flow-report-walks",
  `SELECT state, step_id AS "stepId", exited_because AS because, count(*) AS count FROM enrollments
   WHERE shop_id = $1 AND flow_id = $2 AND started_at >= $3 AND started_at < $4
   GROUP BY state, step_id, exited_because`,
);

const readTexts = statementFile(import.meta.url, "./report-texts.sql");

/**
 * What became of everyone who entered a flow in a range, whichever version they walked: steps keep their ids through
 * versions. Null when the flow isn't the shop's.
 */
export async function flowReport(
  db: Db,
  shopId: string,
  flowId: string,
  { from, to }: { from: Date; to: Date },
): Promise<FlowReport | null> {
  const flow = await db.prisma.flow.findUnique({ where: { shopId_id: { shopId, id: flowId } } });
  if (!flow || flow.deletedAt) return null;
  const [version, walks, texts] = await Promise.all([
    flow.liveVersionId &&
      db.prisma.flowVersion.findUnique({ where: { shopId_id: { shopId, id: flow.liveVersionId } } }),
    db.run<WalkRow>(readWalks, [shopId, flowId, from, to]),
    db.run<TextRow>(readTexts, [shopId, flowId, from, to, monthOf(from)]),
  ]);
  const document = parseDocument(version ? version.document : flow.draft);
  return {
    flow: { id: flowId, name: flow.name, state: flow.state as FlowReport["flow"]["state"] }, // only the verbs write it
    document,
    ...flowCounts(document, walks, texts),
  };
}
