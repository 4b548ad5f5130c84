import { afterAll, expect, test } from "vitest";
import { launchBrowser, runningDemo } from "../setup/browser.ts";
import { type Admin, excessWidth, expectNoTrouble, keptForms, openAdmin, openUntilSeen, takePicture } from "./admin.ts";
import { DEMO_SHOP, openDemoAdmin, testsContinueEachOther } from "./demo-admin.ts";
import { expectAccessible } from "./pages/axe.ts";

const SHOPPER = "+19075550142";
const NAME = "+1 907 555 0142";
const GONE = "+19075550143";
const QUESTION = "Do the oak candles come in a smaller size?";
const ANSWER = "Hello there, yes: 100 ml. They are under Small candles.";

const { admin, phone } = await openDemoAdmin();
const browser = await launchBrowser();
afterAll(() => browser.close());
const colleague = await openAdmin(browser, DEMO_SHOP);

// One afternoon in the inbox.
testsContinueEachOther();

let storeNumber = "";

async function textIn(from: string, body: string, media = 0): Promise<void> {
  const { carrier } = runningDemo().urls;
  const text = { from, to: storeNumber, body, media };
  const response = await fetch(`${carrier}/control/inbound`, { method: "POST", body: JSON.stringify(text) });
  expect(response.ok).toBe(true);
}

const lineOf = ({ app }: Admin, name: string) =>
  app.getByRole("list", { name: "Conversations" }).getByRole("link").filter({ hasText: name });
const composerOf = ({ app }: Admin) => app.getByRole("textbox", { name: `Text to ${NAME}` });
const thread = ({ app }: Admin) => app.getByRole("region", { name: `Texts with ${NAME}` });
const answersIn = (of: Admin, words: string) => thread(of).getByText(words, { exact: true });

test("a saved reply is added in the settings", async () => {
  await admin.open("/settings/sender");
  const shown = await admin.app
    .getByText(/^\+1 \(\d{3}\) \d{3}-\d{4}$/)
    .first()
    .innerText();
  storeNumber = shown.replace(/[^+\d]/g, "");
  await admin.open("/settings/saved-replies");
  await admin.app.getByLabel("Name").fill("Small candles");
  await admin.app.getByLabel("Shortcut (optional)").fill("small");
  await admin.app
    .getByRole("textbox", { name: "Text", exact: true })
    .fill('Hello {{ customer.first_name | default: "there" }}, yes: 100 ml. They are under Small candles.');
  await admin.page.getByRole("button", { name: "Save", exact: true }).click();
  await admin.seeToast("Saved reply added");
  await admin.app.getByRole("link", { name: "Edit Small candles" }).waitFor();
});

test("a shopper's question waits unread in the inbox, and is read once it is opened", async () => {
  await textIn(SHOPPER, QUESTION);
  await openUntilSeen(admin, "/inbox", lineOf(admin, NAME));
  await lineOf(admin, NAME).getByText("1 unread").waitFor();
  await admin.page
    .locator("#app-nav")
    .getByRole("link", { name: /^Inbox \(\d+\+?\)$/ })
    .waitFor({ state: "attached" });
  await admin.page.keyboard.press("j");
  await lineOf(admin, NAME).click();
  await answersIn(admin, QUESTION).waitFor();
  await lineOf(admin, NAME).getByText("1 unread").waitFor({ state: "detached" });
  await expectAccessible(admin);
});

test("it is answered with a saved reply by its shortcut, and two tabs send one text", async () => {
  await colleague.open(new URL(admin.page.frame("app-iframe")?.url() ?? "").pathname);
  await composerOf(colleague).fill(ANSWER);
  await admin.page.keyboard.press("r");
  await admin.page.keyboard.type("/small ");
  await expect.poll(() => composerOf(admin).inputValue()).toBe(ANSWER);
  await admin.page.keyboard.press("Control+Enter");
  await answersIn(admin, ANSWER).waitFor();
  await expect.poll(() => composerOf(admin).inputValue()).toBe("");
  await answersIn(colleague, ANSWER).waitFor();
  await colleague.app.getByRole("button", { name: "Send", exact: true }).click();
  await expect.poll(() => composerOf(colleague).inputValue()).toBe("");
  await colleague.open(new URL(admin.page.frame("app-iframe")?.url() ?? "").pathname);
  await answersIn(colleague, ANSWER).waitFor();
  expect(await answersIn(colleague, ANSWER).count()).toBe(1);
});

test("what was typed is there again after a reload", async () => {
  await composerOf(admin).fill("And they are back on Friday");
  await expect.poll(() => keptForms(admin)).toBe(1);
  await admin.open(new URL(admin.page.frame("app-iframe")?.url() ?? "").pathname);
  await expect.poll(() => composerOf(admin).inputValue()).toBe("And they are back on Friday");
  await composerOf(admin).fill("");
});

test("it is annotated, assigned and closed, and the next text opens it again", async () => {
  const { app, page } = admin;
  await app.getByRole("button", { name: "Note", exact: true }).click();
  await app.getByRole("textbox", { name: "Note" }).fill("Asks for small ones each autumn");
  await app.getByRole("button", { name: "Add note" }).click();
  await admin.seeToast("Note added");
  await thread(admin).getByText("Asks for small ones each autumn").waitFor();
  await takePicture(admin, "inbox");
  await expectAccessible(admin);
  // By keyboard alone.
  await app.getByRole("heading", { level: 2, name: NAME }).click();
  await page.keyboard.press("a");
  await app.getByRole("menuitem", { name: "You" }).press("Enter");
  await admin.seeToast("Assigned to you");
  await thread(admin).getByText("You took this conversation", { exact: false }).waitFor();
  await app.getByRole("heading", { level: 2, name: NAME }).click();
  await page.keyboard.press("e");
  await admin.seeToast("Conversation closed");
  await app.getByRole("button", { name: "Reopen" }).waitFor();
  // It shows by itself: the page is told.
  await textIn(SHOPPER, "Thank you! And in green?");
  await answersIn(admin, "Thank you! And in green?").waitFor();
  await app.getByRole("button", { name: "Close conversation" }).waitFor();
});

test("a picture is shown in its own size, opens large, and is closed by key", async () => {
  await textIn(SHOPPER, "", 2);
  const picture = thread(admin).getByRole("button", { name: "Picture 1 of 2 from the shopper. Open large" });
  await picture.locator("img").waitFor({ timeout: 20_000 });
  const box = await picture.boundingBox();
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.5, 1);
  await picture.click();
  const large = admin.app.getByRole("dialog", { name: "Picture 1 of 2 from the shopper" });
  await large.getByRole("img", { name: "Picture 1 of 2 from the shopper" }).waitFor();
  await takePicture(admin, "inbox-picture");
  await expectAccessible(admin);
  await admin.page.keyboard.press("Escape");
  await large.waitFor({ state: "hidden" });
});

test("a person who opted out can't be answered, and the page says why", async () => {
  await textIn(GONE, "STOP");
  await textIn(GONE, "Where is my order though?");
  await openUntilSeen(admin, "/inbox?view=all", lineOf(admin, "+1 907 555 0143"));
  await lineOf(admin, "+1 907 555 0143").click();
  await admin.app.getByText("This person has opted out, so you can’t text them.", { exact: false }).waitFor();
  expect(await admin.app.getByRole("button", { name: "Send", exact: true }).count()).toBe(0);
  await takePicture(admin, "inbox-opted-out");
  await expectAccessible(admin);
});

test("on a phone there is one pane with a way back", async () => {
  await phone.open("/inbox");
  await lineOf(phone, NAME).click();
  await answersIn(phone, QUESTION).waitFor();
  expect(await lineOf(phone, NAME).isVisible()).toBe(false);
  await expect.poll(() => excessWidth(phone)).toBe(0);
  await expectAccessible(phone);
  await takePicture(phone, "inbox-phone");
  await phone.app
    .getByRole("button", { name: "Back to conversations" })
    .or(phone.app.getByRole("link", { name: "Back to conversations" }))
    .click();
  await lineOf(phone, NAME).waitFor();
  await phone.app.getByRole("searchbox", { name: "Search conversations" }).fill("nobody-writes-this");
  await phone.app.getByText("No conversations match.").waitFor();
  expectNoTrouble(phone);
  expectNoTrouble(admin);
  expectNoTrouble(colleague);
});
