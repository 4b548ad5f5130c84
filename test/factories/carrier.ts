import { startCarrier } from "@cartbell/sim/carrier";
import { afterAll } from "vitest";
import type { Provider } from "#domain/messages/delivery/provider";
import type { Clock } from "#platform/clock";
import { twilioProvider } from "#providers/twilio";
import { type CarrierControl, carrierControl } from "../contracts/carrier-control.ts";

export interface TestCarrier extends CarrierControl {
  provider: Provider;
  url: string;
}

export const ACCOUNT = { accountSid: `AC${"0".repeat(32)}`, authToken: "carrier-secret" };
/** The number that the account owns and tests send from. */
export const SENDER_PHONE = "+12025550111";

/**
 * A simulated carrier that delivers at once, and the Twilio driver that talks to it. Closes itself at the end of the file.
 * It takes nothing in after a call has ended, and the driver knows that; `latestEntryMs: undefined` documents nothing, as Twilio does.
 */
export async function aCarrier(
  clock: Clock,
  { partsPerSecond = 10_000, latestEntryMs = 0 }: { partsPerSecond?: number; latestEntryMs?: number | undefined } = {},
): Promise<TestCarrier> {
  const numbers = [{ phone: SENDER_PHONE, kind: "toll_free" as const, partsPerSecond }];
  const carrier = await startCarrier({ port: 0, ...ACCOUNT, clock, numbers, delayScale: 0 });
  const provider = twilioProvider({ ...ACCOUNT, apiUrl: carrier.url, latestEntryMs });
  afterAll(async () => {
    await provider.close();
    await carrier.close();
  });
  return { ...carrierControl(carrier.url), provider, url: carrier.url };
}
