import { DateTime } from "luxon";
import { PACIFIC } from "#domain/carriers/presets";
import type { Reason } from "#domain/messages/reason";
import { type Failure, type FailureCause, retryFor } from "./cause.ts";

/** What the merchant reads while the text waits. */
export type RetryReason = Extract<
  Reason,
  | "unreachable"
  | "carrier-trouble"
  | "expired-in-queue"
  | "carrier-day-used-up"
  | "throttled-by-provider"
  | "provider-refuses-us"
  | "region-not-allowed"
  | "sender-stopped"
  | "sender-not-ready"
  | "provider-trial"
  | "refused-as-wrong"
>;

export interface NextTry {
  at: Date;
  because: RetryReason;
}

/**
 * When a failed text goes back to waiting, where every gate decides again; null when the failure is final. `tries`: how often
 * it has been tried again already. The text's own deadline is not looked at here: the gates and receipts.sql do that.
 */
export function nextTry(
  { because, waitMs }: Pick<Failure, "because" | "waitMs">,
  tries: number,
  now: Date,
): NextTry | null {
  const retry = retryFor(because);
  if (retry === null || tries >= retry.most) return null;
  const wait = waitMs ?? retry.waitsMs[Math.min(tries, retry.waitsMs.length - 1)] ?? 0;
  const at = wait === "midnight" ? nextPacificMidnight(now) : new Date(now.getTime() + wait);
  return { at, because: reasonWhileWaiting(because) };
}

function nextPacificMidnight(now: Date): Date {
  return DateTime.fromJSDate(now, { zone: PACIFIC }).plus({ days: 1 }).startOf("day").toJSDate();
}

const reasons: Partial<Record<FailureCause, RetryReason>> = {
  unreachable: "unreachable",
  "carrier-trouble": "carrier-trouble",
  "expired-in-queue": "expired-in-queue",
  "day-used-up": "carrier-day-used-up",
  account: "provider-refuses-us",
  "account-limit": "provider-refuses-us",
  "provider-down": "provider-refuses-us",
  region: "region-not-allowed",
  "sender-not-allowed": "sender-stopped",
  "sender-not-ready": "sender-not-ready",
  trial: "provider-trial",
  "our-mistake": "refused-as-wrong",
};

/** What the merchant reads of a text that waits because of this. */
export function reasonWhileWaiting(because: FailureCause): RetryReason {
  return reasons[because] ?? "throttled-by-provider";
}
