import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { connectEveryShopDb } from "#platform/sql/db";
import { runningDemo } from "../setup/browser.ts";
import { expectNoTrouble } from "./admin.ts";
import { DEMO_SHOP, openDemoAdmin, testsContinueEachOther } from "./demo-admin.ts";
import { expectAccessible } from "./pages/axe.ts";

const { admin } = await openDemoAdmin();
testsContinueEachOther();

const db = connectEveryShopDb(runningDemo().env.DATABASE_URL ?? "", { connections: 1 });
const SUBJECT = "the flow report's browser test";

/** Three people left a cart. Two ordered during the first wait, the third has taken all steps. */
async function addPeople(): Promise<void> {
  const { everyShop: prisma } = db;
  const { id: shopId } = await prisma.shop.findUniqueOrThrow({ where: { domain: DEMO_SHOP } });
  const flow = await prisma.flow.findFirstOrThrow({ where: { shopId, preset: "abandoned-cart" } });
  const people = await prisma.subscriber.findMany({ where: { shopId }, take: 3 });
  const ways = [
    { state: "exited", exitedBecause: "ordered", stepId: "ordered", trail: "wait-an-hour" },
    { state: "exited", exitedBecause: "ordered", stepId: "ordered", trail: "wait-an-hour" },
    { state: "finished", trail: "wait-an-hour ordered>no remind" },
  ];
  const startedAt = new Date(flow.createdAt.getTime() + 60_000);
  await prisma.enrollment.createMany({
    data: ways.map((way, index) => ({
      ...{ ...way, shopId, id: newId(), flowId: flow.id, versionId: flow.liveVersionId ?? "" },
      ...{ subscriberId: people[index]?.id ?? "", subject: `${SUBJECT} ${index}`, startedAt, endedAt: startedAt },
    })),
  });
}

afterAll(async () => {
  await db.everyShop.enrollment.deleteMany({ where: { subject: { startsWith: SUBJECT } } });
  await db.close();
});

beforeAll(async () => {
  await addPeople();
  await admin.open("/flows");
  const link = admin.app.getByRole("link", { name: "Abandoned cart", exact: true });
  const href = (await link.getAttribute("href")) ?? "";
  await admin.open(`${new URL(href, "https://app.test").pathname}/report?period=all`);
  await counted();
  await admin.waitUntilAlive();
});

const counted = () => admin.app.getByText(/\b(?:person|people) entered/).waitFor();
const wait = () => admin.app.locator("[data-step]").filter({ hasText: "Wait 1 hour" });
const panel = () => admin.app.getByRole("region", { name: "Wait 1 hour" });

test("the picture has a count on each line and people on each card, and a table says the same", async () => {
  const { app } = admin;
  await expect.poll(() => wait().innerText()).toMatch(/Wait 1 hour\s+[\d,]+ (?:person|people) here now/);
  const table = app.getByRole("table", { name: "People and texts at each step" });
  const rows = await table.getByRole("row").allInnerTexts();
  expect(rows).toHaveLength(5);
  expect(rows[1]).toMatch(/^1\. Wait 1 hour/);
  const lines = await app.getByText(/^[\d,]+ (?:person|people)$/).count();
  // To each of the four steps, and to the end after the text.
  expect(lines).toBe(5);
  await expectAccessible(admin);
});

test("a step is opened and closed by keyboard", async () => {
  const { page, app } = admin;
  await wait().focus();
  await page.keyboard.press("Enter");
  await panel().waitFor();
  await expect.poll(() => app.locator('section[aria-label="Wait 1 hour"]:focus').count()).toBe(1);
  const people = panel().getByRole("table", { name: "People" });
  await people.getByRole("rowheader", { name: "Reached" }).waitFor();
  await expectAccessible(admin);
  await page.keyboard.press("Escape");
  await panel().waitFor({ state: "detached" });
  expect(await app.locator(":focus").getAttribute("data-step")).not.toBeNull();
  expectNoTrouble(admin);
});
