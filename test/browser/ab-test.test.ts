import { beforeAll, describe, expect, test } from "vitest";
import { excessWidth, expectNoTrouble, PHONE } from "./admin.ts";
import { openDemoAdmin } from "./demo-admin.ts";
import { expectAccessible } from "./pages/axe.ts";

const { admin } = await openDemoAdmin();
const { app, page } = admin;
/** As it was, for the tests that follow. */
async function revert(): Promise<void> {
  const button = app.getByRole("button", { name: /^Revert to/ });
  if (await button.isVisible()) await button.click();
  await button.waitFor({ state: "detached" });
}
const sendStep = () => app.locator("[data-step]").last();

describe("an A/B test of a text", () => {
  beforeAll(async () => {
    await admin.open("/flows");
    await app.getByRole("link", { name: "Order confirmation", exact: true }).click();
    await app.getByRole("heading", { name: "Order confirmation", level: 1 }).waitFor();
    await admin.waitUntilAlive();
    await revert();
    await sendStep().click();
  });

  test("begins with the text that is there, and asks for what is missing", async () => {
    const words = await app.getByRole("textbox", { name: "Text", exact: true }).inputValue();
    await app.getByRole("button", { name: "Test another text (A/B)" }).click();
    await expect.poll(() => sendStep().innerText()).toContain("A/B test: 2 texts, winner by clicks");
    expect(await app.getByRole("textbox", { name: "Text A" }).inputValue()).toBe(words);
    await app.getByRole("tab", { name: /^Text B/ }).click();
    await app.getByText("Enter a message.").waitFor();
    await app.getByRole("textbox", { name: "Text B" }).fill("Thank you, {{ customer.first_name }}! {{ link }}");
    await app.getByText("Enter a message.").waitFor({ state: "detached" });
    await app.getByRole("spinbutton", { name: "Share of text B" }).fill("40");
    await app.getByText("The shares add up to 90%.").waitFor();
    await app.getByRole("spinbutton", { name: "Share of text B" }).fill("50");
    await app.getByText("The shares add up to 90%.").waitFor({ state: "detached" });
  });

  test("is reached by keyboard, and fits a phone", async () => {
    await app.getByRole("tab", { name: /^Text B/ }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await app.getByRole("textbox", { name: "Text A" }).waitFor();
    await expectAccessible(admin);
    await page.setViewportSize(PHONE);
    expect(await excessWidth(admin)).toBe(0);
  });

  test("lets the merchant choose, and ends with one text left", async () => {
    await app.getByRole("combobox", { name: "Winner" }).selectOption("none");
    await expect.poll(() => sendStep().innerText()).toContain("A/B test: 2 texts, no automatic winner");
    await app.getByRole("button", { name: "Remove text A" }).click();
    await app.getByRole("button", { name: "Test another text (A/B)" }).waitFor();
    await expect.poll(() => sendStep().innerText()).toContain("Send “Thank you, [first name]!");
    await revert();
    expectNoTrouble(admin);
  });
});
