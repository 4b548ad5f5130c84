import type { Prisma } from "@prisma/client";
import { formatLocalTime } from "#domain/campaigns/drafts/format-local-time";
import { formatDollars } from "#domain/spending/dollars";
import { assertNever } from "#platform/assert-never";
import { newId } from "#platform/ids";
import { batch } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** What happens to a campaign, one line of its timeline each. */
export type CampaignEvent =
  | { kind: "created"; data: Record<string, never> }
  | { kind: "scheduled"; data: { for: string; isNow: boolean; localTime?: string | null } }
  | { kind: "started"; data: { expiresAt: string } }
  | { kind: "urgent-marked"; data: { from: string | null } }
  | { kind: "urgent-unmarked"; data: { to: string | null } }
  | { kind: "counted"; data: { audience: number } }
  | { kind: "paused"; data: { because: Exclude<PauseCause, "spend-cap" | "filtered"> } }
  | { kind: "paused"; data: { because: "filtered"; filtered: number } }
  | { kind: "paused"; data: { because: "spend-cap"; capMicros: number; usedMicros: number } }
  | { kind: "capped"; data: { capMicros: number | null } }
  | { kind: "resumed"; data: { pausedMs: number } }
  | { kind: "cancelled"; data: { unsent: number } }
  | { kind: "finished"; data: Record<string, never> }
  | { kind: "failed"; data: { because: FailureCause } };

/** Who or what paused it. */
export type PauseCause = "merchant" | "uninstalled" | "reinstalled" | "spend-cap" | "filtered";

/** Why it could not start: the sentence is what the merchant reads. */
export const failures = {
  "no-sender": "No active number could send it. Connect one in Settings, then send the text as a new campaign.",
  "no-content": "The text was empty.",
} as const;

export type FailureCause = keyof typeof failures;

const pauses: Record<Exclude<PauseCause, "spend-cap" | "filtered">, string> = {
  merchant: "Paused. No texts are sent until you resume it.",
  uninstalled: "Paused because the app was uninstalled from the store.",
  reinstalled: "Paused because the app was reinstalled. Resume it when you’re ready.",
};

const insert = statement(
  "insert-campaign-events",
  `INSERT INTO campaign_events (shop_id, id, campaign_id, kind, data, at)
   SELECT $1, * FROM unnest($2::uuid[], $3::uuid[]) AS t(id, campaign_id), (SELECT $4::text, $5::jsonb, $6::timestamptz) AS what`,
);

/** Pausing and resuming by turns must not fill the disk. */
export const MOST_EVENTS = 1_000;
/** The oldest beyond that, but for the first of all. */
const forget = statement(
  "forget-campaign-events",
  `DELETE FROM campaign_events WHERE shop_id = $1 AND id IN (
     SELECT old.id FROM unnest($2::uuid[]) AS c(id) CROSS JOIN LATERAL (
       SELECT id, kind FROM campaign_events WHERE shop_id = $1 AND campaign_id = c.id ORDER BY at DESC, id DESC OFFSET $3
     ) AS old WHERE old.kind <> 'created')`,
);

/** Writes the same line into the timelines of these campaigns. */
export async function recordCampaignEvent(
  tx: Sql,
  shopId: string,
  campaignIds: string[],
  { kind, data }: CampaignEvent,
  at: Date,
): Promise<void> {
  if (campaignIds.length === 0) return;
  await tx.run(
    ...batch(insert, { t: { id: campaignIds.map(() => newId()), campaign_id: campaignIds } }, [
      shopId,
      kind,
      JSON.stringify(data),
      at,
    ]),
  );
  await tx.run(forget, [shopId, campaignIds, MOST_EVENTS]);
}

/** The line as a person reads it, without its time. `formatTime` shows an instant in the shop's zone. */
export function describeCampaignEvent(
  row: { kind: string; data: Prisma.JsonValue },
  formatTime: (at: Date) => string,
): string {
  const event = row as CampaignEvent; // written by recordCampaignEvent alone
  switch (event.kind) {
    case "created":
      return "Draft created.";
    case "scheduled":
      return describeSchedule(event.data, formatTime);
    case "started":
      return `Started. Texts not sent by ${formatTime(new Date(event.data.expiresAt))} expire.`;
    case "counted":
      return `Audience counted: ${event.data.audience.toLocaleString("en-US")} people.`;
    case "paused":
      return describePause(event.data);
    case "capped":
      return event.data.capMicros === null
        ? "Spending limit removed."
        : `Spending limit set to ${formatDollars(event.data.capMicros)}.`;
    case "urgent-marked":
      return `Marked urgent: it sends before your other campaigns${event.data.from === null ? "" : ` and replaces “${event.data.from}”`}.`;
    case "urgent-unmarked":
      return event.data.to === null ? "No longer urgent." : `No longer urgent: replaced by “${event.data.to}”.`;
    case "resumed":
      return `Resumed after ${spanOf(event.data.pausedMs)}. The deadline was extended by the same time.`;
    case "cancelled":
      return `Canceled with ${event.data.unsent.toLocaleString("en-US")} texts not sent.`;
    case "finished":
      return "Finished.";
    case "failed":
      return failures[event.data.because];
    default:
      return assertNever(event);
  }
}

function describePause(data: Extract<CampaignEvent, { kind: "paused" }>["data"]): string {
  if (data.because === "spend-cap") return describeReached(data);
  if (data.because !== "filtered") return pauses[data.because];
  return `Paused because carriers blocked ${data.filtered.toLocaleString("en-US")} of its texts as spam. Check the text, the link and the number’s registration, then resume or cancel it.`;
}

function describeSchedule(
  data: Extract<CampaignEvent, { kind: "scheduled" }>["data"],
  formatTime: (at: Date) => string,
): string {
  if (data.isNow) return "Started.";
  const first = formatTime(new Date(data.for));
  if (!data.localTime) return `Scheduled for ${first}.`;
  return `Scheduled for ${formatLocalTime(data.localTime)} in each recipient’s local time. The first texts go out ${first}.`;
}

function describeReached({ capMicros, usedMicros }: { capMicros: number; usedMicros: number }): string {
  const [cap, used] = [formatDollars(capMicros), formatDollars(usedMicros)];
  return `Paused at its spending limit of ${cap}: ${used} spent, and the next text would exceed the limit. Raise the limit to continue.`;
}

function spanOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return `${Math.round(minutes / 60)} hours`;
}
