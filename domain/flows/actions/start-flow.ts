import { publishedFlows } from "#domain/flows/publishing/live-flows";
import { loadVersions } from "#domain/flows/publishing/versions";
import { startFlowConfig } from "#domain/flows/steps/start-flow";
import { enterNamedFlows, type FlowStart } from "#domain/flows/walk/enter";
import type { EventDetails } from "#domain/flows/walk/entry";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Action, ActionItem } from "./action.ts";

interface Begun {
  id: string;
  about: string;
  event: EventDetails | null;
}

const readBegun = statement(
  "events-of-walks",
  `SELECT e.id, coalesce(e.about, e.subject) AS about, e.event
   FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id) JOIN enrollments e ON e.shop_id = t.shop_id AND e.id = t.id`,
);

/**
 * Starts the flow for each person, about the same order or cart and with the same event; the first steps are taken by the next job. A
 * flow that isn't published, or is another shop's, starts none.
 */
export const startFlowAction: Action = {
  holdsPeople: true,
  async run(tx, ctx, items) {
    const mayStart = await permitted(tx, items);
    const begun = await begunBy(tx, items);
    const starts = items.flatMap((item) => {
      const { flowId } = startFlowConfig.parse(item.config);
      const walk = begun.get(item.enrollmentId);
      return flowId !== null && walk && mayStart(item, flowId) ? [startOf(item, flowId, walk)] : [];
    });
    const entered = await enterNamedFlows(tx, ctx, starts);
    return { jobs: entered.length > 0 ? [{ name: "flow-timers", payload: {} }] : [] };
  },
};

/** Order texts need no consent to marketing: a flow of marketing texts can't start them. */
async function permitted(tx: Sql, items: ActionItem[]): Promise<(item: ActionItem, flowId: string) => boolean> {
  const versions = await loadVersions(tx, items);
  const flows = await publishedFlows(
    tx,
    items.map((it) => it.shopId),
  );
  const purposes = new Map(flows.map(({ id, version }) => [id, version.document.purpose]));
  return ({ versionId }, flowId) =>
    purposes.get(flowId) === "marketing" || versions.get(versionId)?.document.purpose === "transactional";
}

async function begunBy(tx: Sql, items: ActionItem[]): Promise<Map<string, Begun>> {
  const t = columnsOf(items, { shop_id: (it) => it.shopId, id: (it) => it.enrollmentId });
  const rows = await tx.run<Begun>(...batch(readBegun, { t }));
  return new Map(rows.map((row) => [row.id, row]));
}

function startOf(
  { shopId, enrollmentId, stepId, subscriberId, at }: ActionItem,
  flowId: string,
  { about, event }: Begun,
): FlowStart {
  const subject = `start:${enrollmentId}:${stepId}`;
  return { shopId, flowId, subject, about, subscriberId, at, since: at, ...(event && { event }) };
}
