import type { Provider } from "#domain/messages/delivery/provider";
import type { Config } from "#platform/config";
import { providersFrom } from "#providers/registry";

/** The SMS providers by name, with the settings' accounts. Close each at the end. */
export function openProviders(config: Config): Record<string, Provider> {
  return providersFrom({
    twilio: {
      accountSid: config.TWILIO_ACCOUNT_SID,
      authToken: config.TWILIO_AUTH_TOKEN,
      apiUrl: config.TWILIO_API_URL,
    },
  });
}
