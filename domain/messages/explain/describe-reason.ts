import { type Reason, reasons } from "#domain/messages/reason";

/** What a provider's own code means in the merchant's words, without a period; null when nothing knows it. */
export type CodeWords = (code: string) => string | null;

/** Why a text was not sent, as a sentence: of a reason of ours, or of the provider's own code. */
export function describeReason(reason: string, words: CodeWords = () => null): string {
  if (Object.hasOwn(reasons, reason)) return reasons[reason as Reason];
  const known = words(reason);
  return known ? `${known} (error ${reason}).` : `The provider refused it with error ${reason}.`;
}
