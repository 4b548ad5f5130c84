import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { connectEveryShopDb, type EveryShopDb } from "#platform/sql/db";
import { launchBrowser, runningDemo } from "../setup/browser.ts";
import { type Admin, expectNoTrouble, openAdmin, PHONE } from "./admin.ts";
import { expectAccessible } from "./pages/axe.ts";

const SHOP = "fernhill-supply.myshopify.com";
const LONG_AGO = new Date("2026-11-01T12:00:00Z");
/** So long that no timer comes due while the tests run. */
const FAR = new Date("2099-01-01T12:00:00Z");

let browser: Browser | undefined;
let admin: Admin;
let db: EveryShopDb | undefined;
let flowId: string;

const document = {
  purpose: "marketing",
  trigger: { kind: "subscribed" },
  steps: [
    { id: "hello", type: "send", config: { text: "{{ shop.name }}: hello" }, arms: {} },
    { id: "day", type: "wait", config: { minutes: 1_440 }, arms: {} },
    { id: "more", type: "send", config: { text: "{{ shop.name }}: more" }, arms: {} },
    { id: "week", type: "wait", config: { minutes: 10_080 }, arms: {} },
    { id: "last", type: "send", config: { text: "{{ shop.name }}: last" }, arms: {} },
  ],
};

/** A flow of the shop with three people inside: two in the first wait, one in the second. */
async function aFlowWithPeople({ everyShop: prisma }: EveryShopDb): Promise<string> {
  const { id: shopId } = await prisma.shop.findFirstOrThrow({ where: { domain: SHOP } });
  const people = await prisma.subscriber.findMany({ where: { shopId, marketing: "subscribed" }, take: 3 });
  const [id, versionId] = [newId(), newId()];
  const dates = { createdAt: LONG_AGO, updatedAt: LONG_AGO };
  await prisma.flow.create({
    data: { shopId, id, name: "Three hellos", state: "live", liveVersionId: versionId, draft: document, ...dates },
  });
  await prisma.flowVersion.create({
    data: {
      shopId,
      id: versionId,
      flowId: id,
      number: 1,
      document,
      createdAt: LONG_AGO,
      publishedById: "7",
      publishedByName: "Maya Chen",
    },
  });
  await prisma.enrollment.createMany({
    data: people.map(({ id: subscriberId }, i) => ({
      ...{
        shopId,
        id: newId(),
        flowId: id,
        versionId,
        subscriberId,
        subject: `person:${subscriberId}`,
        state: "waiting",
      },
      ...{ stepId: i < 2 ? "more" : "last", resumeAt: FAR, startedAt: LONG_AGO },
    })),
  });
  return id;
}

beforeAll(async () => {
  browser = await launchBrowser();
  admin = await openAdmin(browser, SHOP);
  db = connectEveryShopDb(runningDemo().env.DATABASE_URL ?? "", { connections: 1 });
  flowId = await aFlowWithPeople(db);
});
afterAll(async () => {
  await browser?.close();
  // Everyone who subscribes in a later test would enter it.
  await db?.everyShop.enrollment.deleteMany({ where: { flowId } });
  await db?.everyShop.flow.updateMany({ where: { id: flowId }, data: { state: "paused", deletedAt: LONG_AGO } });
  await db?.close();
});

const step = (name: string | RegExp) => admin.app.locator("[data-step]").filter({ hasText: name });

test("publishing shows who is inside, and people move as the merchant chose, by keyboard alone", async () => {
  const { app, page } = admin;
  await admin.open(`/flows/${flowId}`);
  await step("Wait 7 days").focus();
  await page.keyboard.press("Delete");
  await app.getByText(/^Draft saved/).waitFor();
  await app.getByRole("button", { name: "Publish", exact: true }).first().focus();
  await page.keyboard.press("Enter");
  const panel = app.getByRole("region", { name: "Publish version 2" });
  await panel.getByText("3 people are in this flow:").waitFor();
  await panel.getByText("2 at “Wait 1 day”").waitFor();
  await panel.getByText("1 at “Wait 7 days” (not in this version anymore)").waitFor();
  await expectAccessible(admin);

  await panel.getByRole("radio", { name: "They finish the version they started" }).focus();
  await page.keyboard.press("ArrowDown");
  const choice = panel.getByRole("combobox", { name: "1 person at “Wait 7 days”, which was removed" });
  await choice.selectOption({ label: "Finish the version they started" });
  await expectAccessible(admin);
  await panel.getByRole("button", { name: "Publish and move" }).focus();
  await page.keyboard.press("Enter");
  await admin.seeToast("Version 2 is live");
  await app.getByText("Moved 2 of 3 people.").waitFor();
  await app.getByText("1 person stays in an older version, as you chose.").waitFor();
  await expectAccessible(admin);
  expectNoTrouble(admin);
});

test("the history names each author and change, shows an old version, and restores it with an undo", async () => {
  const { app, page } = admin;
  await admin.open(`/flows/${flowId}/versions`);
  await app.getByText("Removed “Wait 7 days”.").waitFor();
  await app.getByText("By you").waitFor();
  await app.getByText("By Maya Chen").waitFor();
  await app.getByRole("button", { name: "View version 1" }).focus();
  await page.keyboard.press("Enter");
  await app.getByRole("heading", { name: "Version 1", exact: true }).waitFor();
  await app.getByText("{{ shop.name }}: last").waitFor();
  await expectAccessible(admin);

  await app.getByRole("button", { name: "Restore version 1 as draft" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Restore as draft" }).click();
  await admin.seeToast("Version 1 restored as the draft");
  await step("Wait 7 days").waitFor();
  await app.getByText(/^Draft saved/).waitFor();
  await app.getByRole("button", { name: "Undo" }).first().click();
  await step("Wait 7 days").waitFor({ state: "detached" });
  await app.getByText(/^This is the live version/).waitFor();
  expectNoTrouble(admin);
});

test("the history is a list of blocks on a phone", async () => {
  if (!browser) throw new Error("There is no browser.");
  const phone = await openAdmin(browser, SHOP, PHONE);
  await phone.open(`/flows/${flowId}/versions?version=1`);
  await phone.app.getByRole("button", { name: "View version 2" }).waitFor();
  const width = await phone.page.frame("app-iframe")?.evaluate(() => window.document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(PHONE.width);
  await expectAccessible(phone);
  expectNoTrouble(phone);
  await phone.close();
});
