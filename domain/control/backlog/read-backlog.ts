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

const underWay = new WeakMap<Sql, Promise<Backlog[]>>();

/**
 * What may leave now and has not, of all shops. Costs a probe of an index for each lane, and the chunks of campaigns under way.
 * Those who ask while a read is under way share it, so that many open pages cost as much as one.
 */
export function readBacklog(sql: Sql, now: Date): Promise<Backlog[]> {
  const known = underWay.get(sql);
  if (known) return known;
  const reading = sql.run<Backlog>(backlog, [now, MOST_OF_LANE]).finally(() => underWay.delete(sql));
  underWay.set(sql, reading);
  return reading;
}
