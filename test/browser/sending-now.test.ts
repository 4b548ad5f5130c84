import { afterAll, beforeAll, expect, test } from "vitest";
import { press } from "../../bin/demo-story/merchant.ts";
import { worldOf } from "../../bin/demo-story/world.ts";
import { runningDemo } from "../setup/browser.ts";
import { excessWidth, expectNoTrouble, takePicture } from "./admin.ts";
import { DEMO_SHOP, openDemoAdmin, testsContinueEachOther } from "./demo-admin.ts";
import { expectAccessible } from "./pages/axe.ts";

// A store of 2,600 subscribers and a number that is slow enough for someone to watch.
const SCREEN = "/campaigns/sending";
const HOUR = 3_600_000;
const SECOND = 1_000;
const TO_ALL = { name: "Lantern week", text: "Lantern week has begun at Fernhill Supply" };
const TO_VIPS = { name: "Regulars first", text: "Before everybody else: 10% off at Fernhill Supply", tag: "vip" };

const { admin, phone } = await openDemoAdmin();
let world: ReturnType<typeof worldOf>;
const started: string[] = [];

beforeAll(async () => {
  world = worldOf(runningDemo().urls, DEMO_SHOP);
  const noon = new Date((await world.now()).getTime() + 48 * HOUR);
  noon.setUTCHours(17, 0, 0, 0);
  await world.moveClockTo(noon);
});

afterAll(async () => {
  for (const path of started) await press(world, path, { intent: "cancel" });
  await setRate("20");
});

// One evening: each test goes on where the one before it stopped.
testsContinueEachOther();

async function setRate(partsPerSecond: string): Promise<void> {
  await admin.open("/settings/sender");
  await admin.app.getByLabel("SMS segments per second").fill(partsPerSecond);
  await admin.app.getByRole("button", { name: "Save rate" }).click();
  await admin.seeToast("Rate saved");
}

async function send({ name, text, tag }: { name: string; text: string; tag?: string }): Promise<void> {
  const { app, page } = admin;
  await admin.open("/campaigns/new");
  await app.getByLabel("Campaign name").fill(name);
  await app.getByRole("textbox", { name: "Text" }).fill(text);
  if (tag) {
    await app.getByText("Subscribers with a tag", { exact: true }).click();
    await app.getByRole("combobox", { name: "Tag" }).fill(tag);
    await page.keyboard.press("Escape");
  }
  await app.getByRole("button", { name: "Send campaign" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Send campaign" }).click();
  await app.getByRole("heading", { name, level: 1 }).waitFor();
  const address = page.frame("app-iframe")?.url() ?? "";
  started.push(new URL(address).pathname);
}

const line = () => admin.app.getByRole("list", { name: "In sending order" });
const inOrder = () => line().getByRole("heading", { level: 2 }).allInnerTexts();
const CLASSES = ["Order texts", "Replies", "Flow texts"];

test("while nothing is being sent the page says so", async () => {
  await admin.open(SCREEN);
  await admin.app.getByText("Nothing is sending").waitFor();
  await setRate("5");
});

test("two campaigns at once: home and the list lead to the one page that shows them in their order", async () => {
  const { app } = admin;
  await send(TO_ALL);
  await send(TO_VIPS);
  await admin.open("");
  await app.getByRole("link", { name: "Sending now" }).waitFor();
  await admin.navigate("Campaigns");
  await app.getByRole("link", { name: "Sending now" }).click();
  await app.getByRole("heading", { name: "Sending now", level: 1 }).waitFor();
  expect(await inOrder()).toEqual([...CLASSES, TO_ALL.name, TO_VIPS.name]);
  await line().getByText(`Queued behind “${TO_ALL.name}”`).waitFor();
});

test("marked urgent, the second goes first, and both say when they will be through", async () => {
  const { app } = admin;
  await app.getByRole("button", { name: `Mark urgent: ${TO_VIPS.name}` }).click();
  await admin.seeToast("Marked urgent");
  await line().getByText(`Queued behind “${TO_VIPS.name}”, which is marked urgent.`).waitFor();
  expect(await inOrder()).toEqual([...CLASSES, TO_VIPS.name, TO_ALL.name]);
  await expect.poll(() => line().getByText("Sending finishes around").count()).toBe(2);
  await line()
    .locator("> li")
    .nth(CLASSES.length)
    .getByText(/^[1-9]\d* of \d+ sent/)
    .waitFor();
  await takePicture(admin, "sending-now");
  await expectAccessible(admin);
});

test("it fits a phone", async () => {
  await phone.open(SCREEN);
  await phone.app.getByText(TO_VIPS.name, { exact: true }).waitFor();
  const excess = () => excessWidth(phone);
  await expect.poll(excess).toBe(0);
});

test("paused from the page, none of it reaches the carrier two seconds later, while the other goes on", async () => {
  const { app } = admin;
  await app.getByRole("button", { name: `Pause: ${TO_VIPS.name}` }).click();
  await admin.seeToast("Campaign paused");
  const later = new Date(Date.now() + 2 * SECOND);
  await line().getByText("Paused. No texts are sent until you resume it.").waitFor();
  expect(await inOrder()).toEqual([...CLASSES, TO_ALL.name, TO_VIPS.name]);
  const taken = async ({ text }: { text: string }) =>
    (await world.handOffs(later)).filter(({ body }) => body.includes(text)).length;
  await expect.poll(() => taken(TO_ALL), { timeout: 30 * SECOND }).toBeGreaterThan(15);
  expect(await taken(TO_VIPS)).toBe(0);
});

test("resumed, it is first again, and no page had an error of its own", async () => {
  await admin.app.getByRole("button", { name: `Resume: ${TO_VIPS.name}` }).click();
  await admin.seeToast("Campaign resumed");
  await expect.poll(inOrder).toEqual([...CLASSES, TO_VIPS.name, TO_ALL.name]);
  expectNoTrouble(admin);
  expectNoTrouble(phone);
});
