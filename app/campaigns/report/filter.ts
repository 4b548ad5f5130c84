import { z } from "zod";
import type { RecipientFilter } from "#domain/campaigns/report/recipients";

/** The lists behind the report's numbers, in the order of its tabs. */
export const shows = [
  "all",
  "sent",
  "delivered",
  "clicked",
  "ordered",
  "waiting",
  "failed",
  "skipped",
  "expired",
  "unknown",
] as const;

export type Show = (typeof shows)[number];

const query = z.object({
  show: z.enum(shows).catch("all"),
  reason: z.string().max(60).nullable().catch(null),
  after: z.uuid().nullable().catch(null),
});

export interface ReportQuery {
  show: Show;
  reason: string | null;
  after: string | null;
}

/** What the address asks the report to list. Nonsense asks for everyone. */
export function readQuery(search: URLSearchParams): ReportQuery {
  return query.parse({ show: search.get("show"), reason: search.get("reason"), after: search.get("after") });
}

const filters: Record<Show, RecipientFilter> = {
  all: {},
  sent: { states: ["accepted", "sent", "delivered"] },
  delivered: { states: ["delivered"] },
  clicked: { hasClicked: true },
  ordered: { hasOrdered: true },
  waiting: { states: ["waiting", "sending"] },
  failed: { states: ["failed"] },
  skipped: { states: ["skipped"] },
  expired: { states: ["expired"] },
  unknown: { states: ["unknown"] },
};

export function filterOf({ show, reason, after }: ReportQuery): RecipientFilter {
  return { ...filters[show], reason, after };
}

/** The address of a list on the same page. */
export function listUrl(campaignId: string, show: Show, reason?: string): string {
  const search = new URLSearchParams({ show, ...(reason ? { reason } : {}) });
  return `/campaigns/${campaignId}?${search}#recipients`;
}
