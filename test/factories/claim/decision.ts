import type { Recipient, ShopRules } from "#domain/messages/claim/decide";
import { NIL_ID } from "#platform/ids";
import { twilioFacts } from "#providers/twilio/facts";

/** What a decision knows of a shop that texts from 8:00 to 21:00 and lets a second text in a day wait. */
export function shopRules(given: Partial<ShopRules> = {}): ShopRules {
  return {
    facts: twilioFacts,
    ...{ brandName: "Harbor Candles", isLive: true, isSenderLive: true, queueSeconds: 0, stricter: {} },
    ...{ textingStartsMinute: 480, textingEndsMinute: 1_260 },
    ...{ frequencyCapTexts: 1, frequencyCapHours: 24, frequencyCapAction: "defer" },
    ...given,
  };
}

/** What a decision knows of a subscriber in New York. */
export function aRecipient(given: Partial<Recipient> = {}): Recipient {
  return {
    ...{ id: NIL_ID, phone: "+12125550123", marketing: "subscribed", country: "US", firstName: "Ada", lastName: null },
    ...{ ruleSignature: "US-NY@America/New_York", isInvalid: false, suppressedBecause: null, marketingAt: [] },
    ...given,
  };
}
