import type { Provider } from "#domain/messages/delivery/provider";
import type { TwilioConnection } from "#providers/twilio/account";
import { twilioProvider } from "./twilio.ts";

/** What each driver needs; a provider that is not configured is left out. */
export interface ProviderSettings {
  twilio?: TwilioConnection | undefined;
}

/** Every configured provider by its name, as it stands on a message and in a callback's URL. */
export function providersFrom({ twilio }: ProviderSettings): Record<string, Provider> {
  return twilio ? { twilio: twilioProvider(twilio) } : {};
}
