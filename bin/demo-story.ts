import { parseArgs } from "node:util";
import { openProcess } from "#boot/open-process";
import { readConfig } from "#platform/config";
import { apiStory } from "./demo-story/api-story.ts";
import { campaignStory } from "./demo-story/campaign-story.ts";
import { cartStory } from "./demo-story/cart-story.ts";
import { installStory } from "./demo-story/install-story.ts";
import { keywordStory } from "./demo-story/keyword-story.ts";
import { orderStory } from "./demo-story/order-story.ts";
import { questionStory } from "./demo-story/question-story.ts";
import { stopStory } from "./demo-story/stop-story.ts";
import { worldOf } from "./demo-story/world.ts";
import { describeError, say } from "./progress.ts";

const SHOP = "bluebird-tea.myshopify.com";

/** Plays the story of `npm run demo -- --check` against a running demo; exits with 0 only when each step was seen. */
const { values: urls } = parseArgs({
  options: Object.fromEntries(
    ["store", "carrier", "people", "clock", "desks", "app", "worker"].map((name) => [
      name,
      { type: "string" as const },
    ]),
  ),
});
const config = readConfig();
const { ctx, providers, close } = await openProcess({ ...config, LOG_LEVEL: "silent" }, "demo-story");

try {
  const world = worldOf({ store: String(urls.store), carrier: String(urls.carrier), clock: String(urls.clock) }, SHOP);
  const shop = await installStory(ctx, world, providers, SHOP);
  await cartStory(ctx, world, shop);
  await stopStory(ctx, world, shop);
  await keywordStory(ctx, world, shop);
  await questionStory(ctx, world, shop);
  await apiStory(ctx, world, shop, String(urls.app));
  await campaignStory(ctx, world, shop);
  await orderStory(ctx, world, shop);
  say("Everything was seen: in the carrier's record, in the store's and in the database.");
} catch (error) {
  say(`✗ ${describeError(error)}`);
  process.exitCode = 1;
} finally {
  await close();
}
