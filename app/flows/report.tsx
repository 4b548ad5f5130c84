import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { lastDays } from "#domain/analytics/range";
import { flowReport } from "#domain/flows/report";
import { flowWalkers } from "#domain/flows/walkers";
import { merchant } from "../authenticate.ts";
import { idIn, notFound } from "../not-found.ts";
import { useLive } from "../ui/use-live.ts";
import { ReportPage } from "./report/report-page.tsx";
import { walkerLine } from "./report/walker-line.ts";

const query = z.object({
  days: z.coerce
    .number()
    .pipe(z.union([z.literal(7), z.literal(30), z.literal(90)]))
    .catch(30),
  page: z.coerce.number().int().min(0).max(10_000).catch(0),
});

/** What became of everybody who entered a flow in the last days: by step, and one by one. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { shopId, shop, ctx } = await merchant(request, context);
  const flowId = idIn(params, "flowId");
  const { days, page } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const now = ctx.clock.now();
  const { from } = lastDays(days, shop.timeZone ?? "UTC", now);
  const range = { from, to: new Date(now.getTime() + 1) };
  const [report, { walkers, hasMore }] = await Promise.all([
    flowReport(ctx.db, shopId, flowId, range),
    flowWalkers(ctx.db, shopId, flowId, range, page),
  ]);
  if (!report) throw notFound();
  return {
    ...report,
    days,
    page,
    hasMore,
    walkers: walkers.map((walker) => walkerLine(walker, report.document, report.flow.state === "paused")),
  };
}

export type FlowReportData = Awaited<ReturnType<typeof loader>>;

/** Often enough to see people move; nobody is waiting for the answer. */
const REFRESH_MS = 10_000;

export default function Report() {
  const data = useLoaderData<typeof loader>();
  useLive(data.flow.state === "live", REFRESH_MS);
  return <ReportPage data={data} />;
}
