import type { MessageClass } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

/** Of one lane so many texts are counted; there may be more. */
const MOST_OF_LANE = 10_000;

/** Texts of a shop and class that may leave now. */
export interface Backlog {
  shopId: string;
  class: MessageClass;
  /** At least so many. */
  texts: number;
  isMore: boolean;
  /** The oldest has been due since then (business time). */
  since: Date;
  /** All sending of the shop is stopped. */
  isStopped: boolean;
}

const backlog = statementFile(import.meta.url, "./backlog.sql");

/** What may leave now and has not, of all shops. Costs a probe of an index for each lane. */
export function readBacklog(sql: Sql, now: Date): Promise<Backlog[]> {
  return sql.run<Backlog>(backlog, [now, MOST_OF_LANE]);
}
