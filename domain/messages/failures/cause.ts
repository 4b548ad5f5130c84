import { assertNever } from "#platform/assert-never";

/** Why a provider did not deliver a text. A closed set: each provider's driver maps its own codes to these. */
export type FailureCause =
  /** The person opted out at the provider. */
  | "opted-out"
  /** The number cannot receive texts: not in use, a landline, not a number. */
  | "invalid-number"
  /** The phone was off or out of reach. */
  | "unreachable"
  /** The carrier or the provider failed and says so clearly: trying once more cannot double the text. */
  | "carrier-trouble"
  /** The text spent its validity in the provider's queue. */
  | "expired-in-queue"
  /** The person or the carrier blocks texts to this number. */
  | "blocked"
  /** No way from this sender to this number. */
  | "no-route"
  /** The words or their length are not acceptable. */
  | "content"
  /** A carrier took the text for spam. */
  | "filtered"
  /** The provider's account may not text this country. */
  | "region"
  /** The sending number may not send: not registered, not verified, suspended, not the account's. */
  | "sender-not-allowed"
  /** The sending number is still being set up. */
  | "sender-not-ready"
  /** The sending number's queue at the provider is full. */
  | "queue-full"
  /** Too many texts at a time. */
  | "too-fast"
  /** The carrier's limit for the day is used up; it ends at midnight Pacific time. */
  | "day-used-up"
  /** The provider refuses the account: wrong credentials, suspended, closed, out of funds. */
  | "account"
  /** The account has used up what the provider allows it in an hour or a day. */
  | "account-limit"
  /** The provider is being maintained or is out of order, and took nothing. */
  | "provider-down"
  /** A trial account may text only numbers that it has verified. */
  | "trial"
  /** The request was wrong in itself: a wrong setting or a defect of ours. */
  | "our-mistake"
  /** Anything else. The text may have arrived, so it is never sent again. */
  | "other";

/** What a provider says about one text that it did not take or did not deliver. */
export interface Failure {
  /** The provider's own code. */
  code: string;
  because: FailureCause;
  /** What happened and what to do, for the merchant; no period at the end. */
  words: string;
  /** How long to wait before trying again, when the provider's documentation says so. */
  waitMs: number | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What becomes of a text that failed for a reason that may pass. Without one the failure is final. */
export interface Retry {
  /** Waits before the first, the second, … try; the last one repeats. "midnight": the next one, Pacific time. */
  waitsMs: (number | "midnight")[];
  /** How often at most; the text's own deadline ends the tries in any case. */
  most: number;
}

/** Of causes whose end is not in our hands: only the text's deadline ends the tries. */
const ANY_NUMBER = Number.POSITIVE_INFINITY;

/** When a text that failed for this reason is decided about again, through all gates; null: the failure is final. */
export function retryFor(because: FailureCause): Retry | null {
  switch (because) {
    case "unreachable":
      return { waitsMs: [10 * MINUTE, HOUR], most: 2 };
    case "carrier-trouble":
      return { waitsMs: [15 * MINUTE], most: 1 };
    case "expired-in-queue":
      return { waitsMs: [0, 5 * MINUTE], most: 3 };
    case "day-used-up":
      return { waitsMs: ["midnight"], most: ANY_NUMBER };
    case "too-fast":
      return { waitsMs: [5 * MINUTE], most: ANY_NUMBER };
    case "queue-full":
    case "account":
    case "provider-down":
      return { waitsMs: [MINUTE], most: ANY_NUMBER };
    case "account-limit":
    case "region":
    case "trial":
      return { waitsMs: [HOUR], most: ANY_NUMBER };
    // The text waits for its sender, which the gates ask about.
    case "sender-not-allowed":
      return { waitsMs: [MINUTE], most: ANY_NUMBER };
    case "sender-not-ready":
      return { waitsMs: [HOUR], most: ANY_NUMBER };
    case "our-mistake":
      return { waitsMs: [HOUR], most: 3 };
    case "opted-out":
    case "invalid-number":
    case "blocked":
    case "no-route":
    case "content":
    case "filtered":
    case "other":
      return null;
    default:
      return assertNever(because);
  }
}

/** True when no text of any store leaves through this provider until it passes. */
export function isAboutTheAccount(because: FailureCause): boolean {
  return because === "account" || because === "account-limit" || because === "provider-down";
}
