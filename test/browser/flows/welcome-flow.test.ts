import { waitForText } from "@cartbell/sim/people/shopper";
import { beforeEach, expect, test } from "vitest";
import { linkIn, PHONE_BROWSER } from "../../stories/phone-browser.ts";
import { openSignUpForm, postSignUpForm } from "../../stories/sign-up-page.ts";
import { FERNHILL } from "../../stories/story-world.ts";
import { until } from "../../stories/until.ts";
import { expectNoTrouble } from "../admin.ts";
import { buildingIn } from "./building.ts";
import { openFlowWorld } from "./flow-world.ts";
import { readReport } from "./read-report.ts";

// A merchant builds a welcome flow from nothing, publishes it, and reads what became of the first twenty people.

const world = await openFlowWorld(FERNHILL);
const { ctx, admin, shopId } = world;
const { app } = admin;
const builder = buildingIn(admin);
const store = world.store(FERNHILL);
const storeUrl = world.config.SHOPIFY_SIMULATOR_URL ?? "";

const HOUR = 3_600_000;
const PATIENCE_MS = 60_000;
/** It is past ten in New York and not yet ten in California. */
const NINE_IN_CALIFORNIA = new Date("2026-11-24T17:00:00Z");
const TEN_IN_CALIFORNIA = new Date("2026-11-24T18:00:00Z");
const TEN_IN_NEW_YORK = new Date("2026-11-25T15:00:00Z");
/** The two texts of the A/B test. */
const HELLO = "Hello California!";
const SUNNY = "Sunny California?";
const OFFER = "{{ shop.name }} has 15% for you: {{ discount.code }} {{ link }}";
const CALIFORNIANS = phones("+1415555", 8);
const NEW_YORKERS = phones("+1212555", 10);
/** They live in California; their numbers are from New York. */
const MOVED = phones("+1646555", 2);

function phones(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, place) => `${prefix}${String(place + 501).padStart(4, "0")}`);
}

let flowId = "";
/** How many got each text of the test. */
const said = { A: 0, B: 0 };
let hasStopped = false;
beforeEach(({ skip, onTestFailed }) => {
  skip(hasStopped, "the journey stopped earlier");
  onTestFailed(() => {
    hasStopped = true;
  });
});

const moveTo = (time: Date) => world.advance(time.getTime() - ctx.clock.now().getTime());

test("a flow begins with its trigger, chosen by keyboard", async () => {
  const { page } = admin;
  await admin.open("/flows/new");
  await app.getByRole("button", { name: /^Start from scratch/ }).focus();
  await page.keyboard.press("Enter");
  await app.getByRole("region", { name: "What starts the flow?" }).waitFor();
  await app.getByRole("radio", { name: "Subscribed" }).focus();
  await page.keyboard.press("Space");
  await app.getByRole("button", { name: "Create flow" }).focus();
  await page.keyboard.press("Enter");
  await app.getByRole("heading", { name: "Subscribed", level: 1 }).waitFor();
  await admin.waitUntilAlive();
  flowId = builder.flowId();
});

test("a wait until ten, a code, a branch on place, an A/B test and a text are added by keyboard", async () => {
  const wait = await builder.insert("the trigger", "Wait until a time of day");
  await wait.getByLabel("Time").fill("10:00");

  const code = await builder.insert("“Wait until 10:00 AM”", "Create a discount code");
  await code.getByLabel("Percentage off").fill("15");
  await code.getByLabel("Code prefix").fill("HELLO");
  await expect.poll(builder.steps).toEqual(["Wait until 10:00 AM", expect.stringMatching(/15%/)]);
  const [, codeStep = ""] = await builder.steps();

  const branch = await builder.insert(`“${codeStep}”`, "Branch");
  await branch.getByLabel("If", { exact: true }).selectOption({ label: "the person matches conditions…" });
  await branch.getByRole("button", { name: "Add condition" }).click();
  await branch.getByLabel("Condition", { exact: true }).selectOption({ label: "Place" });
  const places = branch.getByRole("combobox", { name: "Any of" });
  await places.fill("California");
  await app.getByRole("option", { name: "California", exact: true }).waitFor();
  await places.press("Enter");
  await branch.getByRole("button", { name: "Remove California" }).waitFor();
  await expect.poll(async () => (await builder.steps()).at(-1)).toMatch(/People in California/);
  const branchStep = ((await builder.steps()).at(-1) ?? "").replaceAll(/[“”]/g, "");

  const west = await builder.insert(`“Yes” of “${branchStep}”`, "Send a text");
  await west.getByRole("textbox", { name: "Text" }).fill(`${HELLO} ${OFFER}`);
  await west.getByRole("button", { name: "Test another text (A/B)" }).click();
  await west.getByRole("tab", { name: /^Text B/ }).click();
  await west.getByRole("textbox", { name: "Text B" }).fill(`${SUNNY} ${OFFER}`);
  const east = await builder.insert(`“No” of “${branchStep}”`, "Send a text");
  await east
    .getByRole("textbox", { name: "Text" })
    .fill("Good morning from {{ shop.name }}! Take 15% off: {{ discount.code }}");
  await app.getByText(/^Draft saved/).waitFor();
  expect(await app.getByText(/issues? to fix/).count()).toBe(0);
});

test("it is published, and twenty people subscribe: at the checkout of the store and with its form", async () => {
  await builder.publish();
  await moveTo(NINE_IN_CALIFORNIA);
  await store.post("sign-up-form", { words: "I agree to get texts. Reply STOP to opt out." });
  await until("the key of the forms", async () => {
    const shop = await ctx.db.prisma.shop.findUnique({ where: { id: shopId } });
    return shop?.formKeyAt;
  });
  const form = await openSignUpForm(storeUrl, FERNHILL);
  const byForm = [...CALIFORNIANS.slice(0, 4), ...NEW_YORKERS.slice(0, 4)];
  for (const phone of byForm) expect((await postSignUpForm(storeUrl, FERNHILL, { ...form, phone })).status).toBe(200);
  const inStore = [...CALIFORNIANS.slice(4), ...NEW_YORKERS.slice(4)];
  for (const phone of inStore) await store.post("customers", { phone, consent: true });
  const address = { provinceCode: "CA", city: "Fresno", countryCode: "US" };
  for (const phone of MOVED) await store.post("customers", { phone, consent: true, address });
  await store.settle();
  await until(
    "twenty people inside",
    async () => (await ctx.db.prisma.enrollment.count({ where: { shopId, flowId, state: "waiting" } })) === 20,
    PATIENCE_MS,
  );
});

const textOn = (phone: string, containing: string) =>
  waitForText({ carrierUrl: world.carrierUrl, phone, containing, timeoutMs: PATIENCE_MS });

test("each is texted at ten by their own clock, in the words of their path, with a code of their own", async () => {
  await moveTo(new Date(TEN_IN_CALIFORNIA.getTime() - 60_000));
  expect((await world.carrier.summary()).accepted).toBe(0);
  await moveTo(new Date(TEN_IN_CALIFORNIA.getTime() + 1_000));
  const west = await Promise.all([...CALIFORNIANS, ...MOVED].map((phone) => textOn(phone, "California")));
  expect((await world.carrier.summary()).accepted).toBe(10);

  await moveTo(new Date(TEN_IN_NEW_YORK.getTime() + 1_000));
  const east = await Promise.all(NEW_YORKERS.map((phone) => textOn(phone, "Good morning from Fernhill Supply!")));
  expect((await world.carrier.summary()).accepted).toBe(20);

  for (const { body } of west) said[body.includes(HELLO) ? "A" : "B"] += 1;
  for (const { at } of west) expectWithinFiveMinutes(at, TEN_IN_CALIFORNIA);
  for (const { at } of east) expectWithinFiveMinutes(at, TEN_IN_NEW_YORK);
  const codes = [...west, ...east].map(({ body }) => /\bHELLO-[A-Z0-9]{6,}/.exec(body)?.[0]);
  expect(codes).not.toContain(undefined);
  expect(new Set(codes).size).toBe(20);
  // Within seconds of the hand-over a tap is uncertain.
  await world.advance(60_000);
  const phone = { redirect: "manual", headers: { "User-Agent": PHONE_BROWSER } } as const;
  for (const { body } of west.slice(0, 3)) expect((await fetch(linkIn(body), phone)).status).toBe(302);
});

function expectWithinFiveMinutes(at: string, hour: Date): void {
  const lateMs = Date.parse(at) - hour.getTime();
  expect(lateMs).toBeGreaterThanOrEqual(0);
  expect(lateMs).toBeLessThan(HOUR / 12);
}

test("the report says so: who entered, which path they took, what was sent and tapped", async () => {
  await until(
    "three taps",
    async () => (await ctx.db.prisma.click.count({ where: { shopId, counted: true } })) === 3,
    PATIENCE_MS,
  );
  await admin.open(`/flows/${flowId}/report`);
  await app.getByText("20 people entered").waitFor();
  const everyone = { Reached: "20", "Here now": "0", "Left here": "0" };
  const half = { ...everyone, Reached: "10", "Finished here": "10", Sent: "10", Delivered: "10" };
  expect(await readReport(admin)).toMatchObject([
    { Step: "1. Wait until 10:00 AM", ...everyone },
    { Step: expect.stringContaining("15%"), ...everyone },
    { Step: expect.stringContaining("People in California"), ...everyone, "By path": "Yes: 10, No: 10" },
    { Step: expect.stringContaining("A/B test: 2 texts"), ...half, Clicked: "3" },
    { Step: expect.stringContaining("Good morning from"), ...half, Clicked: "0" },
  ]);
  await app.locator("[data-step]").filter({ hasText: "A/B test: 2 texts" }).click();
  await app.getByRole("heading", { name: "Text B" }).waitFor();
  const ofTexts = await app.getByText(/^\d+ sent · \d+ delivered/).allInnerTexts();
  expect(ofTexts.map((it) => it.split(" · ").slice(0, 2))).toEqual([
    [`${said.A} sent`, `${said.A} delivered`],
    [`${said.B} sent`, `${said.B} delivered`],
  ]);
  expectNoTrouble(admin);
});
