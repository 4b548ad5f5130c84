import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../setup/browser.ts";
import { type Admin, expectNoTrouble, openAdmin } from "./admin.ts";

// The store that the demo comes with: its subscribers have tags, and its campaigns brought orders.
const SHOP = "fernhill-supply.myshopify.com";

let browser: Browser;
let admin: Admin;

beforeAll(async () => {
  browser = await launchBrowser();
  admin = await openAdmin(browser, SHOP);
});

afterAll(() => browser?.close());

test("the tag of an audience is chosen from the tags that subscribers have", async () => {
  const { app } = admin;
  await admin.open("/campaigns/new");
  await app.getByText("Subscribers with a tag").click();
  const tag = app.getByRole("combobox", { name: "Tag" });
  await tag.focus();
  await app.getByRole("option", { name: "vip", exact: true }).waitFor();
  await tag.fill("whole");
  await app.getByRole("option", { name: "wholesale", exact: true }).click();
  expect(await tag.inputValue()).toBe("wholesale");
  await app
    .getByText(/^[\d,]+ people$/)
    .first()
    .waitFor();
});

test("a long text is one bubble, and one too long stays on the phone with the reason", async () => {
  const { app } = admin;
  await admin.open("/campaigns/new");
  const phone = app.getByRole("figure", { name: "Preview on a phone" });
  const text = app.getByRole("textbox", { name: "Text" });
  await text.fill(`${"Cedar candles are back. ".repeat(10)}{{ link }}`);
  await phone.getByText("3 SMS segments").or(phone.getByText("2 SMS segments")).waitFor();
  expect(await phone.locator('[dir="auto"]').count()).toBe(1);
  expect(await phone.locator('[dir="auto"]').innerText()).toMatch(/\/l\/\w{10}\s/);
  await text.fill("x".repeat(1_700));
  await phone.getByText(/^Too long to send: .* Shorten it by 1\d\d\.$/).waitFor();
  expect(await phone.locator('[dir="auto"]').innerText()).toContain("x".repeat(1_700));
});

test("a day is read and typed the American way", async () => {
  const { app } = admin;
  await admin.open("/campaigns/new");
  await app.getByRole("combobox", { name: "Start" }).selectOption("later");
  const day = app.getByLabel("Date");
  await expect.poll(() => day.inputValue()).toMatch(/^\d\d\/\d\d\/\d{4}$/);
  await day.fill("1/5/2030");
  await app.getByLabel("Time").focus();
  await expect.poll(() => day.inputValue()).toBe("01/05/2030");
});

test("deleting a draft leads to the list, also on a slow processor", async () => {
  const { app, page } = admin;
  const session = await page.context().newCDPSession(page);
  for (const name of ["First to delete", "Second to delete", "Third to delete"]) {
    await admin.open("/campaigns/new");
    await app.getByLabel("Campaign name").fill(name);
    await app.getByRole("textbox", { name: "Text" }).fill("Hello");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByRole("heading", { name, level: 1 }).waitFor();
    await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
    await app.getByRole("button", { name: "Delete draft" }).click();
    await app.getByRole("dialog").getByRole("button", { name: "Delete draft" }).click();
    await app.getByRole("heading", { name: "Campaigns", level: 1 }).waitFor();
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    expect(await app.getByRole("link", { name }).count()).toBe(0);
  }
  expectNoTrouble(admin);
});
