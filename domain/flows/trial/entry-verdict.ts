import { entryRules, type FlowTrigger } from "#domain/flows/definition/entry-rules";
import { meetsConditions } from "#domain/flows/entry/event-filter";
import type { WalkFacts } from "#domain/flows/steps/walk-facts";
import { triggerType } from "#domain/flows/triggers/registry";
import { parseRules, problemsOf } from "#domain/segments/tree";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const DAY_MS = 86_400_000;

/** Why this event would not let this person enter: a sentence. Null when it would. */
export function entryObjection(trigger: FlowTrigger, { event, matches }: Pick<WalkFacts, "event" | "matches">) {
  const { settings, filter } = entryRules(trigger);
  if (!triggerType(trigger.kind).accepts(settings, event)) return "The event doesn’t match the trigger’s settings.";
  if (filter && !meetsConditions(filter.event, event)) return "The event doesn’t match the entry filter.";
  const people = filter?.people ?? null;
  if (people === null) return null;
  const isMatch = problemsOf(people).length === 0 && matches(parseRules(people));
  return isMatch ? null : "The person doesn’t match the entry filter.";
}

/** Served by enrollments_shop_id_subscriber_id_idx. */
const readEntered = statement(
  "entered-before",
  `SELECT max(started_at) AS last, bool_or(subject = 'person:' || subscriber_id) AS "isOnce" FROM enrollments
   WHERE shop_id = $1 AND subscriber_id = $2 AND flow_id = $3 AND exited_because IS DISTINCT FROM 'entered-too-often'`,
);

/** When an earlier entry keeps a person out by the flow's rule of re-entry: the time of the last one. Null: it doesn't. */
export async function enteredBefore(
  db: Sql,
  { shopId, subscriberId, flowId }: { shopId: string; subscriberId: string; flowId: string },
  trigger: FlowTrigger,
  at: Date,
): Promise<Date | null> {
  const { reentry } = entryRules(trigger);
  if (reentry.kind !== "once" && reentry.kind !== "after-days") return null;
  type Entered = { last: Date | null; isOnce: boolean | null };
  const [entered] = await db.run<Entered>(readEntered, [shopId, subscriberId, flowId]);
  const last = entered?.last ?? null;
  if (last === null) return null;
  if (reentry.kind === "once") return entered?.isOnce ? last : null;
  return last.getTime() > at.getTime() - reentry.days * DAY_MS ? last : null;
}
