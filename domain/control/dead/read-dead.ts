import type { IntakeKind } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { narrowDead, type WhichDead } from "./which-dead.ts";

/** A delivery that failed ten times. What was delivered is left out: it is about people. */
export interface DeadDelivery {
  id: string;
  /** The nil UUID when it names no shop of ours. */
  shopId: string;
  shopDomain: string | null;
  kind: IntakeKind;
  source: string;
  topic: string;
  reason: string | null;
  attempts: number;
  /** ISO, both. */
  receivedAt: string;
  failedAt: string | null;
}

export interface DeadDeliveries {
  /** How many there are, by kind. */
  counts: Partial<Record<IntakeKind, number>>;
  /** Newest first. */
  deliveries: DeadDelivery[];
}

const MOST_READ = 100;

const list = statementFile(import.meta.url, "./dead-deliveries.sql");
const count = statement("count-dead-deliveries", "SELECT kind, count(*) AS count FROM dead_deliveries GROUP BY kind");

type Row = Omit<DeadDelivery, "receivedAt" | "failedAt"> & { receivedAt: Date; failedAt: Date | null };

/** The dead deliveries that fit, newest first; `after` is the last one that was read. */
export async function readDeadDeliveries(
  sql: Sql,
  which: Omit<WhichDead, "ids"> & { after?: Pick<DeadDelivery, "receivedAt" | "id">; limit?: number } = {},
): Promise<DeadDeliveries> {
  const { after, limit = MOST_READ } = which;
  const asked = [...(await narrowDead(sql, which)), after?.receivedAt ?? null, after?.id ?? null];
  const [rows, counts] = await Promise.all([
    sql.run<Row>(list, [...asked, Math.min(limit, MOST_READ)]),
    sql.run<{ kind: IntakeKind; count: number }>(count),
  ]);
  return {
    counts: Object.fromEntries(counts.map((row) => [row.kind, row.count])),
    deliveries: rows.map((row) => ({
      ...row,
      receivedAt: row.receivedAt.toISOString(),
      failedAt: row.failedAt?.toISOString() ?? null,
    })),
  };
}
