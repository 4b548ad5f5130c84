import { expect, test } from "vitest";
import { launchBrowser, USER_AGENT } from "../setup/browser.ts";
import { excessWidth, expectNoTrouble, PHONE } from "./admin.ts";
import { openDemoAdmin, testsContinueEachOther } from "./demo-admin.ts";
import { expectAccessible, problemsOf } from "./pages/axe.ts";

const { admin, phone } = await openDemoAdmin();
testsContinueEachOther();

let keywordPath = "";
let signUpPage = "";

test("a merchant adds a join keyword: everything that is wrong is said at once, and the preview shows the answer", async () => {
  const { app, page } = admin;
  await admin.open("/settings/keywords");
  await app
    .getByRole("link", { name: "Add keyword" })
    .or(app.getByRole("button", { name: "Add keyword" }))
    .first()
    .click();
  await app.getByRole("heading", { name: "New keyword", level: 1 }).waitFor();
  await app.getByLabel("Keyword", { exact: true }).fill("STOP");
  await app.getByLabel("Answer (optional)").fill("Hi {{ cart.total }}");
  await app.getByLabel("Add a tag (optional)").fill("a,b");
  await page.getByRole("button", { name: "Save" }).click();
  await app.getByText("“STOP” can’t be a keyword").waitFor();
  await app.getByText("isn’t a valid merge tag here").waitFor();
  await app.getByText("Tags can’t contain commas").waitFor();
  await expectAccessible(admin);
  await app.getByLabel("Keyword", { exact: true }).fill("FERN, FERNS");
  await app.getByLabel("Texting it subscribes the person to marketing texts").check();
  await app.getByLabel("Answer (optional)").fill("Hi {{ customer.first_name }}, welcome to the garden.");
  await app.getByLabel("Different answer outside opening hours").check();
  await app.getByLabel("Answer when closed (optional)").fill("We open at 9.");
  await app.getByLabel("Add a tag (optional)").fill("garden");
  await app
    .getByRole("figure", { name: "Preview on a phone" })
    .getByText("Hi Olivia, welcome to the garden.")
    .waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await admin.seeToast("Keyword added");
  await app.getByRole("heading", { name: "FERN", level: 1 }).waitFor();
  await expectAccessible(admin);
});

test("the keyword’s page has its QR code, its link, its sign-up page and the disclosure, on a phone too", async () => {
  const { app } = admin;
  expect(await app.getByAltText("QR code that opens a text with FERN").isVisible()).toBe(true);
  expect(await app.getByLabel("Click-to-text link").inputValue()).toMatch(/^sms:\+\d+\?&body=FERN$/);
  expect(await app.getByLabel("Disclosure").inputValue()).toMatch(/^Text FERN to \+\d+ to get recurring/);
  signUpPage = await app.getByLabel("Sign-up page").inputValue();
  await admin.open("/settings/keywords");
  const href = await app.getByRole("link", { name: "FERN" }).first().getAttribute("href");
  keywordPath = `/settings/keywords/${href?.split("/").pop()?.split("?")[0]}`;
  await phone.open("/settings/keywords");
  await expectAccessible(phone);
  expect(await excessWidth(phone)).toBe(0);
  await phone.open(keywordPath);
  await expectAccessible(phone);
  expect(await excessWidth(phone)).toBe(0);
});

test("a shopper signs up on the public page without scripts", async () => {
  const browser = await launchBrowser();
  const context = await browser.newContext({ userAgent: USER_AGENT, viewport: PHONE, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(signUpPage);
  await page.getByRole("link", { name: "Text FERN now" }).waitFor();
  await page.getByLabel("Mobile number").fill("(503) 555-0142");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("heading", { name: "Thank you!" }).waitFor();
  // axe is a script: the same page in a window that runs them.
  const looked = await (await browser.newContext({ userAgent: USER_AGENT, viewport: PHONE })).newPage();
  await looked.goto(signUpPage);
  expect(await problemsOf(looked)).toEqual([]);
  expect(await looked.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await browser.close();
});

test("the keyword is deleted after a question", async () => {
  const { app } = admin;
  await admin.open(keywordPath);
  await app.getByRole("button", { name: "Delete keyword" }).click();
  await app.getByRole("dialog").getByText("Subscribers stay subscribed.").waitFor();
  await app.getByRole("dialog").getByRole("button", { name: "Delete keyword" }).click();
  await admin.seeToast("Keyword deleted");
  expectNoTrouble(admin);
  expectNoTrouble(phone);
});
