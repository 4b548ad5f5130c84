/** Why a text was not sent, or not yet. A closed set: the sentence for each is what the merchant reads. */
export const reasons = {
  "shop-uninstalled": "The app was uninstalled from the store.",
  "source-ended": "The campaign or flow no longer wanted it.",
  "campaign-cancelled": "The campaign was cancelled.",
  "flow-paused": "The flow was paused.",
  ordered: "The shopper placed the order first.",
  "no-consent": "There is no marketing consent for this number.",
  "opted-out": "This number has opted out.",
  "reply-unsure": "They wrote something that may be an opt-out, and nobody has decided about it yet.",
  "invalid-number": "The carrier says that this number cannot receive texts.",
  "quiet-hours": "It was outside the hours in which this person may be texted.",
  "frequency-cap": "This person had already received as many marketing texts as the cap allows.",
  "spend-cap": "The spend cap leaves no room for it.",
  "carrier-budget": "The carrier takes no more texts from your brand today.",
  "no-content": "The text came out empty for this person.",
  "template-failed": "The text could not be made for this person.",
  "too-long": "The text came out longer than a provider accepts (1,600 characters).",
  expired: "It could not be sent before its deadline.",
  "sender-stopped": "The sending number is not in service.",
  redacted: "The person's data was erased.",
  "rejected-by-provider": "The provider refused it.",
  "throttled-by-provider": "The provider asked to wait.",
  unreachable: "The phone was off or out of reach. The text is tried again.",
  "carrier-trouble": "The carrier had a problem. The text is tried again.",
  "expired-in-queue": "It stayed too long in the provider’s queue. The text is tried again within texting hours.",
  "carrier-day-used-up": "The carrier’s daily limit is used up. Sending continues after midnight Pacific time.",
  "provider-refuses-us": "The texting provider refuses our account at present. The text waits until that is settled.",
  "region-not-allowed": "The texting provider’s account may not text this country yet. The text waits.",
  "sender-not-ready": "The sending number is still being set up with the carriers. The text waits.",
  "provider-trial":
    "The texting provider’s account is a trial account, which may text only numbers that it has verified.",
  "refused-as-wrong": "The provider refused our request as wrong. The text is tried again.",
  "no-receipt": "The carrier took it and never reported whether it arrived. This is final.",
  "outcome-unknown":
    "The provider may or may not have it and cannot tell. It is final: the text is not sent again, so that no one gets it twice.",
} as const;

export type Reason = keyof typeof reasons;
