import type { PriceList } from "#domain/messages/claim/price";
import type { Failure } from "#domain/messages/failures/cause";
import type { SenderRates } from "#domain/senders/numbers";

/** What is known of a failed text beside its code. */
export interface FailedText {
  /** Our sender: a short code fails for other reasons than a phone number. */
  from?: string | null;
  to?: string | null;
  /** The status of the HTTP answer that brought the code. */
  httpStatus?: number;
}

/** What a provider accepts. */
export interface ProviderLimits extends SenderRates {
  /** Characters of one text; it refuses a longer one. */
  longestText: number;
  /** How long it may be told to keep a text in its queue, in seconds. */
  longestValiditySeconds: number;
}

/** How long a provider goes on with what it has told us, or keeps it. */
export interface ProviderRetention {
  /** How long it repeats a callback that we did not accept, in milliseconds; 0 when it never does. */
  callbackRetryMs: number;
  /** For how many days it can be asked what became of a text. */
  recordDays: number;
}

/** What is known of a provider without a call to it. Plain data and pure functions: read for every text that leaves. */
export interface ProviderFacts {
  /** As stored with senders and messages, and named in callback URLs. */
  name: string;
  prices: PriceList;
  limits: ProviderLimits;
  retention: ProviderRetention;
  /** What one of its error codes means; the same for the create call, a receipt and a look-up. Knows every code. */
  explain(code: string, about?: FailedText): Failure;
}

/** The facts of every configured provider, by name. */
export type Providers = Record<string, ProviderFacts>;
