import type { Provider } from "#domain/messages/delivery/provider";
import type { Config } from "#platform/config";
import { twilioProvider } from "./twilio.ts";

/** The settings of all providers. */
type ProviderSettings = Pick<
  Config,
  "TWILIO_ACCOUNT_SID" | "TWILIO_AUTH_TOKEN" | "TWILIO_API_URL" | "TWILIO_LATEST_ENTRY_SECONDS" | "PROVIDER_CALLS"
>;

/** Every configured provider by its name, as stored with senders and messages and named in callback URLs. Close each at the end. */
export function providersFrom(config: ProviderSettings): Record<string, Provider> {
  const latestEntry = config.TWILIO_LATEST_ENTRY_SECONDS;
  const twilio = twilioProvider({
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken: config.TWILIO_AUTH_TOKEN,
    apiUrl: config.TWILIO_API_URL,
    ...(config.PROVIDER_CALLS !== undefined && { connections: config.PROVIDER_CALLS }),
    latestEntryMs: latestEntry === undefined ? undefined : latestEntry * 1_000,
  });
  return { [twilio.name]: twilio };
}
