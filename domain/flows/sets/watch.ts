import type { FlowDocument } from "#domain/flows/definition/document";
import { entryRules } from "#domain/flows/definition/entry-rules";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { isTakenInSets, segmentOf } from "./registry.ts";

// Of another segment, the people who are in it already must be noted first.
const startWatch = statement(
  "watch-trigger",
  `INSERT INTO trigger_watches AS w (shop_id, flow_id, segment_id, since, watermark, due_at) VALUES ($1, $2, $3, $4, $4, $4)
   ON CONFLICT (shop_id, flow_id) DO UPDATE
   SET due_at = excluded.due_at, pass_until = NULL, cursor = NULL, trouble = NULL, segment_id = excluded.segment_id,
       is_seeded = w.is_seeded AND w.segment_id IS NOT DISTINCT FROM excluded.segment_id`,
);

/**
 * From now on, people enter this flow as time passes or as a segment changes, if its trigger is one of those. Called when a
 * version is published, by the transaction that has locked the flow. Returns the jobs owed after the commit.
 */
export async function watchTrigger(
  tx: Sql,
  flow: { shopId: string; flowId: string; document: FlowDocument },
  now: Date,
): Promise<Job[]> {
  const { shopId, flowId, document } = flow;
  if (!isTakenInSets(document.trigger.kind)) return [];
  await tx.run(startWatch, [shopId, flowId, segmentOf(entryRules(document.trigger).settings), now]);
  return [{ name: "flow-entries", payload: { shopId, flowId } }];
}
