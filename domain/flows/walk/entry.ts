import { entryRules } from "#domain/flows/definition/entry-rules";
import { meetsConditions } from "#domain/flows/entry/event-filter";
import type { PublishedFlow } from "#domain/flows/publishing/live-flows";
import { stepWaitMs } from "#domain/flows/steps/registry";
import { writeTrail } from "#domain/flows/trail/trail";
import { type TriggerKind, triggerType } from "#domain/flows/triggers/registry";
import type { PropertyValue, Reentry } from "#domain/flows/triggers/trigger-type";
import type { LeavingReason } from "./leaving-reason.ts";

/** What an event says of itself: plain JSON of at most 16 KB, kept with the enrollment. */
export interface EventDetails {
  /** What filters and branches ask about, by the names that the trigger declares. */
  properties: Record<string, PropertyValue>;
  /** Values of merge tags, by object: {{ tracking.url }} is variables.tracking.url. They come before the order's and the cart's own. */
  variables?: Record<string, Record<string, unknown>>;
  /** Where {{ link }} leads. Undefined: to the order or the cart that the enrollment is about. */
  url?: string | null;
}

/** Something that may start a walk. */
export interface TriggerEvent {
  shopId: string;
  /** The one flow that it may start. Absent: every flow of the shop with this trigger. */
  flowId?: string;
  kind: TriggerKind;
  /** What identifies the event: the checkout's token, the order's id, "click:<id>". */
  subject: string;
  /** The order's id or the checkout's token, if `subject` is something else. */
  about?: string;
  subscriberId: string;
  /** When it happened, by the store's clock: of several news of one subject, the latest. */
  at: Date;
  /** The earliest of those news; the walk counts as begun then. */
  since: Date;
  event?: EventDetails;
}

/** How a walk begins. */
export interface Entry {
  /** `enrollments.subject`: one walk per flow and key, for ever. */
  key: string;
  state: "waiting" | "exited";
  stepId: string | null;
  resumeAt: Date | null;
  because: LeavingReason | null;
  /** The steps taken by entering: the first wait, if the flow begins with one (trail/trail.ts). */
  trail: string;
  /** Set when the person must not have entered this flow since then. */
  notSince: Date | null;
}

const DAY_MS = 86_400_000;

/**
 * How this news begins a walk through this flow; null when it does not. Rules about people are for the caller
 * (entry/people-filter.ts). What happened before the flow was first
 * published, or so long ago that its texts would be too late, begins none. While a flow is paused, who would have come
 * in is written down as just that, and is not texted when the flow goes on.
 */
export function entryOf(flow: PublishedFlow, news: TriggerEvent, now: Date): Entry | null {
  const { document } = flow.version;
  if (news.flowId !== undefined && news.flowId !== flow.id) return null;
  if (document.trigger.kind !== news.kind || news.at < flow.firstPublishedAt) return null;
  const trigger = triggerType(news.kind);
  if (news.at.getTime() + trigger.textsExpireAfterMs <= now.getTime()) return null;
  const { settings, filter } = entryRules(document.trigger);
  const properties = news.event?.properties ?? {};
  if (!trigger.accepts(settings, properties)) return null;
  if (filter && !meetsConditions(filter.event, properties)) return null;
  return startOf(flow, news, now);
}

/** The same for a person who enters whatever happened: another flow started this one. */
export function startOf(flow: PublishedFlow, news: Omit<TriggerEvent, "kind">, now: Date): Entry {
  const { document } = flow.version;
  const entering = keyOf(entryRules(document.trigger).reentry, news, now);
  if (flow.state === "paused")
    return { ...entering, state: "exited", stepId: null, resumeAt: null, because: "flow-paused", trail: "" };
  const wait = firstWait(flow.version);
  if (wait)
    return {
      ...entering,
      state: "waiting",
      stepId: wait.nextStepId,
      resumeAt: new Date(news.at.getTime() + wait.ms),
      because: null,
      trail: writeTrail([{ stepId: wait.stepId, arm: null }]),
    };
  // The store's clock may be ahead of ours: who has nothing to wait for does not wait for that.
  const resumeAt = news.at < now ? news.at : now;
  return { ...entering, state: "waiting", stepId: document.steps[0]?.id ?? null, resumeAt, because: null, trail: "" };
}

function keyOf(
  reentry: Reentry,
  { subject, subscriberId }: Omit<TriggerEvent, "kind">,
  now: Date,
): Pick<Entry, "key" | "notSince"> {
  if (reentry.kind === "once") return { key: `person:${subscriberId}`, notSince: null };
  const notSince = reentry.kind === "after-days" ? new Date(now.getTime() - reentry.days * DAY_MS) : null;
  return { key: subject, notSince };
}

/**
 * The wait that a flow begins with: it counts from the event, not from when we heard of it. Null when the flow begins
 * with something else, or has nothing after the wait.
 */
export function firstWait({
  document,
}: PublishedFlow["version"]): { ms: number; stepId: string; nextStepId: string } | null {
  const [first, next] = document.steps;
  const ms = first ? stepWaitMs(first) : null;
  return first && ms !== null && next ? { ms, stepId: first.id, nextStepId: next.id } : null;
}
