import type { Sql } from "#platform/db";
import { statementFile } from "#platform/statement";
import type { ConsentDecision } from "./record.ts";

const settle = statementFile(import.meta.url, "./settle-requests.sql");

/**
 * Ends the open questions of those who decide: a yes by text, in time, confirms; a no withdraws. Returns whether a decision
 * was such a confirmation. The people are locked by the caller. A batch without such decisions asks nothing of the database.
 */
export async function confirmRequests(
  tx: Sql,
  decisions: ConsentDecision[],
  now: Date,
): Promise<(decision: ConsentDecision) => boolean> {
  const settling = decisions.filter(settles);
  if (settling.length === 0) return () => false;
  const rows = await tx.run<{ shopId: string; subscriberId: string; at: Date }>(settle, [
    settling.map((it) => it.shopId),
    settling.map((it) => it.subscriberId),
    settling.map((it) => it.state === "subscribed"),
    settling.map((it) => it.occurredAt),
    now,
  ]);
  const confirmed = new Set(rows.map((row) => `${row.shopId} ${row.subscriberId} ${row.at.getTime()}`));
  return (it) => settles(it) && confirmed.has(`${it.shopId} ${it.subscriberId} ${it.occurredAt.getTime()}`);
}

function settles({ state, source }: Pick<ConsentDecision, "state" | "source">): boolean {
  return state === "unsubscribed" || (state === "subscribed" && source === "inbound-text");
}
