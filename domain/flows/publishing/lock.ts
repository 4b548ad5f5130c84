import { notFoundError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

export interface FlowRow {
  id: string;
  name: string;
  state: "draft" | "live" | "paused";
  liveVersionId: string | null;
  draft: unknown;
  /** Of the shop: minutes after midnight. */
  textingStartsMinute: number;
  textingEndsMinute: number;
  /** Of the shop, as the column has them. */
  snippets: unknown;
}

const lock = statement(
  "lock-flow",
  `SELECT f.id, f.name, f.state, f.live_version_id AS "liveVersionId", f.draft,
          g.texting_starts_minute AS "textingStartsMinute", g.texting_ends_minute AS "textingEndsMinute", g.snippets
   FROM flows f JOIN shop_settings g ON g.shop_id = f.shop_id
   WHERE f.shop_id = $1 AND f.id = $2 AND f.deleted_at IS NULL FOR UPDATE OF f`,
);

/** The flow, locked until the transaction ends. Throws a UserError if the shop has no such flow or has deleted it. */
export async function lockFlow(tx: Sql, shopId: string, flowId: string): Promise<FlowRow> {
  const [flow] = await tx.run<FlowRow>(lock, [shopId, flowId]);
  if (!flow) throw notFoundError("flow");
  return flow;
}
