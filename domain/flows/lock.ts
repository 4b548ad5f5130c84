import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

export interface FlowRow {
  id: string;
  name: string;
  state: "draft" | "live" | "paused";
  liveVersionId: string | null;
  draft: unknown;
}

const lock = statement(
  "lock-flow",
  `SELECT id, name, state, live_version_id AS "liveVersionId", draft FROM flows WHERE shop_id = $1 AND id = $2 FOR UPDATE`,
);

/** The flow, which nobody else changes until the transaction ends. Throws a UserError when the shop has none such. */
export async function lockFlow(tx: Sql, shopId: string, flowId: string): Promise<FlowRow> {
  const [flow] = await tx.run<FlowRow>(lock, [shopId, flowId]);
  if (!flow) throw new UserError("flow-not-found", "This flow does not exist.");
  return flow;
}
