import { afterAll, beforeEach } from "vitest";
import { launchBrowser } from "../setup/browser.ts";
import { type Admin, openAdmin, PHONE } from "./admin.ts";

/** The store that the demo comes with: 2,600 subscribers in many states. */
export const DEMO_SHOP = "fernhill-supply.myshopify.com";

/**
 * The admin of the demo's store, in a wide window and on a phone. Call it at the top of a file: the browser closes itself at
 * the end.
 */
export async function openDemoAdmin(): Promise<{ admin: Admin; phone: Admin }> {
  const browser = await launchBrowser();
  afterAll(() => browser.close());
  return { admin: await openAdmin(browser, DEMO_SHOP), phone: await openAdmin(browser, DEMO_SHOP, PHONE) };
}

/** The tests of the file continue each other: after one failed, the others are skipped. */
export function testsContinueEachOther(): void {
  let hasStopped = false;
  beforeEach(({ skip, onTestFailed }) => {
    skip(hasStopped, "an earlier part failed");
    onTestFailed(() => {
      hasStopped = true;
    });
  });
}
