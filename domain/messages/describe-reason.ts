import { type Reason, reasons } from "#domain/messages/reason";

/**
 * Providers' codes in the merchant's words, with what to do where something can be done. All are Twilio's so far
 * (https://www.twilio.com/docs/api/errors); a second provider's driver must set its own apart by a prefix.
 */
const codes: Record<string, string> = {
  "21211": "The number is not a valid one",
  "21408": "The provider’s account may not text this country; allow it there",
  "21610": "The provider blocks this number because it texted STOP",
  "21614": "The number is no mobile phone’s",
  "30003": "The phone was switched off or out of reach",
  "30004": "The carrier blocks texts to this number",
  "30005": "The number is not in use any more",
  "30006": "The number is a landline, or its carrier takes no texts",
  "30007": "The carrier took the text for spam; check its words and the registration of the sending number",
  "30008": "The carrier gave no reason",
  "30032": "The sending number is not verified yet; finish that with the provider",
  "30034": "The sending number is not registered yet; finish that with the provider",
};

/** Why a text was not sent, as a sentence: of a reason of ours, or of the provider's own code. */
export function describeReason(reason: string): string {
  if (Object.hasOwn(reasons, reason)) return reasons[reason as Reason];
  const known = codes[reason];
  return known ? `${known} (error ${reason}).` : `The provider refused it with error ${reason}.`;
}
