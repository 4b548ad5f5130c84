import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { ConsentSource, ConsentState } from "./decision.ts";

/** A decision, as far as it may end a question. */
interface Ending {
  shopId: string;
  subscriberId: string;
  state: ConsentState;
  source: ConsentSource;
  occurredAt: Date;
}

const settle = statementFile(import.meta.url, "./settle-requests.sql");

/**
 * Ends the open questions of those who decide: a yes by text, in time, confirms; a no withdraws. Returns whether a decision
 * was such a confirmation. The people are locked by the caller. A batch without such decisions asks nothing of the database.
 */
export async function confirmRequests(tx: Sql, decisions: Ending[], now: Date): Promise<(decision: Ending) => boolean> {
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

function settles({ state, source }: Pick<Ending, "state" | "source">): boolean {
  return state === "unsubscribed" || (state === "subscribed" && source === "inbound-text");
}
