import type { PostOutcome } from "#platform/http/outgoing/public-post";

/** Why a request was not taken. The sentence is what the merchant reads. */
export const troubles = {
  "bad-url": "The web address isn’t valid.",
  "not-https": "The web address must start with https://.",
  "private-address": "The web address leads to a private network.",
  "unknown-host": "The web address’s host doesn’t exist.",
  "time-out": "The server didn’t answer in time.",
  connection: "The connection failed.",
  redirect: "The server answered with a redirect. Use the final address.",
  refused: "The server rejected the request.",
  "server-error": "The server had an error.",
  "too-many": "The server asked us to slow down.",
  "given-up": "The server was out of reach for 24 hours.",
  uninstalled: "The app was uninstalled from the store.",
  erased: "Personal data was erased.",
} as const;

export type Trouble = keyof typeof troubles;

/** What an attempt means for its request, and for the destination. */
export type Verdict =
  | { kind: "delivered" }
  /** Worth another attempt. */
  | { kind: "later"; trouble: Trouble; retryAfter: string | null }
  /** Another attempt would end in the same way. `isAlive`: the destination itself works. */
  | { kind: "failed"; trouble: Trouble; isAlive: boolean };

/** 408 request timeout, 409 conflict, 423 locked, 425 too early, 429 too many requests. */
const PASSING = new Set([408, 409, 423, 425, 429]);

/**
 * What an attempt means. Any 2xx is a yes, as Standard Webhooks has it. A 3xx is a no, since redirects aren't followed. Most
 * 4xx say that the receiver has read the request and doesn't want it. All else passes.
 */
export function judgeOutcome(outcome: PostOutcome): Verdict {
  if (outcome.kind === "forbidden") return { kind: "failed", trouble: outcome.because, isAlive: false };
  if (outcome.kind === "failed") return { kind: "later", trouble: outcome.because, retryAfter: null };
  const { status, retryAfter } = outcome;
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status >= 300 && status < 400) return { kind: "failed", trouble: "redirect", isAlive: true };
  if (status === 429) return { kind: "later", trouble: "too-many", retryAfter };
  if (status >= 400 && status < 500 && !PASSING.has(status))
    return { kind: "failed", trouble: "refused", isAlive: true };
  return { kind: "later", trouble: status < 500 ? "refused" : "server-error", retryAfter };
}
