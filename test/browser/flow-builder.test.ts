import { beforeAll, describe, expect, test } from "vitest";
import { expectNoTrouble } from "./admin.ts";
import { openDemoAdmin } from "./demo-admin.ts";
import { expectAccessible } from "./pages/axe.ts";
import { problemsInWhatOpens } from "./pages/open-everything.ts";

const { admin } = await openDemoAdmin();

/** The steps of the picture, from top to bottom. */
const steps = () => admin.app.locator("[data-step]").allInnerTexts();
const stepsAre = (...sentences: (string | RegExp)[]) =>
  expect.poll(steps, { timeout: 10_000 }).toEqual(sentences.map((it) => expect.stringMatching(it)));
const plus = (after: string) => admin.app.getByRole("button", { name: `Add a step after ${after}`, exact: true });
const step = (name: string | RegExp) => admin.app.locator("[data-step]").filter({ hasText: name });

async function insert(after: string, type: string): Promise<void> {
  await plus(after).click();
  await admin.app.getByRole("menuitem", { name: type, exact: true }).click();
}

async function openFlow(name: string): Promise<void> {
  await admin.open("/flows");
  await admin.app.getByRole("link", { name, exact: true }).click();
  await admin.app.getByRole("heading", { name, level: 1 }).waitFor();
  await admin.waitUntilAlive();
}

/** As it was, for the tests that follow. */
async function revert(): Promise<void> {
  const button = admin.app.getByRole("button", { name: /^Revert to/ });
  if (await button.isVisible()) await button.click();
  await button.waitFor({ state: "detached" });
  await admin.app.getByText(/^(Draft saved|This is the live version)/).waitFor();
}

describe("the steps of a flow", () => {
  beforeAll(async () => {
    await openFlow("Order confirmation");
    await revert();
  });

  test("are inserted on any line, and deleted without a gap", async () => {
    const { app } = admin;
    await stepsAre(/^Send “/);
    await insert("the trigger", "Wait");
    await app.getByRole("region", { name: "Wait" }).waitFor();
    await stepsAre("Wait 1 hour", /^Send “/);
    await insert("“Wait 1 hour”", "Branch");
    // What followed goes on in the branch's first path.
    await stepsAre("Wait 1 hour", /^If /, /^Send “/);
    await insert("“No” of “If they ordered since the flow started”", "Exit");
    await stepsAre("Wait 1 hour", /^If /, /^Send “/, "Exit the flow");
    await expectAccessible(admin);
    expect(await problemsInWhatOpens(admin)).toEqual([]);
  });

  test("are taken back and done again", async () => {
    const { app, page } = admin;
    await app.getByRole("button", { name: "Undo" }).click();
    await stepsAre("Wait 1 hour", /^If /, /^Send “/);
    await step("Wait 1 hour").focus();
    await page.keyboard.press("Control+z");
    await stepsAre("Wait 1 hour", /^Send “/);
    await page.keyboard.press("Control+Shift+z");
    await app.getByRole("button", { name: "Redo" }).click();
    await stepsAre("Wait 1 hour", /^If /, /^Send “/, "Exit the flow");
  });

  test("are moved, copied, pasted and deleted by keyboard, and each is said", async () => {
    const { app, page } = admin;
    const said = (words: string) => app.getByText(words, { exact: true }).last().waitFor({ state: "attached" });
    await step(/^Send “/).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await stepsAre("Wait 1 hour", /^Send “/, /^If /, "Exit the flow");
    await said(`Moved “${(await step(/^Send “/).innerText()).replaceAll(/[“”]/g, "")}” to position 2 of 3.`);
    await expect.poll(() => app.locator(":focus").innerText()).toMatch(/^Send “/);
    await page.keyboard.press("ArrowUp");
    expect(await app.locator(":focus").innerText()).toBe("Wait 1 hour");
    await page.keyboard.press("Control+c");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+v");
    await stepsAre("Wait 1 hour", /^Send “/, "Wait 1 hour", /^If /, "Exit the flow");
    await said("Pasted 1 step.");
    await page.keyboard.press("Delete");
    await stepsAre("Wait 1 hour", /^Send “/, /^If /, "Exit the flow");
    await expect.poll(() => app.locator(":focus").innerText()).toMatch(/^If /);
  });

  test("a branch that is deleted leaves the path that was chosen", async () => {
    const { app, page } = admin;
    await insert("“Yes” of “If they ordered since the flow started”", "Wait");
    await step(/^If /).focus();
    await page.keyboard.press("Delete");
    const keep = app.getByRole("button", { name: "Keep “Yes” (1 step)" });
    await keep.waitFor();
    await expectAccessible(admin);
    await keep.click();
    await stepsAre("Wait 1 hour", /^Send “/, "Wait 1 hour");
  });

  test("are pasted into another flow, where they have ids of their own", async () => {
    const { page } = admin;
    await step("Wait 1 hour").first().focus();
    await page.keyboard.press("Control+Shift+C");
    await admin.app.getByText(/^Draft saved/).waitFor();
    await openFlow("Abandoned cart");
    await revert();
    await stepsAre("Wait 1 hour", /^If /, "Exit the flow", /^Send “/);
    await plus("the trigger").click();
    await admin.app.getByRole("menuitem", { name: /^Paste/ }).click();
    await stepsAre("Wait 1 hour", /^Send “/, "Wait 1 hour", "Wait 1 hour", /^If /, "Exit the flow", /^Send “/);
    await revert();
  });

  test("undo in a message takes back what it names, and undoing leaves the focus where it is", async () => {
    const { app, page } = admin;
    await openFlow("Order confirmation");
    await revert();
    const undo = page.locator("#toasts").getByRole("button", { name: "Undo" });
    const deleteWait = async () => {
      await step("Wait 1 hour").focus();
      await page.keyboard.press("Delete");
      await stepsAre(/^Send “/);
      await undo.last().waitFor();
    };
    await insert("the trigger", "Wait");
    await deleteWait();
    await insert("the trigger", "Wait");
    await undo.waitFor({ state: "detached" });
    await app.getByRole("region", { name: "Wait" }).getByLabel("Amount").fill("2");
    await stepsAre("Wait 2 hours", /^Send “/);
    await app.getByRole("button", { name: "Undo" }).focus();
    await page.keyboard.press("Enter");
    await stepsAre("Wait 1 hour", /^Send “/);
    await expect.poll(() => app.locator(":focus").getAttribute("aria-label")).toBe("Undo");
    await deleteWait();
    await undo.last().click();
    await stepsAre("Wait 1 hour", /^Send “/);
    // What the next test begins with.
    await step("Wait 1 hour").focus();
    await page.keyboard.press("Control+c");
    await step(/^Send “/).focus();
    await page.keyboard.press("Control+v");
    await stepsAre("Wait 1 hour", /^Send “/, "Wait 1 hour");
    await app.getByText(/^Draft saved/).waitFor();
  });

  test("what is edited offline is saved as soon as the connection is back", async () => {
    const { app, page } = admin;
    await openFlow("Order confirmation");
    await stepsAre("Wait 1 hour", /^Send “/, "Wait 1 hour");
    await page.context().setOffline(true);
    await step("Wait 1 hour").last().focus();
    await page.keyboard.press("Delete");
    await app.getByText(/^Not saved\./).waitFor();
    await page.context().setOffline(false);
    await app.getByText(/^Draft saved/).waitFor();
    for (const trouble of admin.troubles.splice(0)) expect(trouble).toContain("ERR_INTERNET_DISCONNECTED");
    await openFlow("Order confirmation");
    await stepsAre("Wait 1 hour", /^Send “/);

    await revert();
    expectNoTrouble(admin);
  });
});
