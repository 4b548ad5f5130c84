import { expect, test } from "vitest";
import { connectEveryShopDb } from "#platform/sql/db";
import { worldOf } from "../../bin/demo-story/world.ts";
import { runningDemo } from "../setup/browser.ts";
import { excessWidth, expectNoTrouble, openUntilSeen, takePicture } from "./admin.ts";
import { DEMO_SHOP, openDemoAdmin, testsContinueEachOther } from "./demo-admin.ts";
import { expectAccessible } from "./pages/axe.ts";

const SCREEN = "/subscribers/opt-outs";
const DAY = 24 * 3_600_000;
const PEOPLE = [
  { phone: "+12125550171", words: "not interested" },
  { phone: "+12125550172", words: "how do I cancel this?" },
  { phone: "+12125550173", words: "how do I stop these texts?" },
];

const { admin, phone } = await openDemoAdmin();

// One afternoon: each test goes on where the one before it stopped.
testsContinueEachOther();

/** A shopper writes to the store's number. */
async function textIn(from: string, body: string, to: string): Promise<void> {
  const { carrier } = runningDemo().urls;
  const response = await fetch(`${carrier}/control/inbound`, {
    method: "POST",
    body: JSON.stringify({ from, to, body }),
  });
  expect(response.ok).toBe(true);
}

async function storeNumber(): Promise<string> {
  await admin.open("/settings/sender");
  const shown = await admin.app
    .getByText(/^\+1 \(\d{3}\) \d{3}-\d{4}$/)
    .first()
    .innerText();
  return shown.replace(/[^+\d]/g, "");
}

/** The clock is every test's, so the deadlines are moved instead. */
async function deadlinesAt(at: Date): Promise<void> {
  const db = connectEveryShopDb(runningDemo().env.DATABASE_URL ?? "", { connections: 1 });
  await db.everyShop.replyReview.updateMany({ where: { state: "open" }, data: { decideBy: at, closesAt: at } });
  await db.close();
}

const queue = () => admin.app.getByRole("list", { name: "Possible opt-outs" }).getByRole("listitem");
const decided = () => admin.app.getByRole("list", { name: "Recently reviewed" });

test("while no reply is unclear the page says so", async () => {
  await admin.open(SCREEN);
  await admin.app.getByText("Nothing to review").waitFor();
});

test("unclear replies wait with their words, why they are unclear and their deadline; clear ones do not", async () => {
  const to = await storeNumber();
  for (const { phone: from, words } of PEOPLE) await textIn(from, words, to);
  await textIn("+12125550174", "pls stop texting me", to);
  await textIn("+12125550175", "stop by the store?", to);
  await openUntilSeen(admin, SCREEN, admin.app.getByText("how do I stop these texts?"));
  expect(await queue().count()).toBe(PEOPLE.length);
  await queue().first().getByText("“not interested” (English) may be an opt-out").waitFor();
  await queue().first().getByText("10 business days left").waitFor();
  await queue()
    .first()
    .getByText(/^Review by .*\. After that, it counts as an opt-out\.$/)
    .waitFor();
  await takePicture(admin, "opt-outs");
  await expectAccessible(admin);
});

test("it fits a phone", async () => {
  await phone.open(SCREEN);
  await phone.app.getByText("not interested", { exact: true }).waitFor();
  const excess = () => excessWidth(phone);
  await expect.poll(excess).toBe(0);
});

test("they are decided by key and by button, and every decision can be undone", async () => {
  const { app, page } = admin;
  await queue().first().getByRole("link").first().focus();
  await page.keyboard.press("o");
  await admin.seeToast("Opted out");
  await expect.poll(() => queue().count()).toBe(2);
  await decided().getByText("Opted out").waitFor();
  await page.keyboard.press("n");
  await admin.seeToast("Not an opt-out. They’ll get your texts again");
  await expect.poll(() => queue().count()).toBe(1);

  await page.keyboard.press("u");
  await admin.seeToast("Undone. Review again");
  await expect.poll(() => queue().count()).toBe(2);
  await decided()
    .getByRole("button", { name: /^Undo: / })
    .click();
  await expect.poll(() => queue().count()).toBe(3);
  await app.getByRole("button", { name: "Not an opt-out: +1 212 555 0172" }).click();
  await expect.poll(() => queue().count()).toBe(2);
  await takePicture(admin, "opt-outs-decided");
});

test("the person's page says what was decided about their reply, and taken back", async () => {
  const { app } = admin;
  await queue().first().getByRole("link").click();
  await app.getByText("They sent a possible opt-out. They get no marketing texts").waitFor();
  await app.getByText("Opt-out retracted by a reviewed reply.").waitFor();
  await app.getByText("a possible opt-out that needs review").waitFor();
});

test("home reminds of a deadline that is near, and tells what it decided when it was over", async () => {
  const { app } = admin;
  const now = await worldOf(runningDemo().urls, DEMO_SHOP).now();
  await deadlinesAt(new Date(now.getTime() + 2 * DAY));
  await openUntilSeen(admin, "", app.getByText("Replies to review"));
  await takePicture(admin, "opt-outs-home");
  await deadlinesAt(now);
  await openUntilSeen(admin, "", app.getByText("2 people were opted out in the last 7 days"));
  await app.getByRole("link", { name: "Review replies" }).click();
  await decided().getByText("because the deadline passed").first().waitFor();
  expect(await queue().count()).toBe(0);
});

test("what the deadline decided can be undone as well, and decided otherwise", async () => {
  const { app, page } = admin;
  for (const open of [1, 2]) {
    await decided()
      .getByRole("button", { name: /^Undo: / })
      .first()
      .click();
    await expect.poll(() => queue().count()).toBe(open);
  }
  await queue().first().getByText("Overdue").waitFor();
  for (const open of [1, 0]) {
    await page.keyboard.press("n");
    await expect.poll(() => queue().count()).toBe(open);
  }
  await admin.open("");
  expect(await app.getByText("Overdue reply reviews").count()).toBe(0);
  expectNoTrouble(admin);
  expectNoTrouble(phone);
});
