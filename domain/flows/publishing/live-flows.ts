import type { TriggerKind } from "#domain/flows/triggers/registry";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { loadVersions, type Version } from "./versions.ts";

/** A flow that is live, or was until it was paused. */
export interface PublishedFlow {
  shopId: string;
  id: string;
  preset: string | null;
  state: "live" | "paused";
  /** Who comes in now walks this version. */
  version: Version;
  /** What happened before the flow was first published starts nothing. */
  firstPublishedAt: Date;
}

const readPublishedFlows = statement(
  "published-flows",
  `SELECT f.shop_id AS "shopId", f.id, f.preset, f.state, f.live_version_id AS "versionId", first.created_at AS "firstPublishedAt"
   FROM flows f
   JOIN flow_versions first ON first.shop_id = f.shop_id AND first.flow_id = f.id AND first.number = 1
   WHERE f.shop_id = ANY($1::uuid[]) AND f.state IN ('live', 'paused') AND f.live_version_id IS NOT NULL AND f.deleted_at IS NULL`,
);

/** The published flows of these shops. */
export async function publishedFlows(tx: Sql, shopIds: string[]): Promise<PublishedFlow[]> {
  const rows = await tx.run<Omit<PublishedFlow, "version"> & { versionId: string }>(readPublishedFlows, [
    [...new Set(shopIds)],
  ]);
  const versions = await loadVersions(tx, rows);
  return rows.flatMap(({ versionId, ...flow }) => {
    const version = versions.get(versionId);
    return version ? [{ ...flow, version }] : [];
  });
}

/**
 * Those of these shops that have a published flow with one of these triggers. For callers that must read
 * something to describe the event.
 */
export async function shopsListening(tx: Sql, kinds: readonly TriggerKind[], shopIds: string[]): Promise<Set<string>> {
  if (shopIds.length === 0) return new Set();
  const flows = await publishedFlows(tx, shopIds);
  return new Set(
    flows.filter(({ version }) => kinds.includes(version.document.trigger.kind)).map(({ shopId }) => shopId),
  );
}
