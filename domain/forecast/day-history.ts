import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

export interface HistoryCount {
  kind: "order" | "cart" | "campaign" | "stop" | "help" | "talk";
  shopId: string;
  /** Beginning of the minute or hour. */
  at: Date;
  /** Of a campaign, its recipients. */
  count: number;
}

export interface HistoryQuestion {
  from: Date;
  until: Date;
  /** All shops when null. */
  shopId: string | null;
  by: "minute" | "hour";
}

const dayHistory = statementFile(import.meta.url, "./day-history.sql");

/** What happened from one moment to another: numbers only, by shop. Reads orders and checkouts from end to end. */
export function readDayHistory(sql: Sql, { from, until, shopId, by }: HistoryQuestion): Promise<HistoryCount[]> {
  return sql.run<HistoryCount>(dayHistory, [from, until, shopId, by]);
}
