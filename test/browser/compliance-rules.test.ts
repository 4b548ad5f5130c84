import { expect, test } from "vitest";
import { expectNoTrouble, takePicture } from "./admin.ts";
import { openDemoAdmin } from "./demo-admin.ts";

const PAGE = "/settings/rules";

const { admin, phone } = await openDemoAdmin();

const save = () => admin.page.getByRole("button", { name: "Save", exact: true }).click();
const shown = () =>
  admin.app
    .getByRole("status")
    .filter({ hasText: /rules$/ })
    .textContent();

test("every rule is there with its source, and is found by its words or its place", async () => {
  const { app } = admin;
  await admin.open(PAGE);
  await app.getByRole("heading", { name: "Compliance rules", level: 1 }).waitFor();
  const florida = app.getByRole("heading", { name: "Florida (FTSA 501.059)" });
  await florida.waitFor();
  await takePicture(admin, "compliance-rules");
  await app.getByLabel("State or country").selectOption("France");
  await app.getByRole("heading", { name: "France’s public holidays" }).waitFor();
  expect(await florida.count()).toBe(0);
  expect(await app.getByRole("link", { name: /CNIL/ }).getAttribute("href")).toMatch(/^https:\/\/www\.cnil\.fr/);
  await app.getByLabel("State or country").selectOption("");
  await app.getByLabel("Search rules").fill("no such words");
  await app.getByText("No rules found.").waitFor();
  await app.getByLabel("Search rules").fill("texas");
  await expect.poll(shown).toMatch(/^\d+ of \d+ rules$/);
  await app.getByRole("heading", { name: "Texas (SB 140)" }).waitFor();
});

test("a rule made stricter stays so, and can be taken back", async () => {
  const { app } = admin;
  await admin.open(PAGE);
  await app.getByLabel("Search rules").fill("texas");
  await app.getByRole("button", { name: "Make stricter: Texas (SB 140)" }).click();
  await app.getByLabel("End at").selectOption("6:00 PM");
  await app.getByLabel("No texts on Sundays").check();
  await app.getByText("Your setting: until 6:00 PM, no Sundays").waitFor();
  await save();
  await admin.seeToast("Settings saved");
  await admin.open(PAGE);
  await app.getByText("Your setting: until 6:00 PM, no Sundays").waitFor();
  await app.getByLabel("No marketing texts on Sundays").check();
  await app.getByLabel("Search rules").fill("texas");
  await app.getByRole("button", { name: "Make stricter: Texas (SB 140)" }).click();
  await app.getByLabel("End at").selectOption("Same as the rule");
  await app.getByLabel("No texts on Sundays").uncheck();
  await app.getByLabel("No marketing texts on Sundays").uncheck();
  await save();
  await admin.seeToast("Settings saved");
  await admin.open(PAGE);
  await app.getByRole("heading", { name: "Texas (SB 140)" }).waitFor();
  expect(await app.getByText("Your setting:").count()).toBe(0);
  expectNoTrouble(admin);
});

test("on a phone it can be read", async () => {
  await phone.open(PAGE);
  await phone.app.getByRole("heading", { name: "All rules" }).scrollIntoViewIfNeeded();
  await phone.app.getByRole("heading", { name: "Connecticut (SB 1058)" }).scrollIntoViewIfNeeded();
  await takePicture(phone, "compliance-rules-phone");
  expectNoTrouble(phone);
});
