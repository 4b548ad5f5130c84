import type { FlowDocument } from "#domain/flows/definition/document";
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
    const begun = await begunBy(tx, items);
    const versions = await loadVersions(tx, items);
    const starts = items.flatMap((item) => {
      const { flowId } = startFlowConfig.parse(item.config);
      const walk = begun.get(item.enrollmentId);
      const version = versions.get(item.versionId);
      return flowId !== null && walk && version ? [startOf(item, flowId, walk, version.document.purpose)] : [];
    });
    const entered = await enterNamedFlows(tx, ctx, starts);
    return { jobs: entered.length > 0 ? [{ name: "flow-timers", payload: {} }] : [] };
  },
};

async function begunBy(tx: Sql, items: ActionItem[]): Promise<Map<string, Begun>> {
  const t = columnsOf(items, { shop_id: (it) => it.shopId, id: (it) => it.enrollmentId });
  const rows = await tx.run<Begun>(...batch(readBegun, { t }));
  return new Map(rows.map((row) => [row.id, row]));
}

function startOf(
  { shopId, enrollmentId, stepId, subscriberId, at }: ActionItem,
  flowId: string,
  { about, event }: Begun,
  purpose: FlowDocument["purpose"],
): FlowStart {
  const subject = `start:${enrollmentId}:${stepId}`;
  // Order texts need no consent to marketing: a flow of marketing texts can't start them.
  const purposes = purpose === "transactional" ? (["marketing", "transactional"] as const) : (["marketing"] as const);
  return { shopId, flowId, purposes, subject, about, subscriberId, at, since: at, ...(event && { event }) };
}
