import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../setup/browser.ts";
import { type Admin, expectNoTrouble, openAdmin, PHONE } from "./admin.ts";

const SHOP = "fernhill-supply.myshopify.com";

let browser: Browser | undefined;
let admin: Admin;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

describe("by keyboard", () => {
  beforeAll(async () => {
    admin = await openAdmin(await running(), SHOP);
    await admin.open("/flows");
  });

  test("a flow is switched off and on again from its row", async () => {
    const { app, page } = admin;
    // The row shows the change before the server has it: leaving the page meanwhile aborts the request, or its answer while
    // it is read. The admin around the app posts too.
    const saved = async () => {
      const isAbout = (url: string) => new URL(url).pathname === "/flows.data";
      await page.waitForResponse((it) => it.request().method() === "POST" && isAbout(it.url()));
      // Once it has read the answer, the page asks for its data again.
      await page.waitForResponse((it) => it.request().method() === "GET" && isAbout(it.url()));
    };
    const switchedOff = saved();
    await app.getByRole("switch", { name: "Abandoned cart is live" }).focus();
    await page.keyboard.press("Space");
    await app.getByRole("switch", { name: "Abandoned cart is live", checked: false }).waitFor();
    await switchedOff;
    const undone = saved();
    await page.getByRole("button", { name: "Undo" }).focus();
    await page.keyboard.press("Enter");
    await app.getByRole("switch", { name: "Abandoned cart is live", checked: true }).waitFor();
    await undone;
  });

  test("steps are reached in order, opened with Enter and closed with Escape", async () => {
    const { app, page } = admin;
    await app.getByRole("link", { name: "Abandoned cart" }).focus();
    await page.keyboard.press("Enter");
    const wait = app.getByRole("button", { name: "Wait 1 hour", exact: true });
    await wait.focus();
    const order = [];
    for (let step = 0; step < 4; step++) {
      order.push(await app.locator(":focus").innerText());
      await page.keyboard.press("Tab");
      // Between two steps stands the button that adds one.
      expect(await app.locator(":focus").getAttribute("aria-label")).toMatch(/^Add a step after /);
      await page.keyboard.press("Tab");
    }
    expect(order).toEqual([
      "Wait 1 hour",
      "If they ordered since the flow started",
      "Exit the flow",
      expect.stringMatching(/^Send “/),
    ]);

    await wait.focus();
    await page.keyboard.press("ArrowDown");
    expect(await app.locator(":focus").innerText()).toBe("If they ordered since the flow started");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    const form = app.getByRole("region", { name: "Wait" });
    await form.waitFor();
    await expect.poll(() => form.locator(":focus").or(app.locator('section[aria-label="Wait"]:focus')).count()).toBe(1);
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    expect(await app.locator(":focus").innerText()).toBe("Wait 1 hour");
  });

  test("a merge tag is put where the cursor is", async () => {
    const { app, page } = admin;
    await app.getByRole("button", { name: /^Send “/ }).focus();
    await page.keyboard.press("Enter");
    const text = app.getByRole("textbox", { name: "Text" });
    const before = await text.inputValue();
    await text.focus();
    await page.keyboard.press("Control+End");
    await app.getByRole("button", { name: "Insert merge tag" }).focus();
    await page.keyboard.press("Enter");
    await app.getByRole("menuitem", { name: "First name" }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => text.inputValue()).toBe(`${before}{{ customer.first_name }}`);

    // As it was, for the next test.
    await app.getByRole("button", { name: "Revert to version 1" }).click();
    await expect.poll(() => text.inputValue()).toBe(before);
    await app.getByText("This is the live version, version 1.").waitFor();
    expectNoTrouble(admin);
  });
});

describe("on a phone", () => {
  beforeAll(async () => {
    admin = await openAdmin(await running(), SHOP, PHONE);
  });

  test.each([
    ["Home", ""],
    ["Campaigns", "/campaigns"],
    ["New campaign", "/campaigns/new"],
    ["Flows", "/flows"],
    ["Subscribers", "/subscribers"],
    ["Settings", "/settings"],
    ["Sender", "/settings/sender"],
    ["Quiet hours and frequency", "/settings/hours"],
    ["Compliance rules", "/settings/rules"],
  ])("%s fits the screen", async (title, path) => {
    await admin.open(path);
    await admin.app.getByRole("heading", { name: title, level: 1 }).waitFor();
    await expectNoSidewaysScrolling();
  });

  test("a campaign with a long word for a name fits the screen, and so does the question whether to send it", async () => {
    const { app, page } = admin;
    const name = `Sale${"sale".repeat(24)}`;
    await admin.open("/campaigns/new");
    await app.getByLabel("Campaign name").fill(name);
    await app.getByRole("textbox", { name: "Text" }).fill("Hello");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByRole("heading", { name, level: 1 }).waitFor();
    await expectNoSidewaysScrolling();
    await app.getByRole("button", { name: "Send campaign" }).click();
    const question = app.getByRole("dialog").getByRole("heading", { name: `Send “${name}” now?` });
    await expect.poll(() => question.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
    await app.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await admin.open("/campaigns");
    const row = app.getByRole("link", { name });
    await expect.poll(() => row.evaluate((it) => it.getBoundingClientRect().right <= innerWidth)).toBe(true);

    // As it was, for the next test.
    await row.click();
    await app.getByRole("heading", { name, level: 1 }).waitFor();
    await admin.waitUntilAlive();
    await app.getByRole("button", { name: `View actions for ${name}` }).click();
    await app.getByRole("button", { name: "Delete draft" }).click();
    await app.getByRole("dialog").getByRole("button", { name: "Delete draft" }).click();
    await app.getByRole("heading", { name: "Campaigns", level: 1 }).waitFor();
  });

  test("a flow shows its steps, or one step's form", async () => {
    const { app } = admin;
    await admin.open("/flows");
    await app.getByRole("link", { name: "Abandoned cart" }).click();
    const step = app.getByRole("button", { name: /^Send “/ });
    await step.click();
    await app.getByRole("figure", { name: "Preview on a phone" }).waitFor();
    expect(await step.isVisible()).toBe(false);
    await expectNoSidewaysScrolling();
    await app.getByRole("button", { name: "Done", exact: true }).click();
    await step.waitFor();
    await expectNoSidewaysScrolling();
    expectNoTrouble(admin);
  });
});

async function running(): Promise<Browser> {
  browser ??= await launchBrowser();
  return browser;
}

async function expectNoSidewaysScrolling(): Promise<void> {
  const excess = () => admin.app.locator("html").evaluate((html) => Math.max(0, html.scrollWidth - html.clientWidth));
  await expect.poll(excess).toBe(0);
}
