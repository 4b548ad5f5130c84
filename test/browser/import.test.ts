import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser } from "../setup/browser.ts";
import { type Admin, excessWidth, expectNoTrouble, openAdmin, PHONE, takePicture } from "./admin.ts";
import { expectAccessible } from "./pages/axe.ts";

const SHOP = "fernhill-supply.myshopify.com";
const FILE = "spring-list.csv";
// As a spreadsheet in much of Europe writes it: semicolons, Windows-1252.
const LIST = [
  "Mobile;First name;Last name;Email;Tags",
  "(646) 555-0181;Inés;Ruiz;ines@example.com;trade-fair",
  "+1 646 555 0182;Bruno;'=Weiss;;",
  "6465550183;Chloé;Petit;chloe@example.com;",
  "(646) 555-0181;Inés;Ruiz;;",
  "call me;Dora;Lind;dora@example.com;",
  ";Emil;Falk;emil@example.com;",
].join("\r\n");

let browser: Browser | undefined;
let admin: Admin;

beforeAll(async () => {
  browser = await launchBrowser();
  admin = await openAdmin(browser, SHOP);
});

afterAll(() => browser?.close());

// One afternoon: each test goes on where the one before it stopped.
let hasStopped = false;
beforeEach(({ skip, onTestFailed }) => {
  skip(hasStopped, "an earlier part failed");
  onTestFailed(() => {
    hasStopped = true;
  });
});

async function upload(name = FILE, buffer = Buffer.from(LIST, "latin1"), kind = "Subscribers"): Promise<void> {
  const { app } = admin;
  await admin.open("/subscribers/import");
  await app.locator("label").getByText(kind, { exact: true }).click();
  await app.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
  await app.getByText(name).first().waitFor();
  await app.getByRole("button", { name: "Upload file" }).click();
  await app.getByRole("heading", { name, level: 1 }).waitFor();
}

async function attest(): Promise<void> {
  const { app } = admin;
  await app.getByLabel("Where they opted in").fill("Sign-up sheet of the spring fair");
  await app.getByLabel("Consent text they were shown").fill("Text me about teas and offers. Reply STOP to end.");
  await app.getByLabel("Latest opt-in date").fill("2024-05-04");
  await app.getByText(/^I confirm that everyone/).click();
}

test("a file is uploaded, and its columns, encoding and separator are found", async () => {
  const { app } = admin;
  await admin.open("/subscribers");
  // What comes in a moment after the page must be there before the page is left.
  await app.getByText("Opted out in 30 days").waitFor();
  await app.getByRole("link", { name: "Import" }).click();
  await app.getByRole("heading", { name: "Import subscribers", level: 1 }).waitFor();
  await upload();
  await app.getByText("Windows-1252").waitFor();
  await app.getByText("Semicolon").waitFor();
  expect(await app.getByLabel("Phone number").inputValue()).toBe("0");
  expect(await app.getByLabel("First name").inputValue()).toBe("1");
  await app.getByRole("cell", { name: "Chloé" }).waitFor();
  await takePicture(admin, "import-columns");
  await expectAccessible(admin);
});

test("without a word on how these people agreed it goes no further", async () => {
  const { app } = admin;
  await app.getByRole("button", { name: "Check file" }).click();
  await app.getByText("Enter where these people opted in.").waitFor();
  expect(await app.locator(":focus").getAttribute("aria-invalid")).toBe("true");
  await expectAccessible(admin);
  await attest();
  await app.getByLabel("Tags for everyone in the file").fill("spring-list");
  expect(await app.getByText("Enter where these people opted in.").count()).toBe(0);
  await app.getByRole("button", { name: "Check file" }).click();
});

test("the dry run says what would change, and the refused lines can be fetched", async () => {
  const { app, page } = admin;
  await app.getByRole("heading", { name: "6 lines checked. Nothing has been imported yet" }).waitFor();
  await app.getByRole("heading", { name: "2 lines were rejected" }).waitFor();
  await app.getByText("No phone number in this line.").waitFor();
  await takePicture(admin, "import-checked");
  await expectAccessible(admin);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    app.getByRole("button", { name: "Download rejected lines" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("spring-list-refused.csv");
  const refused = readFileSync(await download.path(), "utf8");
  expect(refused).toMatch(/6[;,].*call me/);
  expect(refused).toMatch(/7[;,].*Emil/);
});

test("imported, the people are found by their tag, under their own letters", async () => {
  const { app } = admin;
  await app.getByRole("button", { name: "Import 3 people" }).click();
  await app.getByRole("heading", { name: "Finished: 6 lines read" }).waitFor();
  await takePicture(admin, "import-finished");
  await expectAccessible(admin);
  await app.getByRole("link", { name: "View subscribers" }).click();
  await app.getByRole("link", { name: "Inés Ruiz" }).waitFor();
  await app.getByRole("link", { name: "Bruno =Weiss" }).click();
  await app.getByText("Text me about teas and offers. Reply STOP to end.").first().waitFor();
});

test("the same file a second time would change nothing", async () => {
  const { app } = admin;
  await upload();
  await app.getByText("You’ve already imported this file").waitFor();
  await attest();
  await app.getByLabel("Tags for everyone in the file").fill("spring-list");
  await app.getByRole("button", { name: "Check file" }).click();
  await app.getByText("This file has no changes to import").waitFor();
  await admin.open("/subscribers/import");
  await app.getByRole("link", { name: FILE }).first().waitFor();
  await takePicture(admin, "import");
});

test("a list of numbers that must not be texted wins over every other file", async () => {
  const { app } = admin;
  await upload("opt-outs.csv", Buffer.from("phone,name\n+16465550182,Bruno\n"), "Do-not-text list");
  expect(await app.getByLabel("Where they opted in").count()).toBe(0);
  await app.getByRole("button", { name: "Check file" }).click();
  await app.getByRole("button", { name: "Block 1 number" }).click();
  await app.getByText("These numbers won’t get any texts").waitFor();
  await upload();
  await attest();
  await app.getByRole("button", { name: "Check file" }).click();
  await app.getByRole("heading", { name: "3 lines were rejected" }).waitFor();
  await app.getByText("This number texted STOP or is on a suppression list.").waitFor();
});

test("a large one can be paused, gone on with and cancelled, and says how far it is", async () => {
  const { app } = admin;
  // Lines that are refused cost time and make no one a subscriber of the other tests' store.
  const lines = ["Mobile;First name", ...Array.from({ length: 400_000 }, (_, at) => `call me;Nobody ${at}`)];
  await upload("large.csv", Buffer.from([...lines, "(646) 555-0184;Gus"].join("\n")));
  await attest();
  await app.getByRole("button", { name: "Check file" }).click();
  await app.getByRole("button", { name: "Import 1 person" }).click({ timeout: 150_000 }); // 400,000 lines are read first
  await app.getByText(/^[1-9][\d,]* lines, .* of .* · [1-9][\d,]* lines per second · .* left$/).waitFor();
  await takePicture(admin, "import-under-way");
  await app.getByRole("button", { name: "Pause" }).click();
  await app.getByRole("heading", { name: "Import paused" }).waitFor();
  await expectAccessible(admin);
  await app.getByText(/^[1-9][\d,]* lines, [\d.]+ (kB|MB) of [\d.]+ MB$/).waitFor();
  await app.getByRole("button", { name: "Resume" }).click();
  await app.getByRole("heading", { name: "Importing file" }).waitFor();
  await app.getByRole("button", { name: "Cancel import" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Cancel import" }).click();
  await app.getByRole("heading", { name: /^Canceled after [\d,]+ lines$/ }).waitFor();
  await app.getByText("Nothing was imported.").waitFor();
  await expectAccessible(admin);
}, 300_000);

test("where the line with the column names was guessed wrong, the merchant chooses it, and what was typed stays", async () => {
  const { app } = admin;
  const list = ["Spring fair,,", "Mobile,Given,Group", "(646) 555-0191,Hana,VIP", "(646) 555-0192,Ivo,VIP"].join("\n");
  await upload("fair.csv", Buffer.from(list));
  await attest();
  const header = app.getByLabel("Column names are in");
  await header.selectOption({ label: "Line 1" });
  await app
    .getByRole("option", { name: /^Spring fair · / })
    .first()
    .waitFor({ state: "attached" });
  expect(await app.getByLabel("Where they opted in").inputValue()).toBe("Sign-up sheet of the spring fair");
  await header.selectOption({ label: "No header: the file starts with data" });
  await app
    .getByRole("option", { name: /^Column 1 · / })
    .first()
    .waitFor({ state: "attached" });
  await header.selectOption({ label: "Line 2" });
  await app
    .getByRole("option", { name: /^Mobile · / })
    .first()
    .waitFor({ state: "attached" });
  await expect.poll(() => app.getByLabel("Phone number").inputValue()).toBe("0");
  await app.getByRole("button", { name: "Check file" }).click();
  await app.getByRole("heading", { name: "2 lines checked. Nothing has been imported yet" }).waitFor();
});

test("a column of opt-outs that is not mapped is warned of, with how many lines it marks, until it is mapped", async () => {
  const { app } = admin;
  const rows = Array.from({ length: 60 }, (_, at) => `+1646555${1000 + at},${at < 40 ? "" : "Unsubscribed"}`);
  await upload("groups.csv", Buffer.from(["Mobile,Group", ...rows].join("\n")));
  await attest();
  const warning = app.getByText("This column may contain opt-outs");
  expect(await warning.count()).toBe(0);
  await app.getByRole("button", { name: "Check file" }).click();
  await app.getByText("“Group” marks 20 lines as opted out and isn’t mapped.").waitFor();
  await app.getByRole("button", { name: "Change columns or consent" }).click();
  await warning.waitFor();
  await app.getByLabel("Opted out (date, or yes or no)").selectOption({ label: "Group" });
  await expect.poll(() => warning.count()).toBe(0);
  await app.getByText(/^I confirm that everyone/).click();
  await app.getByRole("button", { name: "Check file" }).click();
  // The result of the first check can still be shown for a moment, with its warning.
  await app.getByRole("button", { name: "Import 60 people" }).waitFor();
  await expect.poll(() => warning.count()).toBe(0);
  await app.getByRole("heading", { name: "60 lines checked. Nothing has been imported yet" }).waitFor();
});

test("an Excel workbook is refused with what to do instead", async () => {
  const { app } = admin;
  await admin.open("/subscribers/import");
  const workbook = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(2_000_000, 7)]);
  await app.locator("input[type=file]").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: workbook });
  await app.getByRole("button", { name: "Upload file" }).click();
  await app.getByText("save the sheet as CSV UTF-8").waitFor();
});

test("it fits a phone, and no page had an error of its own", async () => {
  const phone = await openAdmin(browser as Browser, SHOP, PHONE);
  const excess = () => excessWidth(phone);
  await phone.open("/subscribers/import");
  await expect.poll(excess).toBe(0);
  await phone.app.getByRole("link", { name: FILE }).first().click();
  await phone.app.getByRole("heading", { name: FILE, level: 1 }).waitFor();
  await expect.poll(excess).toBe(0);
  await takePicture(phone, "import-phone");
  expectNoTrouble(admin);
  expectNoTrouble(phone);
});
