import type { Providers } from "#domain/messages/delivery/provider-facts";
import { type Reason, reasons } from "#domain/messages/reason";

/** What a provider's own code means in the merchant's words, without a period; null when the provider is not configured. */
export type CodeWords = (code: string, provider: string | null) => string | null;

/** Each code in the words of the provider that it came from: two providers may use the same code for two things. */
export function wordsOf(providers: Providers): CodeWords {
  return (code, provider) => {
    const facts = provider !== null && Object.hasOwn(providers, provider) ? providers[provider] : undefined;
    return facts?.explain(code).words ?? null;
  };
}

/** Why a text was not sent, as a sentence: a reason of ours, or the code of the text's own provider. */
export function describeReason(reason: string, words: CodeWords = () => null, provider: string | null = null): string {
  if (Object.hasOwn(reasons, reason)) return reasons[reason as Reason];
  const known = words(reason, provider);
  return known ? `${known} (error ${reason}).` : `The provider rejected it with error ${reason}.`;
}
