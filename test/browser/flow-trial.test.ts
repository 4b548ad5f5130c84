import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../setup/browser.ts";
import { type Admin, expectNoTrouble, openAdmin, PHONE } from "./admin.ts";
import { expectAccessible } from "./pages/axe.ts";

const SHOP = "fernhill-supply.myshopify.com";

let browser: Browser | undefined;
let admin: Admin;

beforeAll(async () => {
  browser = await launchBrowser();
  admin = await openAdmin(browser, SHOP);
  await openFlow(admin);
});
afterAll(() => browser?.close());

async function openFlow({ open, app, waitUntilAlive }: Admin): Promise<void> {
  await open("/flows");
  await app.getByRole("link", { name: "Order confirmation", exact: true }).click();
  await app.getByRole("heading", { name: "Order confirmation", level: 1 }).waitFor();
  await waitUntilAlive();
  const revert = app.getByRole("button", { name: /^Revert to/ });
  if (await revert.isVisible()) await revert.click();
  await revert.waitFor({ state: "detached" });
}

describe("who enters a flow", () => {
  test("is edited, reads as a sentence, shows problems at the field, and is undone", async () => {
    const { app, page } = admin;
    const trigger = app.getByRole("region", { name: "Trigger" });
    const sentence = (words: string | RegExp) => trigger.getByText(words).first().waitFor();
    await sentence("Once for each event.");
    await trigger.getByLabel("How often a person can enter").selectOption("after-days");
    await sentence("Again after 30 days.");
    await trigger.getByRole("button", { name: "Add an event condition" }).click();
    await trigger.getByText("Entry filter: choose a property.").waitFor();
    await trigger.getByLabel("Property of the event").selectOption("amount");
    await trigger.getByLabel("Comparison").selectOption("at-least");
    await trigger.getByText("Entry filter: enter a value for “Order total”.").waitFor();
    // The start of the picture leads to the fields.
    await app.getByRole("button", { name: /1 issue to fix/ }).click();
    await expect.poll(() => app.locator(":focus").getAttribute("id")).toBe("flow-trigger");
    await trigger.getByLabel("Value", { exact: true }).fill("50");
    await sentence("Only if order total is at least $50.00. Again after 30 days.");
    await trigger.getByLabel("Only people who match conditions").check();
    await sentence(/Only if order total/);
    await expectAccessible(admin);
    await trigger.getByLabel("Only people who match conditions").uncheck();
    // Kept by the server, as every edit.
    await app.getByText(/^Draft saved/).waitFor();
    await page.reload();
    await admin.waitUntilAlive();
    await sentence("Only if order total is at least $50.00. Again after 30 days.");
    await app.getByLabel("How often a person can enter").selectOption("once-per-subject");
    await sentence("Only if order total is at least $50.00. Once for each event.");
    await app.getByRole("button", { name: "Undo" }).click();
    await sentence("Only if order total is at least $50.00. Again after 30 days.");
  });
});

describe("a trial", () => {
  test("says why a person wouldn't enter, lights the path, and shows each text with its cost", async () => {
    const { app } = admin;
    await app.getByRole("button", { name: "Change the sample event" }).click();
    await app.getByRole("button", { name: "Change the sample person" }).click();
    await app.getByLabel("Order total").fill("20");
    await app.getByRole("button", { name: "Test flow" }).click();
    await app.getByText("They wouldn’t enter").waitFor();
    await app.getByText(/The event doesn’t match the entry filter/).waitFor();
    await app.getByLabel("Order total").fill("80");
    await app.getByLabel("Country").first().selectOption("US");
    await app.getByLabel("Time zone").selectOption("Pacific/Honolulu");
    await app.getByLabel("First name", { exact: true }).fill("Leilani");
    await app.getByRole("button", { name: "Test flow" }).click();
    await app.getByText(/^1 text would be sent, for about \$0\.0/).waitFor();
    await app.getByText(/time zone, Pacific\/Honolulu/).waitFor();
    await app
      .getByRole("listitem")
      .filter({ hasText: /SMS segment/ })
      .waitFor();
    expect(await app.getByText("They wouldn’t enter").count()).toBe(0);
    await app.locator("[data-step]").filter({ hasText: "Sent" }).waitFor();
    await expectAccessible(admin);
  });

  test("runs for a subscriber who is found by name, with the event and the start that are chosen", async () => {
    const { app } = admin;
    const people = app.getByLabel("Test as");
    const [, newest] = await people.locator("option").allInnerTexts();
    const name = newest?.split(" ·")[0] ?? "";
    await app.getByLabel("Find a subscriber").fill(name);
    await app.locator('[role="option"]').filter({ hasText: name }).first().click();
    await expect.poll(() => people.inputValue()).toMatch(/^[0-9a-f-]{36}$/);
    await app.getByLabel("The event happens at").fill("2027-03-01T23:30");
    await app.getByRole("button", { name: "Test flow" }).click();
    await app.getByText(/texts? would be sent/).waitFor();
    await app
      .getByText(/Mar [12], 2027/)
      .first()
      .waitFor();
    expectNoTrouble(admin);
  });
});

test("both fit on a phone and work by keyboard", async () => {
  const phone = await openAdmin(browser as Browser, SHOP, PHONE); // set before all tests
  await openFlow(phone);
  const { app, page } = phone;
  await app.getByRole("button", { name: /Once for each event/ }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => app.locator(":focus").getAttribute("id")).toBe("flow-trigger");
  await page.keyboard.press("Tab");
  await expect.poll(() => app.locator(":focus").evaluate((it) => it.tagName)).toBe("SELECT");
  await app.getByRole("button", { name: "Test flow" }).focus();
  await page.keyboard.press("Enter");
  await app.getByText(/text would be sent/).waitFor();
  const frame = page.frame("app-iframe");
  const overflow = await frame?.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible(phone);
  expectNoTrouble(phone);
  await phone.close();
});
