import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectEveryShopDb } from "#platform/sql/db";
import { launchBrowser, runningDemo } from "../setup/browser.ts";
import { type Admin, keptForms, openAdmin } from "./admin.ts";
import { expectAccessible } from "./pages/axe.ts";
import { problemsInWhatOpens } from "./pages/open-everything.ts";

const SHOP = "fernhill-supply.myshopify.com";
const WORDS = "Typed with care, and not to be typed twice";

let browser: Browser;
let admin: Admin;

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  admin = await openAdmin(browser, SHOP);
});
afterEach(() => admin.close());
afterAll(async () => {
  await browser?.close();
  // As it was, for the tests that follow.
  const db = connectEveryShopDb(runningDemo().env.DATABASE_URL ?? "");
  await db.everyShop.campaign.deleteMany({ where: { name: "Kept", state: "draft" } });
  await db.close();
});

/** Answers every form of the app in the server's place. */
async function answerFormsWith(status: number): Promise<void> {
  await admin.page.route(
    (url) => url.pathname.endsWith(".data"),
    (route) => (route.request().method() === "POST" ? route.fulfill({ status, body: "<html>" }) : route.fallback()),
  );
}

const everythingWorks = () =>
  admin.page.unroute((url) => url.pathname.endsWith(".data")).then(() => admin.page.unrouteAll());
const text = () => admin.app.getByRole("textbox", { name: "Text" });
const save = () => admin.page.getByRole("button", { name: "Save", exact: true }).click();

async function writeCampaign(name: string): Promise<void> {
  await admin.open("/campaigns/new");
  await admin.app.getByLabel("Campaign name").fill(name);
  await text().fill(WORDS);
}

describe("a campaign that cannot be saved", () => {
  test.each<[string, () => Promise<void>, RegExp]>([
    ["without a connection", () => admin.page.context().setOffline(true), /You’re offline|connection was lost/],
    ["while a new version starts", () => answerFormsWith(502), /isn’t available right now/],
    ["on a server that fails", () => answerFormsWith(500), /isn’t available right now/],
    ["during maintenance", () => answerFormsWith(503), /isn’t available right now/],
    ["from a page of an older build", () => answerFormsWith(404), /was updated/],
    ["after the session ended", () => answerFormsWith(401), /session has expired/],
  ])("stays on the screen %s, and is saved by the same button later", async (_when, fail, sentence) => {
    const { app } = admin;
    await writeCampaign("Kept");
    await fail();
    await save();
    await app.getByText(sentence).first().waitFor();
    expect(await text().inputValue()).toBe(WORDS);
    await admin.page.context().setOffline(false);
    await everythingWorks();
    await save();
    await app.getByRole("heading", { name: "Kept", level: 1 }).waitFor();
    await admin.waitUntilAlive();
    expect(await text().inputValue()).toBe(WORDS);
  });
});

test("what was typed is there again after the page was reloaded, and can be discarded", async () => {
  const { app } = admin;
  await writeCampaign("Half a campaign");
  await expect.poll(() => keptForms(admin)).toBeGreaterThan(0);
  await admin.open("/campaigns/new");
  await app.getByText("Unsaved changes restored").waitFor();
  expect(await text().inputValue()).toBe(WORDS);
  expect(await app.getByLabel("Campaign name").inputValue()).toBe("Half a campaign");
  await app.getByRole("button", { name: "Discard changes" }).click();
  await expect.poll(() => text().inputValue()).toBe("");
  await expect.poll(() => keptForms(admin)).toBe(0);
});

test("settings that another tab has changed are not overwritten without a word", async () => {
  const { app } = admin;
  const other = await openAdmin(browser, SHOP);
  await admin.open("/settings/replies");
  await other.open("/settings/replies");
  const words = (of: Admin) => of.app.getByLabel("Custom keywords");
  const before = await words(admin).inputValue();
  await words(other).fill("ENOUGH");
  await other.page.getByRole("button", { name: "Save", exact: true }).click();
  await other.seeToast("Settings saved");
  await words(admin).fill("GENUG");
  await save();
  await app.getByText("changed in another tab").waitFor();
  expect(await words(admin).inputValue()).toBe("GENUG");

  // As it was.
  await words(other).fill(before);
  await other.page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(() => other.page.locator("#toasts").getByText("Settings saved").count()).toBeGreaterThan(0);
  await other.close();
});

test("a page that cannot be loaded leaves the one on screen where it is", async () => {
  const { app, page } = admin;
  await admin.open("/campaigns");
  let asked = 0;
  await page.route(
    (url) => url.pathname.endsWith(".data"),
    (route) => {
      asked++;
      return route.fulfill({ status: 502, body: "<html>" });
    },
  );
  await page.locator("#app-nav").getByRole("link", { name: "Subscribers", exact: true }).click();
  await app.getByText("Cartbell isn’t available right now").waitFor();
  expect(await app.getByRole("heading", { name: "Campaigns", level: 1 }).isVisible()).toBe(true);
  await expectAccessible(admin);
  // Pressed while it still fails: once there are answers again, the page may come by itself before the press.
  const before = asked;
  await app.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => asked).toBeGreaterThan(before);
  await page.unrouteAll();
  await app.getByRole("heading", { name: "Subscribers", level: 1 }).waitFor();
});

test("a search that got no answer keeps its words, and is asked for again when the page is opened again", async () => {
  const { app, page } = admin;
  const search = () => app.getByPlaceholder("Search by name, email or number");
  await admin.open("/subscribers?search=nobody-like-that");
  await page.route(
    (url) => url.pathname.endsWith(".data"),
    (route) => route.fulfill({ status: 502, body: "<html>" }),
  );
  await search().fill("ada");
  await app.getByText("Cartbell isn’t available right now").waitFor();
  expect(await search().inputValue()).toBe("ada");
  await expect.poll(() => keptForms(admin)).toBe(1);
  await page.unrouteAll();
  await admin.open("/subscribers?search=nobody-like-that");
  await expect.poll(() => search().inputValue()).toBe("ada");
  // Answered: the browser need not keep it.
  await expect.poll(() => keptForms(admin)).toBe(0);
});

test("a tag that could not be saved is still in its card, also after a reload", async () => {
  const { app, page } = admin;
  const tag = () => app.getByLabel("Tag", { exact: true });
  const openCard = async () => {
    await admin.open("/subscribers");
    await app
      .getByRole("checkbox", { name: /^Choose / })
      .first()
      .focus();
    await page.keyboard.press("Space");
    await app.getByRole("button", { name: "Add tag" }).first().click();
    await tag().waitFor();
  };
  await openCard();
  await tag().fill(WORDS);
  await answerFormsWith(500);
  await page.keyboard.press("Enter");
  await app
    .getByText(/isn’t available right now/)
    .first()
    .waitFor();
  expect(await tag().inputValue()).toBe(WORDS);
  await everythingWorks();
  await openCard();
  await expect.poll(() => tag().inputValue()).toBe(WORDS);
  await app.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => keptForms(admin)).toBe(0);
});

test("everything wrong with a campaign is said by its field before there is anything to confirm", async () => {
  const { app } = admin;
  await writeCampaign("Wrong");
  await app.getByLabel("Link", { exact: true }).fill("not a link");
  await app.getByLabel("Start").selectOption("later");
  await app.getByLabel("Date").fill("2020-01-01");
  await app.getByRole("button", { name: "Schedule campaign" }).click();
  await app.getByText("Enter a full web address").waitFor();
  await app.getByText("This time has passed").waitFor();
  await expectAccessible(admin);
  expect(await problemsInWhatOpens(admin)).toEqual([]);
  expect(await app.getByRole("dialog").count()).toBe(0);
});
