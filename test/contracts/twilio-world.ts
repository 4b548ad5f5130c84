import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { startCarrier } from "@cartbell/sim/carrier";
import { twilioProvider } from "#providers/twilio";
import { listenForCallbacks } from "./callback-listener.ts";
import { type CarrierControl, carrierControl } from "./carrier-control.ts";
import type { ProviderWorld, Trouble } from "./provider-world.ts";

const accountSid = `AC${"1".repeat(32)}`;
const authToken = "a-token-for-tests";

export interface TwilioWorld extends ProviderWorld {
  control: CarrierControl;
  carrierUrl: string;
  accountSid: string;
  authToken: string;
}

const faultsOf: Record<Trouble, Record<string, unknown>> = {
  "reset-before-read": { resetBefore: 1 },
  "reset-after-read": { resetAfter: 1 },
  hang: { hang: 1 },
  "error-before": { errorBefore: 1 },
  "error-after": { errorAfter: 1 },
  "torn-answer": { tornAnswer: 1 },
  "throttled-for-7-seconds": { tooMany: 1, retryAfterSeconds: 7 },
  "reads-throttled-for-7-seconds": { tooManyReads: 1, retryAfterSeconds: 7 },
  "slow-answer": { answerDelayMs: [400, 400] },
  "receipts-reordered": { callbacks: { reorder: 1 } },
  "receipts-doubled": { callbacks: { double: 1 } },
  undeliverable: { fail: [{ code: 30003 }] },
};

/** The Twilio driver against the simulated carrier, over HTTP, with the real time of day. */
export async function openTwilioWorld(): Promise<TwilioWorld> {
  const sender = "+12025550100";
  const slowSender = "+12025550101";
  const carrier = await startCarrier({
    port: 0,
    accountSid,
    authToken,
    clock: { now: () => new Date() },
    numbers: [
      { phone: sender, kind: "long_code", partsPerSecond: 1000 },
      { phone: slowSender, kind: "long_code", partsPerSecond: 0.001 },
      { phone: "+18885550102", kind: "toll_free", partsPerSecond: 3 },
      { phone: "72345", kind: "short_code", partsPerSecond: 100 },
    ],
    delayScale: 0.02,
    seed: 1,
  });
  const control = carrierControl(carrier.url);
  const connection = { accountSid, authToken, apiUrl: carrier.url };
  const provider = twilioProvider(connection);
  const unreachable = twilioProvider({ ...connection, apiUrl: `http://127.0.0.1:${await closedPort()}` });
  const misconfigured = twilioProvider({ ...connection, authToken: "another-token" });
  const callbacks = await listenForCallbacks(provider.acknowledgement);

  return {
    provider,
    unreachable,
    misconfigured,
    callbacks,
    sender,
    slowSender,
    control,
    carrierUrl: carrier.url,
    accountSid,
    authToken,
    trouble: (kind) => control.setFaults(kind === null ? {} : faultsOf[kind]),
    taken: async (ref) => (await control.handOffs({ ref })).length,
    phone: (number) => control.textsOn(number),
    shopperTexts: async (from, body) => void (await control.textIn(from, sender, body)),
    idle: () => control.idle(),
    async close() {
      await Promise.all([provider.close(), unreachable.close(), misconfigured.close()]);
      await carrier.close();
      await callbacks.close();
    },
  };
}

/** A port that was free a moment ago, where no one listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
