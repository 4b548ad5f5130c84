import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { connectEveryShopDb } from "#platform/sql/db";
import { launchBrowser, runningDemo } from "../setup/browser.ts";
import { type Admin, openAdmin, WIDE } from "./admin.ts";

const SHOP = "fernhill-supply.myshopify.com";
/** No browser breaks it by itself. */
const WORD = "Donaudampfschifffahrt".repeat(6);
const SMALL_PHONE = { width: 375, height: 812 };

let browser: Browser;
const db = connectEveryShopDb(runningDemo().env.DATABASE_URL ?? "", { connections: 1 });
const NEVER = new Date("2100-01-01T00:00:00Z");

beforeAll(async () => {
  browser = await launchBrowser();
  const { id: shopId } = await db.prisma.shop.findFirstOrThrow({ where: { domain: SHOP } });
  const at = { createdAt: new Date(), updatedAt: new Date() };
  const rules = (await db.prisma.segment.findFirstOrThrow({ where: { shopId } })).rules ?? {};
  await db.prisma.segment.create({ data: { shopId, id: newId(), name: WORD, rules, countDueAt: NEVER, ...at } });
  await db.prisma.list.create({ data: { shopId, id: newId(), name: WORD, ...at } });
  await db.prisma.campaign.create({ data: { shopId, id: newId(), name: WORD, body: "Hello", ...at } });
  // Newer than everyone, so that the first page of the list shows them.
  await db.prisma.subscriber.create({
    data: {
      ...{ shopId, id: newId(), phone: "+16465550179", phoneHash: "long name", firstName: WORD, lastName: WORD },
      ...{ marketing: "never", tags: [WORD, `${WORD}2`], pageKey: 1, ...at, createdAt: NEVER },
    },
  });
});

afterAll(async () => {
  await browser?.close();
  // As it was, for the tests that follow.
  for (const table of [db.everyShop.segment, db.everyShop.list, db.everyShop.campaign] as (typeof db.everyShop.list)[])
    await table.deleteMany({ where: { name: WORD } });
  await db.everyShop.subscriber.deleteMany({ where: { phoneHash: "long name" } });
  await db.close();
});

/** Cells and links of the list that end to the right of the screen. A table inside a cell is a chart’s, for those who hear it. */
const cutOff = ({ app }: Admin) =>
  app
    .locator(".Polaris-IndexTable :is(td, th, a, .Polaris-Badge):not(table table *):visible")
    .evaluateAll((all) =>
      all.filter((it) => it.getBoundingClientRect().right > innerWidth + 1).map((it) => it.textContent?.slice(0, 60)),
    );

describe.each([
  ["a wide screen", WIDE],
  ["a small phone", SMALL_PHONE],
])("on %s a long name hides nothing", (_screen, viewport) => {
  test.each(["/segments", "/segments?view=lists", "/campaigns", "/subscribers", ""])("in %s", async (path) => {
    const admin = await openAdmin(browser, SHOP, viewport);
    await admin.open(path);
    await admin.app.getByRole("link", { name: WORD }).or(admin.app.getByText(WORD)).first().waitFor();
    await expect.poll(() => cutOff(admin)).toEqual([]);
    await admin.close();
  });
});
