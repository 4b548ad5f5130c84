import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeAt } from "#domain/operators/one-time-code";
import { tokenCipher } from "#platform/token-cipher";
import { SENDER_PHONE } from "../factories/carrier.ts";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { anOperator, type TestOperator } from "../factories/operator.ts";
import { aSender } from "../factories/sender.ts";
import { aShop } from "../factories/shop.ts";
import { launchBrowser } from "../setup/browser.ts";
import { type CampaignUnderWay, nothingLeaves, startCampaign } from "../stories/campaign-under-way.ts";
import { openStory } from "../stories/story-world.ts";
import { until } from "../stories/until.ts";
import { type RealProcess, startWorkerProcess } from "../stories/worker-process.ts";
import { PHONE, WIDE } from "./admin.ts";
import { testsContinueEachOther } from "./demo-admin.ts";
import { problemsOf } from "./pages/axe.ts";

// An operator in the middle of a campaign: a web process with its real pages, one worker process under a supervisor.

const AUDIENCE = 1_500;
const PATIENCE_MS = 60_000;

const world = await openStory({ build: new URL("../../build/server/index.js", import.meta.url), hasWorker: false });
const { ctx, config, carrier } = world;
const browser = await launchBrowser();
afterAll(() => browser.close());
const context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce" });
context.setDefaultTimeout(PATIENCE_MS);
const page = await context.newPage();
const troubles: string[] = [];
page.on("pageerror", ({ message }) => troubles.push(message));
page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));

/** Starts the worker again when it exits, as a platform does. */
let worker: RealProcess;
const exits: (number | null)[] = [];
let isOver = false;
async function supervise(): Promise<void> {
  worker = await startWorkerProcess({ carrier: world.carrierUrl, clock: config.CLOCK_URL ?? "" });
  void worker.ended.then((code) => {
    exits.push(code);
    if (!isOver) void supervise();
  });
}

let ada: TestOperator;
let campaign: CampaignUnderWay;
beforeAll(async () => {
  const cipher = tokenCipher(config.ENCRYPTION_KEYS);
  ada = await anOperator(ctx, { name: "ada", cipher });
  const { id: shopId } = await aShop(ctx.db);
  await aSender(ctx.db, { shopId, phone: SENDER_PHONE, partsPerSecond: 40 });
  await manySubscribers(ctx.db, shopId, AUDIENCE);
  await supervise();
  campaign = await startCampaign(world, shopId);
});
afterAll(async () => {
  isOver = true;
  await worker.stop();
});

// One incident: each test goes on where the one before it stopped.
testsContinueEachOther();

const link = (name: string | RegExp) => page.getByRole("link", { name });
const open = (path: string) => page.goto(`${world.web.url}/operations${path}`);
const sentTexts = async () => (await carrier.summary()).accepted;

/** Follows a link to an action, gives the reason and presses its button. */
async function act(name: string | RegExp, says: RegExp): Promise<void> {
  await link(name).first().click();
  await page.getByLabel("Reason").fill("the incident of this test");
  await page.locator("main form button").click();
  await page.getByRole("status").getByText(says).waitFor();
}

test("an operator logs in with password and authenticator, and a wrong code doesn't", async () => {
  await open("/processes");
  const logIn = async (code: string) => {
    await page.getByLabel("Name").fill(ada.name);
    await page.getByLabel("Password").fill(ada.password);
    await page.getByLabel("Code").fill(code);
    await page.getByRole("button", { name: "Log in" }).click();
  };
  await logIn("000000");
  await page.getByRole("alert").getByText("is wrong").waitFor();
  await logIn(codeAt(ada.secret, new Date()));
  await page.getByRole("heading", { name: "Processes", level: 1 }).waitFor();
});

test("pausing the campaigns stops their texts, and resuming lets them continue", async () => {
  await campaign.hasSent(20);
  await open("/queues");
  await act("Pause class campaign", /is paused/);
  await nothingLeavesSoon();
  await page.getByText("paused: the incident of this test").first().waitFor();
  const { accepted: atRest } = await carrier.summary();
  expect(atRest).toBeLessThan(AUDIENCE);
  await act("Resume class campaign", /continues/);
  await until("texts again", async () => (await sentTexts()) > atRest);
});

test("a drained worker finishes and stays, as the page shows by itself, and takes work again when told", async () => {
  await open("/processes");
  await act(/^Drain worker/, /takes nothing new/);
  await page
    .getByRole("row", { name: /^worker/ })
    .getByText("drained")
    .waitFor();
  await nothingLeaves(carrier, 2_500);
  const { accepted: atRest } = await carrier.summary();
  expect(atRest).toBeLessThan(AUDIENCE);
  await act(/^Take work again worker/, /takes work/);
  await until("texts again", async () => (await sentTexts()) > atRest);
});

test("a restarted worker exits with 0, and its supervisor's next one goes on", async () => {
  const row = () =>
    page
      .getByRole("row", { name: /^worker/ })
      .first()
      .getByRole("rowheader")
      .innerText();
  await open("/processes");
  const before = await row();
  await act(/^Restart worker/, /finishes and then exits/);
  await expect.poll(row, { timeout: PATIENCE_MS }).not.toBe(before);
  expect(exits).toEqual([0]);
});

test("each person got the campaign's text exactly once", async () => {
  await campaign.isOver(false);
  await campaign.watched();
  const { distinctRefs, duplicatedRefs, accepted } = await carrier.summary();
  expect({ distinctRefs, duplicatedRefs, accepted }).toEqual({
    distinctRefs: AUDIENCE,
    duplicatedRefs: [],
    accepted: AUDIENCE,
  });
  await open("/audit");
  for (const action of ["login", "login-failed", "pause", "resume", "drain", "restart"])
    await page.getByRole("cell", { name: action, exact: true }).first().waitFor();
});

test("a page renews itself and the link in focus keeps the focus", async () => {
  await open("/processes");
  const restart = link(/^Restart worker/).first();
  await restart.focus();
  const stamp = page.locator("[data-stamp]");
  const before = await stamp.innerText();
  await expect.poll(() => stamp.innerText(), { timeout: PATIENCE_MS }).not.toBe(before);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  expect(await focused()).toMatch(/^Restart worker/);
});

const PAGES = [
  ...["", "/processes", "/queues", "/shops", "/providers", "/dead", "/unknowns", "/flags", "/audit", "/operators"],
  ...["/account", "/act/stop-marketing", "/act/add-operator?name=grace&role=reader"],
];

const LOOKS = [
  { ...WIDE, colorScheme: "light" as const },
  { ...PHONE, colorScheme: "dark" as const },
];

test("every page is accessible, fits a phone and can be read in the dark", async () => {
  const found: string[] = [];
  for (const path of PAGES)
    for (const { colorScheme, ...size } of LOOKS) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await open(path);
      const own = troubles.length;
      found.push(...(await problemsOf(page)).map((it) => `${colorScheme} ${size.width} px ${it}`));
      // axe sets inline styles while it looks, which the panel's policy blocks.
      troubles.length = own;
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (excess > 0) found.push(`${path} is ${excess} px wider than ${size.width} px`);
      await takePanelPicture(path, colorScheme);
    }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: "light" });
  expect(found).toEqual([]);
});

test("everything can be reached by the keyboard, and logging out ends it", async () => {
  await open("");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Skip to content");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  await page.getByRole("button", { name: "Log out" }).press("Enter");
  await page.getByRole("button", { name: "Log in" }).waitFor();
  await open("/queues");
  await page.getByRole("button", { name: "Log in" }).waitFor();
  // The answers to the wrong code (401) are what the browser itself reports.
  expect(troubles.filter((it) => !it.includes("401"))).toEqual([]);
});

/** A text that was under way a moment ago may still arrive. */
async function nothingLeavesSoon(): Promise<void> {
  await until("two seconds without a text", () =>
    nothingLeaves(carrier, 2_000).then(
      () => true,
      () => false,
    ),
  );
}

/** The documents' pictures of two pages, as test/browser/admin.ts takes the merchants'. */
async function takePanelPicture(path: string, colorScheme: "light" | "dark"): Promise<void> {
  const name = { "": "operations-overview", "/processes": "operations-processes" }[path];
  if (!name || colorScheme === "dark") return;
  const file = fileURLToPath(new URL(`../../docs/screenshots/${name}.png`, import.meta.url));
  if (existsSync(file) && !process.env.UPDATE_SCREENSHOTS) return;
  await page.screenshot({ path: file, animations: "disabled" });
}
