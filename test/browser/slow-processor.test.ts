import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { launchBrowser, runningDemo } from "../setup/browser.ts";
import { expectNoTrouble, openAdmin } from "./admin.ts";

const SHOP = "fernhill-supply.myshopify.com";
const SLOWDOWN = 4;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test.each(["", "/subscribers", "/settings/sender", "/campaigns"])(
  "on a slow processor a merchant who leaves %s at once sees no error",
  async (path) => {
    const admin = await openAdmin(browser, SHOP);
    const { page, app } = admin;
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await page.goto(`${runningDemo().urls.store}/store/${SHOP}/apps/cartbell${path}`);
    // As soon as it answers to clicks, long before what the loader streams is there.
    await admin.waitUntilAlive();
    await page.locator("#app-nav").getByRole("link", { name: "Segments", exact: true }).click();
    await app.getByRole("heading", { name: "Segments", level: 1 }).waitFor();
    expectNoTrouble(admin);
    await admin.close();
  },
);
