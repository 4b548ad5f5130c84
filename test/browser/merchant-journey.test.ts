import { tapLink, waitForText } from "@cartbell/sim/people/shopper";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { worldOf } from "../../bin/demo-story/world.ts";
import { launchBrowser, runningDemo } from "../setup/browser.ts";
import { type Admin, expectNoTrouble, openAdmin, openUntilSeen } from "./admin.ts";
import { readReport } from "./flows/read-report.ts";

const SHOP = "bluebird-tea.myshopify.com";
const MY_PHONE = "+12125550190";
const SHOPPERS = ["Ida Berg", "Tom Reed", "Mara Lind"].map((name, i) => {
  const [firstName = "", lastName = ""] = name.split(" ");
  return { firstName, lastName, phone: `+1212555016${i}`, email: `${firstName.toLowerCase()}@example.com` };
});
const SMALL_PHONE = { width: 375, height: 667 };
const HOUR = 3_600_000;
const PATIENCE_MS = 30_000;

let browser: Browser | undefined;
let admin: Admin;
let world: ReturnType<typeof worldOf>;

beforeAll(async () => {
  world = worldOf(runningDemo().urls, SHOP);
  await world.moveClockTo(tomorrowNoon(await world.now()));
  browser = await launchBrowser();
  admin = await openAdmin(browser, SHOP);
});

afterAll(async () => {
  await browser?.close();
});

/** Noon in New York and nine in Los Angeles, when everyone may be texted, whatever the season. */
function tomorrowNoon(now: Date): Date {
  const noon = new Date(now.getTime() + 24 * HOUR);
  noon.setUTCHours(17, 0, 0, 0);
  return noon;
}

/** The day after, where the store is. */
function tomorrowIn(now: Date): string {
  return new Date(now.getTime() + 24 * HOUR).toLocaleDateString("en-CA", { timeZone: "America/New_York" });
}

function textOn(phone: string, containing: string, skip = 0) {
  return waitForText({ carrierUrl: runningDemo().urls.carrier, phone, containing, skip, timeoutMs: PATIENCE_MS });
}

// One journey: each test goes on where the one before it stopped, and none is tried after one that failed.
let hasStopped = false;
beforeEach(({ skip, onTestFailed }) => {
  skip(hasStopped, "the journey stopped earlier");
  onTestFailed(() => {
    hasStopped = true;
  });
});

test("the merchant installs the app and is shown the way to the first text", async () => {
  const { page, app } = admin;
  await page.goto(`${runningDemo().urls.store}/store/${SHOP}/apps/cartbell`);
  await page.getByRole("link", { name: "Install" }).click();
  await page.getByText("This app needs to do the following").waitFor();
  await page.getByRole("button", { name: "Install" }).click();
  await app.getByRole("heading", { name: "Home", level: 1 }).waitFor();
  await app.getByRole("heading", { name: "Setup guide" }).waitFor();
  await app.getByText("0 of 4 steps done").waitFor();
  await admin.waitUntilAlive();
});

test("the checklist connects a number", async () => {
  const { app } = admin;
  await app
    .getByRole("button", { name: /^Connect \+?\d/ })
    .first()
    .click();
  await admin.seeToast("Number connected");
  await app.getByText("1 of 4 steps done").waitFor();
});

test("the checklist switches the abandoned-cart flow on, and the flows page shows it live", async () => {
  const { app } = admin;
  await app.getByRole("button", { name: "Turn on abandoned cart reminders" }).click();
  await app.getByRole("button", { name: "Turn on reminders" }).click();
  await admin.seeToast("Abandoned cart reminders turned on");
  await app.getByText("2 of 4 steps done").waitFor();

  await admin.navigate("Flows");
  await app.getByRole("switch", { name: "Abandoned cart is live", checked: true }).waitFor();
  await app.getByRole("switch", { name: "Order confirmation is live", checked: false }).waitFor();
});

test("the flow's text is changed, published, and says what happens to whom", async () => {
  const { app } = admin;
  await app.getByRole("link", { name: "Abandoned cart" }).click();
  await app.getByRole("button", { name: /^Send “/ }).click();
  const text = app.getByRole("textbox", { name: "Text" });
  await text.fill("Hi {{ customer.frist_name }}, your tea is waiting");
  await app.getByText("2 issues to fix").waitFor();
  await expect.poll(() => app.getByRole("button", { name: "Publish", exact: true }).isDisabled()).toBe(true);

  await text.fill(
    "Hi {{ customer.first_name }}, your {{ cart.first_item }} is steeping at {{ shop.name }}: {{ link }}",
  );
  await app.getByText("Draft saved. Version 1 is still live.").waitFor();
  await app.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByText("New entrants get version 2.").waitFor();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await admin.seeToast("Version 2 is live");
  await app.getByText("This is the live version, version 2.").waitFor();
});

test("a test text arrives on the merchant's own phone, once a code has proven it", async () => {
  const { app } = admin;
  await admin.open("");
  await app.getByRole("button", { name: "Send a test text to your phone" }).click();
  await app.getByLabel("Your mobile number").fill(MY_PHONE);
  await app.getByRole("button", { name: "Send code" }).click();
  const { body } = await textOn(MY_PHONE, "is your Cartbell code");
  await app.getByLabel("Verification code").fill(/\d{6}/.exec(body)?.[0] ?? "");
  await app.getByRole("button", { name: "Verify number" }).click();
  await admin.seeToast("Number verified");
  await app.getByRole("button", { name: "Send test text" }).click();
  await admin.seeToast("Test text sent");
  await textOn(MY_PHONE, "Hello from Bluebird Tea");
});

test("shoppers agree at the checkout, leave, are reminded in the merchant's words, and one comes back to buy", async () => {
  const { app } = admin;
  const carts = [];
  for (const shopper of SHOPPERS) carts.push(await world.leaveCart(shopper));
  for (const { firstName, lastName } of SHOPPERS)
    await openUntilSeen(admin, "/subscribers", app.getByText(`${firstName} ${lastName}`));

  await world.moveClock(HOUR + 60_000);
  const reminders = await Promise.all(SHOPPERS.map(({ phone }) => textOn(phone, "is steeping at Bluebird Tea")));
  expect(reminders.every(({ body }) => /\bSTOP\b/.test(body))).toBe(true);
  // Within seconds of the hand-over a tap is uncertain.
  await world.moveClock(60_000);
  const hops = await tapLink(/https?:\/\/\S+\/l\/\w+/.exec(reminders[0]?.body ?? "")?.[0] ?? "");
  const landing = new URL(hops.find(({ url }) => url.includes("/recover"))?.url ?? "");
  await world.buy(carts[0]?.token ?? "", landing.pathname + landing.search);

  await admin.navigate("Flows");
  await app.getByRole("link", { name: "Abandoned cart" }).click();
  await app.getByRole("link", { name: "Report" }).click();
  await app.getByText("3 people entered").waitFor();
  const reminder = { Sent: "3", Delivered: "3", Clicked: "1", Orders: "1" };
  await expect
    .poll(() => readReport(admin), { timeout: PATIENCE_MS })
    .toContainEqual(expect.objectContaining(reminder));
});

test("a campaign is written, priced, confirmed and sent to everyone subscribed", async () => {
  const { app } = admin;
  // Yesterday's reminder counts against the frequency cap.
  await world.moveClock(25 * HOUR);
  await admin.navigate("Campaigns");
  await app.getByRole("link", { name: "Create campaign" }).first().click();
  await app.getByLabel("Campaign name").fill("First flush");
  await app
    .getByRole("textbox", { name: "Text" })
    .fill("{{ customer.first_name }}, the first flush has landed at {{ shop.name }}: {{ link }}");
  await app.getByLabel("Link", { exact: true }).fill("https://bluebird-tea.example/first-flush");
  await app
    .getByText("Hi Olivia")
    .or(app.getByText(/^Olivia, the first flush has landed/))
    .waitFor();
  await app.getByText("Estimated cost").waitFor();
  // No one is asked to confirm a campaign for people who are still to be named.
  const send = app.getByRole("button", { name: "Send campaign" });
  await app.getByText("Subscribers with a tag").click();
  await app.getByText("Estimate for all subscribers until you choose an audience.").waitFor();
  await send.click();
  await app.getByText("Enter a tag, or choose all subscribers.").waitFor();
  expect(await app.getByRole("dialog").count()).toBe(0);
  await app.getByText("All subscribers", { exact: true }).first().click();
  await send.click();
  const dialog = app.getByRole("dialog");
  await dialog.getByText("3 people").waitFor();
  await dialog.getByRole("button", { name: "Send campaign" }).click();
});

test("its report counts everyone, and the texts are on the phones", async () => {
  const { app } = admin;
  await app.getByRole("heading", { name: "First flush", level: 1 }).waitFor();
  await app.getByRole("heading", { name: /^3 of 3 sent/ }).waitFor();
  await app.getByText("Finished").first().waitFor();
  for (const { phone, firstName } of SHOPPERS)
    await textOn(phone, `${firstName}, the first flush has landed at Bluebird Tea`);
  await admin.navigate("Campaigns");
  await app.getByRole("link", { name: "First flush" }).waitFor();
});

test("home shows what it brought, on a screen of 375 pixels too", async () => {
  const phone = await openAdmin(browser as Browser, SHOP, SMALL_PHONE); // opened before all tests
  await phone.open("");
  const row = phone.app.getByRole("listitem").filter({ has: phone.app.getByRole("link", { name: "First flush" }) });
  const revenue = row.getByText(/^\$[\d,]+\.\d\d$/);
  await revenue.waitFor();
  expect(await revenue.evaluate((it) => it.getBoundingClientRect().right <= innerWidth)).toBe(true);
  expectNoTrouble(phone);
  await phone.page.close();
});

test("another is to leave at ten by each one's own clock; paused meanwhile, it is marked urgent", async () => {
  const { app } = admin;
  await app.getByRole("link", { name: "Create campaign" }).first().click();
  await app.getByLabel("Campaign name").fill("Second flush");
  await app.getByRole("textbox", { name: "Text" }).fill("The second flush is here at {{ shop.name }}");
  await app.getByLabel("Start", { exact: true }).selectOption({ label: "Recipient’s local time" });
  await app.getByLabel("Date").fill(tomorrowIn(await world.now()));
  await app.getByLabel("Time").fill("10:00");
  await app.getByText("Hawaii time").waitFor();
  // Today’s campaign counts against the cap until tomorrow noon: the estimate says so, as the dispatch will.
  await app.getByText("3 more have reached the frequency cap and will be skipped.").waitFor();
  await app.getByRole("button", { name: "Schedule campaign" }).click();
  await app.getByRole("dialog").getByText("in their local time").waitFor();
  await app.getByRole("dialog").getByRole("button", { name: "Schedule campaign" }).click();

  await app.getByRole("link", { name: "Second flush" }).click();
  await app.getByRole("button", { name: "Pause" }).click();
  await app.getByText("Paused. No texts are sent until you resume it. The deadline").waitFor();
  await app.getByText("in each recipient’s local time").waitFor();
  await app.getByRole("button", { name: "Mark urgent" }).click();
  await admin.seeToast("Marked urgent");
  await app.getByText("it sends before your other campaigns").waitFor();
  await app.getByRole("button", { name: "Resume" }).click();
  await app.getByRole("button", { name: "Change schedule" }).waitFor();
  expect(await app.getByRole("checkbox", { name: /^Urgent/ }).isChecked()).toBe(true);
});

test("whom it did not reach, because yesterday's text was enough, is asked for once more", async () => {
  const { app } = admin;
  await world.moveClock(23 * HOUR);
  await admin.navigate("Campaigns");
  await openUntilSeen(admin, "/campaigns?view=sent", app.getByRole("link", { name: "Second flush" }));
  await app.getByRole("link", { name: "Second flush" }).click();
  await app.getByRole("heading", { name: /^0 of 3 sent · 3 skipped/ }).waitFor();
  await app.getByRole("button", { name: "Send to the 3 people not reached" }).click();
  await app.getByRole("heading", { name: "Second flush (not reached)", level: 1 }).waitFor();
  await app.getByRole("radio", { name: "People not reached by “Second flush”", checked: true }).waitFor();
  await app.getByText("3 people", { exact: true }).waitFor();
});

test("the checklist has ended, and no page had an error of its own", async () => {
  const { app } = admin;
  await admin.open("");
  await app.getByText("Attributed revenue").first().waitFor();
  expect(await app.getByRole("heading", { name: "Setup guide" }).isVisible()).toBe(false);
  expectNoTrouble(admin);
});
