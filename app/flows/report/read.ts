import type { Merchant } from "#app/authenticate";
import { later } from "#app/later";
import { inTurn, type Turns } from "#app/request-limits";
import { readVariants } from "#domain/flows/experiments/read-variants";
import { findReportedFlow, flowReport, type ReportedFlow } from "#domain/flows/report/report";
import { type ReportRange, reportRange } from "#domain/flows/report/report-range";
import { flowRequestCounts } from "#domain/flows/report/report-requests";
import { flowWalkers } from "#domain/flows/report/walkers";
import { UserError } from "#domain/user-error";
import { type Listing, readListing } from "./listing.ts";
import { walkerLine } from "./walker-line.ts";

export type FlowReportData = NonNullable<Awaited<ReturnType<typeof readReport>>>;
export type ReportNumbers = Awaited<FlowReportData["numbers"]>;

/**
 * A flow's steps, and what became of those who entered it in the days that the address asks for: by step, and one by one. Null when the
 * flow isn't the shop's.
 */
export async function readReport(who: Merchant, turns: Turns, flowId: string, search: URLSearchParams) {
  const found = await findReportedFlow(who.ctx.db, who.shopId, flowId);
  if (!found) return null;
  const { range, rangeError } = rangeIn(search, who.shop.timeZone ?? "UTC", who.ctx.clock.now());
  const listing = readListing(search);
  return {
    ...found,
    ...{ range: { period: range.period, days: range.days }, rangeError, listing },
    // Not awaited: the picture is shown while a million people are added up.
    numbers: later(inTurn(turns, who.shopId, () => readNumbers(who, found, range, listing))),
  };
}

/** An invalid range is replaced by the usual one, with an error for its field. */
function rangeIn(search: URLSearchParams, timeZone: string, now: Date) {
  try {
    return { range: reportRange(Object.fromEntries(search), timeZone, now), rangeError: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { range: reportRange({}, timeZone, now), rangeError: { field: error.field, message: error.message } };
  }
}

async function readNumbers(
  { shopId, ctx: { db } }: Merchant,
  { flow, document }: ReportedFlow,
  range: ReportRange,
  { who, page }: Listing,
) {
  // One after the other: a report takes one of the connections that all shops share.
  const report = await flowReport(db, shopId, flow.id, range);
  const requests = await flowRequestCounts(db, shopId, flow.id, range);
  const variants = await readVariants(db, shopId, flow.id);
  if (!report) throw new Error("The flow was deleted while its report was read.");
  const { walkers, hasMore } = await flowWalkers(db, shopId, report, range, who, page);
  const { totals, start, steps, earlier } = report;
  const isPaused = flow.state === "paused";
  return {
    totals,
    start,
    steps,
    earlier,
    requests,
    variants,
    hasMore,
    walkers: walkers.map((it) => walkerLine(it, document, isPaused)),
  };
}
