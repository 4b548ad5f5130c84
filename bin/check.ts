import { parseArgs } from "node:util";
import { openContext } from "#domain/open-context";
import { readConfig } from "#platform/config";
import { providersFrom } from "#providers/registry";
import { campaignStory } from "./check/campaign-story.ts";
import { cartStory } from "./check/cart-story.ts";
import { installStory } from "./check/install-story.ts";
import { orderStory } from "./check/order-story.ts";
import { stopStory } from "./check/stop-story.ts";
import { worldOf } from "./check/world.ts";
import { describeError, say } from "./progress.ts";

const SHOP = "bluebird-tea.myshopify.com";

/** Plays the whole story against a running demo and exits 0 only when each of its steps was really seen. */
const { values: urls } = parseArgs({
  options: Object.fromEntries(
    ["store", "carrier", "people", "clock", "app", "worker"].map((name) => [name, { type: "string" as const }]),
  ),
});
const config = readConfig();
const { ctx, close } = await openContext({ ...config, LOG_LEVEL: "silent" }, "check");
const providers = providersFrom({
  twilio: { accountSid: config.TWILIO_ACCOUNT_SID, authToken: config.TWILIO_AUTH_TOKEN, apiUrl: config.TWILIO_API_URL },
});

try {
  const world = worldOf({ store: String(urls.store), carrier: String(urls.carrier), clock: String(urls.clock) }, SHOP);
  const shop = await installStory(ctx, world, providers, SHOP);
  await cartStory(ctx, world, shop);
  await stopStory(ctx, world, shop);
  await campaignStory(ctx, world, shop);
  await orderStory(ctx, world, shop);
  say("Everything was seen: in the carrier's record, in the store's and in the database.");
} catch (error) {
  say(`✗ ${describeError(error)}`);
  process.exitCode = 1;
} finally {
  await Promise.all(Object.values(providers).map((provider) => provider.close()));
  await close();
}
