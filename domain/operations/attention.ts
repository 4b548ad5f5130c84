import { type FailureCause, failures } from "#domain/campaigns/event";
import { driverOf } from "#domain/help-desks/drivers/registry";
import { type DeskTrouble, deskTroubles } from "#domain/help-desks/trouble";
import { FAILURES_TO_OPEN } from "#domain/outgoing/breaker";
import { formatDollars } from "#domain/spending/dollars";
import { STAFF_TEXTS_PER_HOUR } from "#domain/staff/plan-staff-texts";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Something that only the merchant can put right. */
export interface Attention {
  kind:
    | "sender-stopped"
    | "no-sender"
    | "provider-held"
    | "region-not-allowed"
    | "campaign-failed"
    | "campaign-paused"
    | "cap-reached"
    | "budget-exhausted"
    | "reply-unsure"
    | "reply-overdue"
    | "intake-failed"
    | "staff-limit"
    | "flow-set-aside"
    | "flow-entries"
    | "endpoint-stuck"
    | "help-desk-stuck";
  /** critical: texts do not leave because of it. */
  severity: "critical" | "warning";
  sentence: string;
  /** The campaign it is about, if it is about one. */
  campaignId: string | null;
}

interface Row {
  kind: Attention["kind"];
  name: string | null;
  detail: string | null;
  campaignId: string | null;
  count: number;
}

const FAILED_DAYS = 7;

const readNeedsAttention = statement(
  "needs-attention",
  `SELECT 'sender-stopped' AS kind, phone AS name, stopped_reason AS detail, NULL::uuid AS "campaignId", 1::int8 AS count
   FROM senders WHERE shop_id = $1 AND state = 'stopped'
   UNION ALL
   SELECT CASE h.region WHEN '' THEN 'provider-held' ELSE 'region-not-allowed' END, nullif(h.region, ''), h.words, NULL, 1
   FROM provider_holds h
   WHERE EXISTS (SELECT 1 FROM senders n WHERE n.shop_id = $1 AND n.released_at IS NULL AND n.provider = h.provider)
     AND (h.region = '' OR EXISTS (SELECT 1 FROM subscribers s WHERE s.shop_id = $1 AND s.country = h.region))
   UNION ALL
   SELECT 'no-sender', NULL, NULL, NULL, 1
   WHERE NOT EXISTS (SELECT 1 FROM senders WHERE shop_id = $1 AND state = 'active')
     AND (EXISTS (SELECT 1 FROM flows WHERE shop_id = $1 AND state = 'live')
       OR EXISTS (SELECT 1 FROM campaigns WHERE shop_id = $1 AND state IN ('scheduled', 'preparing', 'sending')))
   UNION ALL
   SELECT 'campaign-failed', name, failed_because, id, 1
   FROM campaigns WHERE shop_id = $1 AND state = 'failed' AND finished_at > $2::timestamptz - make_interval(days => $3)
   UNION ALL
   SELECT 'campaign-paused', name, paused_because, id, 1
   FROM campaigns WHERE shop_id = $1 AND state = 'paused' AND paused_because <> 'merchant'
   UNION ALL
   SELECT CASE kind WHEN 'day' THEN 'cap-reached' ELSE 'budget-exhausted' END, NULL, NULL, NULL, used
   FROM spend_counters
   WHERE shop_id = $1 AND kind IN ('day', 'budget') AND refused IS NOT NULL AND ends_at > $2
   UNION ALL
   SELECT 'reply-unsure', NULL, greatest(0, ceil(extract(epoch FROM min(decide_by) - $2::timestamptz) / 86400))::text, NULL, count(*)
   FROM unsure_replies
   WHERE shop_id = $1 AND state = 'open'
   HAVING count(*) > 0
   UNION ALL
   SELECT 'reply-overdue', NULL, NULL, NULL, count(*)
   FROM unsure_replies
   WHERE shop_id = $1 AND state = 'opted-out' AND decided_by = 'deadline'
     AND decided_at > $2::timestamptz - make_interval(days => $3)
   HAVING count(*) > 0
   UNION ALL
   SELECT 'intake-failed', NULL, NULL, NULL, count(*)
   FROM intake
   WHERE shop_id = $1 AND state = 'failed' AND received_at > $2::timestamptz - make_interval(days => $3) AND received_at <= $2
   HAVING count(*) > 0
   UNION ALL
   SELECT 'staff-limit', NULL, NULL, NULL, count(*)
   FROM messages
   WHERE shop_id = $1 AND source_id = $1 AND source_kind = 'test' AND occurrence LIKE 'staff:%'
     AND month >= date_trunc('month', $2::timestamptz - interval '1 hour') AND created_at > $2::timestamptz - interval '1 hour'
   HAVING count(*) >= $4
   UNION ALL
   SELECT 'flow-set-aside', f.name, NULL, NULL, count(*)
   FROM enrollments e JOIN flows f ON f.shop_id = e.shop_id AND f.id = e.flow_id
   WHERE e.shop_id = $1 AND e.trouble IS NOT NULL AND e.state = 'waiting'
   GROUP BY f.id, f.name
   UNION ALL
   SELECT 'flow-entries', f.name, w.trouble, NULL, 1
   FROM trigger_watches w JOIN flows f ON f.shop_id = w.shop_id AND f.id = w.flow_id
   WHERE w.shop_id = $1 AND w.trouble IS NOT NULL AND f.state = 'live' AND f.deleted_at IS NULL
   UNION ALL
   SELECT 'endpoint-stuck', url, CASE WHEN NOT is_on THEN 'gone' WHEN full_since IS NOT NULL THEN 'full' ELSE 'away' END, NULL, 1
   FROM webhook_endpoints
   WHERE shop_id = $1 AND CASE WHEN is_on THEN full_since IS NOT NULL OR rests_until IS NOT NULL ELSE off_because IS NOT NULL END
   UNION ALL
   SELECT 'help-desk-stuck', kind, trouble, NULL, 1
   FROM help_desks
   WHERE shop_id = $1 AND disconnected_at IS NULL AND (failures >= $5 OR trouble IN ('unauthorized', 'forbidden'))`,
);

function pausedBecause(cause: string | null): string {
  if (cause === "spend-cap") return ": it reached its spending limit. Raise the limit and resume it, or cancel it.";
  if (cause === "filtered")
    return " because carriers blocked many of its texts as spam. Check the text, the link and the number’s registration, then resume or cancel it.";
  return " because the app was removed from your store. Resume or cancel it.";
}

/** What `trigger_watches.trouble` says. */
function entriesTrouble(trouble: string | null): string {
  if (trouble === "segment-gone") return "no one can enter because its segment was deleted. Choose another segment.";
  if (trouble === "too-slow") return "its segment takes too long to check, so no one enters. We retry every hour.";
  return "some people couldn’t enter because of an error on our side. We retry.";
}

/** Why events don't reach an endpoint. */
function endpointTrouble(trouble: string | null): string {
  if (trouble === "gone") return "asked for no more events, so we turned it off.";
  if (trouble === "full") return "is too far behind, so new events aren’t recorded for it.";
  return "isn’t accepting events. We keep them and try again.";
}

function countryName(code: string | null): string {
  return (code && new Intl.DisplayNames(["en"], { type: "region" }).of(code)) ?? "a country";
}

/** What a shop should look at, most urgent first; empty when all is well. */
export async function needsAttention(db: Sql, shopId: string, now: Date): Promise<Attention[]> {
  const rows = await db.run<Row>(readNeedsAttention, [
    shopId,
    now,
    FAILED_DAYS,
    STAFF_TEXTS_PER_HOUR,
    FAILURES_TO_OPEN,
  ]);
  return rows
    .map((row) => ({ kind: row.kind, campaignId: row.campaignId, ...wording[row.kind](row) }))
    .sort((a, b) => Number(b.severity === "critical") - Number(a.severity === "critical"));
}

type Worded = Pick<Attention, "severity" | "sentence">;

const wording: Record<Attention["kind"], (row: Row) => Worded> = {
  "sender-stopped": ({ name, detail }) => ({
    severity: "critical",
    sentence: `${name} can’t send: ${detail ?? "the provider rejected it"}. Its texts are on hold until it’s active again or they expire.`,
  }),
  "no-sender": () => ({
    severity: "critical",
    sentence: "No number is active, so no texts can be sent. Connect one in Settings.",
  }),
  "provider-held": ({ detail }) => ({
    severity: "critical",
    sentence: `${detail}. Texts are on hold until this is resolved. Texts past their deadline expire.`,
  }),
  "region-not-allowed": ({ name, detail }) => ({
    severity: "warning",
    sentence: `Texts to ${countryName(name)} are on hold: ${detail}. We retry every hour.`,
  }),
  "campaign-failed": ({ name, detail }) => ({
    severity: "warning",
    sentence: `"${name}" wasn’t sent. ${failures[detail as FailureCause] ?? ""}`.trim(),
  }),
  "campaign-paused": ({ name, detail }) => ({
    severity: "warning",
    sentence: `"${name}" is paused${pausedBecause(detail)}`,
  }),
  "cap-reached": ({ count }) => ({
    severity: "warning",
    sentence: `You’ve reached your daily spending limit: ${formatDollars(count)} spent. Marketing texts resume at midnight, or when you raise the limit.`,
  }),
  "budget-exhausted": ({ count }) => ({
    severity: "warning",
    sentence: `A carrier isn’t accepting more marketing texts from your brand today: ${count.toLocaleString("en-US")} SMS segments used. Sending resumes at midnight Pacific time.`,
  }),
  "reply-unsure": ({ count, detail: days }) => ({
    severity: "warning",
    sentence: `${count === 1 ? "1 reply may be an opt-out and needs" : `${count.toLocaleString("en-US")} replies may be opt-outs and need`} your review. ${count === 1 ? "It counts" : "The first counts"} as an opt-out ${days === "1" ? "within a day" : `in ${days} days`} if you don’t review it.`,
  }),
  "staff-limit": ({ count }) => ({
    severity: "warning",
    sentence: `Your flows sent ${count} texts to your staff in the last hour, which is the limit. More are left out until the hour is over.`,
  }),
  "flow-set-aside": ({ name, count }) => ({
    severity: "warning",
    sentence: `${count === 1 ? "1 person is" : `${count.toLocaleString("en-US")} people are`} stuck in the flow "${name}" because of an error on our side. We retry for as long as it lasts.`,
  }),
  "flow-entries": ({ name, detail }) => ({
    severity: "warning",
    sentence: `Flow "${name}": ${entriesTrouble(detail)}`,
  }),
  "endpoint-stuck": ({ name, detail }) => ({
    severity: "warning",
    sentence: `The webhook endpoint ${name} ${endpointTrouble(detail)}`,
  }),
  "help-desk-stuck": ({ name, detail }) => ({
    severity: "warning",
    sentence: `${driverOf(name ?? "").label} isn’t getting your conversations. ${deskTroubles[detail as DeskTrouble]} Check it under Settings, Help desk.`,
  }),
  "reply-overdue": ({ count }) => ({
    severity: "warning",
    sentence: `${count === 1 ? "One person was" : `${count.toLocaleString("en-US")} people were`} opted out in the last ${FAILED_DAYS} days because their replies weren’t reviewed in time. You can still undo this.`,
  }),
  "intake-failed": ({ count }) => ({
    severity: "warning",
    sentence: `${count === 1 ? "1 store event" : `${count.toLocaleString("en-US")} store events`} couldn’t be processed in the last ${FAILED_DAYS} days.`,
  }),
};
