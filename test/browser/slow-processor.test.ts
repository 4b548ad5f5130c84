import type { Browser, CDPSession } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { broadly } from "../setup/breadth.ts";
import { launchBrowser, runningDemo } from "../setup/browser.ts";
import { type Admin, expectNoTrouble, openAdmin } from "./admin.ts";
import { finderOf } from "./pages/every-page.ts";
import { addMissingRecords, removeThem } from "./pages/missing-records.ts";
import { livePageRoutes } from "./pages/page-routes.ts";

const SHOP = "fernhill-supply.myshopify.com";
const SLOWDOWN = 4;

let browser: Browser;
let admin: Admin;
let processor: CDPSession;
let find: (route: string) => Promise<string[]>;

beforeAll(async () => {
  browser = await launchBrowser();
  admin = await openAdmin(browser, SHOP);
  await addMissingRecords(admin, SHOP);
  find = finderOf(admin);
  processor = await admin.page.context().newCDPSession(admin.page);
});
beforeEach(() => {
  admin.troubles.length = 0;
});
// What is looked up between the tests need not be slow.
afterEach(async () => void (await processor.send("Emulation.setCPUThrottlingRate", { rate: 1 })));
afterAll(async () => {
  await browser?.close();
  await removeThem();
});

const kindOf = (route: string) => (route.includes(":") ? "a record" : "a list or a form");

const tried = broadly(livePageRoutes(), kindOf);

test.each(tried)("on a slow processor a merchant who leaves %s at once sees no error", async (route) => {
  const { page, app } = admin;
  const [path] = await find(route);
  expect(path).toBeDefined();
  await processor.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await page.goto(`${runningDemo().urls.store}/store/${SHOP}/apps/cartbell${path}`);
  // As soon as it answers to clicks, long before what the loader streams is there.
  await admin.waitUntilAlive();
  const elsewhere = route === "/segments" ? "Settings" : "Segments";
  await page.locator("#app-nav").getByRole("link", { name: elsewhere, exact: true }).click();
  await app.getByRole("heading", { name: elsewhere, level: 1, exact: true }).waitFor();
  expectNoTrouble(admin);
});
