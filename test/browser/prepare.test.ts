import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCampaign } from "../factories/campaigns/campaign.ts";
import { TUESDAY_MORNING } from "../factories/context.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { launchBrowser } from "../setup/browser.ts";
import { FERNHILL } from "../stories/story-world.ts";
import { type Admin, excessWidth, expectNoTrouble, openAdmin, PHONE, takePicture } from "./admin.ts";
import { testsContinueEachOther } from "./demo-admin.ts";
import { openFlowWorld } from "./flows/flow-world.ts";
import { expectAccessible } from "./pages/axe.ts";

// The Tuesday before Black Friday, in a world with a clock of its own.
const world = await openFlowWorld(FERNHILL);
const { ctx, admin, shopId } = world;
const { app, page } = admin;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NINE = new Date(TUESDAY_MORNING.getTime() + 24 * HOUR);

let browser: Browser;
let phone: Admin;
let lateId = "";

testsContinueEachOther();

beforeAll(async () => {
  browser = await launchBrowser();
  phone = await openAdmin(browser, FERNHILL, PHONE, world.config.SHOPIFY_SIMULATOR_URL ?? "");
  const { id: senderId } = await ctx.db.prisma.sender.findFirstOrThrow({ where: { shopId } });
  // A text in seven minutes: twenty people take longer than two hours.
  const slow = { partsPerSecond: 1 / 400 };
  await ctx.db.prisma.sender.update({ where: { shopId_id: { shopId, id: senderId } }, data: slow });
  for (let person = 0; person < 20; person += 1) await aSubscriber(ctx.db, { shopId });
  const scheduled = { shopId, senderId, state: "scheduled" };
  await aCampaign(ctx.db, { ...scheduled, name: "Early access", scheduledAt: NINE });
  const scheduledAt = new Date(NINE.getTime() + 15 * MINUTE);
  lateId = (await aCampaign(ctx.db, { ...scheduled, name: "Doorbusters", scheduledAt })).id;
});

afterAll(() => browser.close());

const checks = () => app.getByRole("list", { name: "Checks" }).getByRole("listitem");
const check = (title: string) => checks().filter({ has: app.getByRole("heading", { name: title }) });
const startsAt = async () =>
  (await ctx.db.prisma.campaign.findFirstOrThrow({ where: { shopId, id: lateId } })).scheduledAt;

test("in the weeks before Black Friday, Home says what is still to do and leads to the guide", async () => {
  await admin.open("");
  await app.getByRole("heading", { name: "Black Friday is in 3 days" }).waitFor();
  await app.getByText(/Still to do: .*Test text.*Saved replies/).waitFor();
  await takePicture(admin, "home-before-busy-day");
  await expectAccessible(admin);
  await app.getByRole("main").getByRole("link", { name: "Open preparation guide" }).click();
  await app.getByRole("heading", { name: "Preparation guide", level: 1 }).waitFor();
});

test("each check has its state and the page where it is done", async () => {
  await app.getByText("Black Friday, Nov 27, 2026 · in 3 days").waitFor();
  expect(await checks().count()).toBe(10);
  await check("Time to reach everyone").getByText("To do").waitFor();
  await check("Time to reach everyone")
    .getByText(/all 2\d subscribers, started at 9:00 AM EST, takes about/)
    .waitFor();
  await check("Your number").getByText("Ready").waitFor();
  await check("Test text").getByText("To do").waitFor();
  await check("Answers outside opening hours").getByText("Review").waitFor();
  await app.getByText("while “Early access” still uses the number").waitFor();
  await takePicture(admin, "preparation-guide");
  await expectAccessible(admin);
});

test("a check is done on the page that it leads to, and is ready afterwards", async () => {
  await check("Saved replies").getByRole("link").click();
  await app.getByRole("heading", { name: "Saved replies", level: 1 }).waitFor();
  const now = ctx.clock.now();
  const data = { shopId, id: crypto.randomUUID(), name: "Delivery", body: "Two days", createdAt: now, updatedAt: now };
  await ctx.db.prisma.savedReply.create({ data });
  await admin.open("/prepare");
  await check("Saved replies").getByText("Ready").waitFor();
});

test("a campaign at a crowded hour is moved by one key, and moved back by another", async () => {
  const before = await startsAt();
  const move = app.getByRole("button", { name: /^Start at .*: Doorbusters$/ });
  await move.focus();
  await page.keyboard.press("Enter");
  await admin.seeToast("Start time changed");
  await app.getByText(/“Doorbusters” now starts Nov 25, 2026/).waitFor();
  await expect.poll(() => move.count()).toBe(0);
  expect((await startsAt())?.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
  await takePicture(admin, "preparation-guide-moved");
  await app.getByRole("button", { name: "Undo: Doorbusters" }).focus();
  await page.keyboard.press("Enter");
  await move.waitFor();
  expect(await startsAt()).toEqual(before);
});

test("a campaign that was changed in another tab is not moved", async () => {
  const scheduledAt = new Date(NINE.getTime() + 20 * MINUTE);
  await ctx.db.prisma.campaign.update({ where: { shopId_id: { shopId, id: lateId } }, data: { scheduledAt } });
  await app.getByRole("button", { name: /^Start at .*: Doorbusters$/ }).click();
  await app.getByText("This campaign was changed in the meantime.").waitFor();
  expect(await startsAt()).toEqual(scheduledAt);
});

test("the campaign's editor gives the same advice", async () => {
  await admin.open(`/campaigns/${lateId}/edit`);
  await app.getByText(/your number is still busy with “Early access”\. Start at .* instead/).waitFor();
  expect(await app.getByText("No active number can send this").count()).toBe(0);
});

test("on a phone the guide can be read and used", async () => {
  await phone.open("/prepare");
  await phone.app.getByText("while “Early access” still uses the number").waitFor();
  await expectAccessible(phone);
  expect(await excessWidth(phone)).toBe(0);
  await takePicture(phone, "preparation-guide-phone");
  await phone.open("");
  await phone.app.getByRole("heading", { name: "Black Friday is in 3 days" }).waitFor();
  expect(await excessWidth(phone)).toBe(0);
  expectNoTrouble(phone);
});

test("when no busy day is near, Home says nothing of one", async () => {
  const february = new Date("2027-02-20T15:00:00Z");
  await world.advance(february.getTime() - ctx.clock.now().getTime());
  await admin.open("");
  await app.getByRole("heading", { name: "Home", level: 1 }).waitFor();
  expect(await app.getByText("Open preparation guide").count()).toBe(0);
  expectNoTrouble(admin);
});
