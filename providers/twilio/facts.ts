import type { ProviderFacts } from "#domain/messages/delivery/provider-facts";
import { explain } from "#providers/twilio/codes/explain";
import { limits, retention } from "./limits.ts";
import { prices } from "./prices.ts";

/** What Cartbell knows of Twilio without calling it. */
export const twilioFacts: ProviderFacts = { name: "twilio", prices, limits, retention, explain };
