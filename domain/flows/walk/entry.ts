import type { PublishedFlow } from "#domain/flows/publishing/live-flows";
import { stepWaitMs } from "#domain/flows/steps/registry";
import { type TriggerKind, triggerType } from "#domain/flows/triggers/registry";
import type { LeavingReason } from "./leaving-reason.ts";

/** Something that may start a walk. */
export interface TriggerNews {
  shopId: string;
  kind: TriggerKind;
  /** What it is about: the checkout's token, the order's id. One walk per flow and subject, for ever. */
  subject: string;
  subscriberId: string;
  /** When it happened, by the store's clock: of several news of one subject, the latest. */
  at: Date;
  /** The earliest of those news; the walk counts as begun then. */
  since: Date;
}

/** How a walk begins. */
export interface Entry {
  state: "waiting" | "exited";
  stepId: string | null;
  resumeAt: Date | null;
  because: LeavingReason | null;
}

/**
 * How this news begins a walk through this flow; null when it does not. What happened before the flow was first
 * published, or so long ago that its texts would be too late, begins none. While a flow is paused, who would have come
 * in is written down as just that, and is not texted when the flow goes on.
 */
export function entryOf(flow: PublishedFlow, news: TriggerNews, now: Date): Entry | null {
  const { document } = flow.version;
  if (document.trigger.kind !== news.kind || news.at < flow.firstPublishedAt) return null;
  if (news.at.getTime() + triggerType(news.kind).textsExpireAfterMs <= now.getTime()) return null;
  if (flow.state === "paused") return { state: "exited", stepId: null, resumeAt: null, because: "flow-paused" };
  const wait = firstWait(flow.version);
  if (wait)
    return {
      state: "waiting",
      stepId: wait.nextStepId,
      resumeAt: new Date(news.at.getTime() + wait.ms),
      because: null,
    };
  // The store's clock may be ahead of ours: who has nothing to wait for does not wait for that.
  const resumeAt = news.at < now ? news.at : now;
  return { state: "waiting", stepId: document.steps[0]?.id ?? null, resumeAt, because: null };
}

/**
 * The wait that a flow begins with: it counts from the event, not from when we heard of it. Null when the flow begins
 * with something else, or has nothing after the wait.
 */
export function firstWait({ document }: PublishedFlow["version"]): { ms: number; nextStepId: string } | null {
  const [first, next] = document.steps;
  const ms = first ? stepWaitMs(first) : null;
  return ms !== null && next ? { ms, nextStepId: next.id } : null;
}
