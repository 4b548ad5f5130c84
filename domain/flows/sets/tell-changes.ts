import type { Context } from "#domain/context";
import { publishedFlows } from "#domain/flows/publishing/live-flows";
import type { Job } from "#domain/jobs";
import type { VariantChange } from "#domain/products/apply-answer";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const wake = statement(
  "wake-watches",
  `UPDATE trigger_watches w SET due_at = least(w.due_at, $3::timestamptz)
   FROM (SELECT flow_id FROM trigger_watches WHERE shop_id = $1 AND flow_id = ANY($2::uuid[]) ORDER BY flow_id FOR UPDATE) h
   WHERE w.shop_id = $1 AND w.flow_id = h.flow_id`,
);

const TRIGGERS = { restock: "back-in-stock", "price-drop": "price-drop" } as const;

/**
 * Variants came back or got cheaper: the flows with such a trigger look for the people. Returns the jobs owed after the commit.
 */
export async function tellChanges(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  changes: VariantChange[],
): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const [shopId, ofShop] of Map.groupBy(changes, (it) => it.shopId)) {
    const kinds = new Set<string>(ofShop.map(({ kind }) => TRIGGERS[kind]));
    const flows = await publishedFlows(tx, [shopId]);
    const ids = flows.filter(({ version }) => kinds.has(version.document.trigger.kind)).map(({ id }) => id);
    if (ids.length === 0) continue;
    await tx.run(wake, [shopId, ids, clock.now()]);
    jobs.push(...ids.map((flowId): Job => ({ name: "flow-entries", payload: { shopId, flowId } })));
  }
  return jobs;
}
