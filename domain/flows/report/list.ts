import { monthOf } from "#domain/messages/month";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { describeFlow } from "./describe-flow.ts";

/** A flow as the flows page lists it. Counts are of the last 30 days, but for those inside now. */
export interface ListedFlow {
  id: string;
  preset: string | null;
  name: string;
  /** One sentence: what it is for. */
  describe: string;
  state: "draft" | "live" | "paused";
  /** People on their way through it now. */
  inside: number;
  /** Texts taken by the provider, and not failed since. */
  sent: number;
  /** Reported by the carrier as on the phone. */
  delivered: number;
  /** Texts whose link was tapped. */
  clicked: number;
  orders: number;
  /** Refunds taken off; millionths of the store's currency. */
  revenueMicros: number;
}

export const LISTED_DAYS = 30;

const readFlowList = statementFile(import.meta.url, "./list.sql");

/** Every flow of a shop, in the order they were made. */
export async function listFlows(db: Sql, shopId: string, now: Date): Promise<ListedFlow[]> {
  const since = new Date(now.getTime() - LISTED_DAYS * 86_400_000);
  const rows = await db.run<Omit<ListedFlow, "describe"> & { triggerKind: string }>(readFlowList, [
    shopId,
    since,
    monthOf(since),
  ]);
  return rows.map(({ triggerKind, ...row }) => ({ ...row, describe: describeFlow(row.preset, triggerKind) }));
}
