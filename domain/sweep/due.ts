import { dueAlerts } from "#domain/alerts/tell-staff";
import { dueDryRuns } from "#domain/campaigns/dry-run/dry-run";
import { dueCampaigns } from "#domain/campaigns/sending/advance";
import { dueRequests } from "#domain/consent/expire-requests";
import { duePushes } from "#domain/consent/store-sync/push-consent";
import { dueSnoozes } from "#domain/conversations/inbox/wake";
import { duePictures } from "#domain/conversations/pictures/fetch-pictures";
import { dueReplies } from "#domain/conversations/reply-review/decide";
import { dueCodes } from "#domain/discounts/mint";
import { dueFetches } from "#domain/fetches/fetch-records";
import { dueTests } from "#domain/flows/experiments/take-tests";
import { dueWatches } from "#domain/flows/sets/take";
import { dueMoves } from "#domain/flows/versions/moving/advance-move";
import { dueEnrollments } from "#domain/flows/walk/advance";
import { dueDesks } from "#domain/help-desks/delivery/take";
import { dueImports } from "#domain/imports/control/advance";
import { dueDoubts } from "#domain/installations/resolve-doubt";
import { dueDeliveries } from "#domain/intake/take";
import type { Due, JobName, MessageClass } from "#domain/jobs";
import { dueClaims } from "#domain/messages/claim/recover-claims";
import { dueQuestions } from "#domain/messages/delivery/ask";
import { dueReceiptChecks } from "#domain/messages/delivery/missing-receipts";
import { duePickups } from "#domain/orders/pickups/ask-orders";
import { dueOutgoing } from "#domain/outgoing/take";
import { dueRedactions } from "#domain/privacy/redact-shop";
import { dueVariants } from "#domain/products/check-variants";
import { dueStores } from "#domain/reconciliation/lease";
import { dueRestores } from "#domain/restores/recover";
import { dueSizes } from "#domain/segments/sizes/take-sizes";
import { dueDetails } from "#domain/shops/apply-details";
import { dueWebhooks } from "#domain/webhooks-out/delivery/take";
import { type Statement, statement } from "#platform/sql/statement";

/** All but the turns, which are found by lane, and the upkeep, which is added by time. */
export type SweptJob = Exclude<JobName, `dispatch-${MessageClass}` | "upkeep">;

/** Where each job's question stands: beside the verb that does the work. A job without a line does not compile. */
export const due: { [Name in SweptJob]: Due<Name> | Due<Name>[] } = {
  "intake-inbound": dueDeliveries,
  "intake-webhook": dueDeliveries,
  "intake-receipt": dueDeliveries,
  "intake-click": dueDeliveries,
  "intake-pixel": dueDeliveries,
  "intake-api": dueDeliveries,
  "flow-timers": dueEnrollments,
  "flow-entries": dueWatches,
  "text-tests": dueTests,
  "flow-moves": dueMoves,
  outcomes: [dueClaims, dueQuestions],
  "missing-receipts": dueReceiptChecks,
  restore: dueRestores,
  campaign: dueCampaigns,
  "dry-run": dueDryRuns,
  "shop-details": dueDetails,
  "installation-check": dueDoubts,
  pickups: duePickups,
  reconcile: dueStores,
  "opt-in-requests": dueRequests,
  "unsure-replies": dueReplies,
  "snoozed-conversations": dueSnoozes,
  alerts: dueAlerts,
  pictures: duePictures,
  "shop-redaction": dueRedactions,
  "store-consent": duePushes,
  outgoing: dueOutgoing,
  "webhooks-out": dueWebhooks,
  "help-desks": dueDesks,
  "discount-codes": dueCodes,
  "variant-checks": dueVariants,
  "store-fetch": dueFetches,
  "segment-sizes": dueSizes,
  import: dueImports,
};

type Question = { [Name in SweptJob]: Due<Name> }[SweptJob];

/** One statement for all of them: every worker asks it every other second. Jobs that share a question ask it by their names. */
export const dueWork: Statement = statement("due-work", everyQuestion().join("\nUNION ALL\n"));

function everyQuestion(): string[] {
  const asked = Object.entries(due).flatMap(([job, questions]) => [questions].flat().map((it) => [job, it] as const));
  const jobsOf = Map.groupBy(asked, ([, question]) => question);
  return [...jobsOf].map(([question, rows]) => selectOf(question, `'${rows.map(([job]) => job).join("', '")}'`));
}

function selectOf(question: Question, names: string): string {
  if ("anything" in question)
    return `SELECT job, NULL::uuid AS "shopId", NULL::uuid AS "recordId" FROM unnest(ARRAY[${names}]) AS job
WHERE EXISTS (${question.anything})`;
  if ("shops" in question) return `SELECT ${names}, q.shop_id, NULL::uuid FROM (${question.shops}) AS q`;
  return `SELECT ${names}, q.shop_id, q.id FROM (${question.records}) AS q`;
}

/** The id's key in the payload of a job about one record. */
export function payloadKeyOf(job: SweptJob): string | null {
  const [question] = [due[job]].flat();
  return question && "payloadKey" in question ? question.payloadKey : null;
}
