import { PARKED } from "#domain/messages/waiting";
import type { Db } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { inReportTime } from "./in-report-time.ts";
import { type FlowReport, firstMonth } from "./report.ts";
import type { Entered } from "./report-range.ts";
import { isAmong, textFilter, type Who } from "./who.ts";

/** One person's walk as the report lists it. */
export interface Walker {
  enrollmentId: string;
  subscriberId: string;
  firstName: string | null;
  lastName: string | null;
  /** E.164; null once erased. */
  phone: string | null;
  startedAt: Date;
  state: "waiting" | "finished" | "exited";
  /** The step that comes next, or would have. */
  stepId: string | null;
  /** When they go on; null unless they wait, and while a pause holds them. */
  resumeAt: Date | null;
  /** Key of leave.ts. */
  exitedBecause: string | null;
  /** Their latest text of this walk; of a list about one step's texts, that text. */
  textState: string | null;
  textReason: string | null;
}

const PAGE = 25;

const readWalkers = statementFile(import.meta.url, "./walkers.sql");

/**
 * A page (from 0) of the people who entered a flow in a range, newest first: everyone, or those behind one of
 * the report's numbers. The list is chosen from the same rows that the number was added up from.
 */
export async function flowWalkers(
  db: Db,
  shopId: string,
  report: Pick<FlowReport, "flow" | "walks" | "optedOut">,
  { from, to }: Entered,
  who: Who,
  page: number,
): Promise<{ walkers: Walker[]; hasMore: boolean }> {
  const among = report.walks.filter((walk) => isAmong(walk, who));
  const text = textFilter(who);
  const asked = [
    ...[shopId, report.flow.id, from, to, PAGE + 1, page * PAGE, PARKED, firstMonth(from)],
    among.length === report.walks.length ? null : among.map(({ key }) => key),
    ...[text ? who.stepId : null, text?.states ?? null, text?.notStates ?? []],
    ...[text?.reason ?? null, text?.isClicked ?? false, text?.isOrdered ?? false],
    who.show === "opted-out" ? (report.optedOut.get(who.stepId ?? "") ?? []) : null,
  ];
  const rows = await inReportTime(db, (tx) => tx.run<Walker>(readWalkers, asked));
  return { walkers: rows.slice(0, PAGE), hasMore: rows.length > PAGE };
}
