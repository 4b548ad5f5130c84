import { batch, columnsOf } from "#platform/sql/batch";
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

const close = statementFile(import.meta.url, "./close-requests.sql");

/**
 * Ends the open questions of those who decide: a yes by text, in time, confirms; a no withdraws. Returns whether a decision
 * was such a confirmation. The people are locked by the caller. A batch without such decisions asks nothing of the database.
 */
export async function confirmRequests(tx: Sql, decisions: Ending[], now: Date): Promise<(decision: Ending) => boolean> {
  const closing = decisions.filter(closesRequest);
  if (closing.length === 0) return () => false;
  const rows = await tx.run<{ shopId: string; subscriberId: string; at: Date }>(
    ...batch(
      close,
      {
        t: columnsOf(closing, {
          shop_id: (it) => it.shopId,
          subscriber_id: (it) => it.subscriberId,
          is_yes: (it) => it.state === "subscribed",
          at: (it) => it.occurredAt,
        }),
      },
      [now],
    ),
  );
  const confirmed = new Set(rows.map((row) => `${row.shopId} ${row.subscriberId} ${row.at.getTime()}`));
  return (it) => closesRequest(it) && confirmed.has(`${it.shopId} ${it.subscriberId} ${it.occurredAt.getTime()}`);
}

function closesRequest({ state, source }: Pick<Ending, "state" | "source">): boolean {
  return state === "unsubscribed" || (state === "subscribed" && source === "inbound-text");
}
