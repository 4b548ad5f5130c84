import type { Browser } from "playwright-core";
import { afterAll } from "vitest";
import { changeSettings } from "#domain/settings/change-settings";
import { launchBrowser } from "../../setup/browser.ts";
import { openStory, type StoryWorld } from "../../stories/story-world.ts";
import { type Admin, openAdmin, WIDE } from "../admin.ts";

const PAGES = new URL("../../../build/server/index.js", import.meta.url);

interface FlowWorld extends StoryWorld {
  admin: Admin;
  shopId: string;
}

/**
 * A store with the app's real pages and a merchant's browser, in a world of its own: its clock can move by months without
 * a trace in the demo that the other browser tests share. Call it once at the top of a file.
 */
export async function openFlowWorld(domain: string): Promise<FlowWorld> {
  const world = await openStory({ build: PAGES });
  const shopId = await world.install(domain);
  await world.connect(shopId);
  // A person may be in several of a file's flows on one day.
  await changeSettings(world.ctx, shopId, { frequencyCapTexts: 20 });
  const browser: Browser = await launchBrowser();
  afterAll(() => browser.close());
  const storeUrl = world.config.SHOPIFY_SIMULATOR_URL ?? "";
  return { ...world, shopId, admin: await openAdmin(browser, domain, WIDE, storeUrl) };
}
