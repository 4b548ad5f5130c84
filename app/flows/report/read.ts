import { z } from "zod";
import type { Merchant } from "#app/authenticate";
import { lastDays } from "#domain/analytics/range";
import { flowReport } from "#domain/flows/report/report";
import { flowRequestCounts } from "#domain/flows/report/report-requests";
import { flowWalkers } from "#domain/flows/report/walkers";
import { walkerLine } from "./walker-line.ts";

const query = z.object({
  days: z.coerce
    .number()
    .pipe(z.union([z.literal(7), z.literal(30), z.literal(90)]))
    .catch(30),
  page: z.coerce.number().int().min(0).max(10_000).catch(0),
});

export type FlowReportData = NonNullable<Awaited<ReturnType<typeof readReport>>>;

/**
 * What became of everyone who entered a flow in the days that the address asks for: by step, and one by one. Null when
 * the flow isn't the shop's.
 */
export async function readReport({ shopId, shop, ctx }: Merchant, flowId: string, search: URLSearchParams) {
  const { days, page } = query.parse(Object.fromEntries(search));
  const now = ctx.clock.now();
  const { from } = lastDays(days, shop.timeZone ?? "UTC", now);
  const range = { from, to: new Date(now.getTime() + 1) };
  const [report, { walkers, hasMore }, requests] = await Promise.all([
    flowReport(ctx.db, shopId, flowId, range),
    flowWalkers(ctx.db, shopId, flowId, range, page),
    flowRequestCounts(ctx.db, shopId, flowId, range),
  ]);
  if (!report) return null;
  const isPaused = report.flow.state === "paused";
  const lines = walkers.map((walker) => walkerLine(walker, report.document, isPaused));
  return { ...report, requests, days, page, hasMore, walkers: lines };
}
