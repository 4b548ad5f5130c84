import { waitForText } from "@cartbell/sim/people/shopper";
import { test } from "vitest";
import { runningDemo } from "../setup/browser.ts";
import { expectNoTrouble, openUntilSeen, takePicture } from "./admin.ts";
import { DEMO_SHOP, openDemoAdmin } from "./demo-admin.ts";

const PAGE = "/settings/consent";
const NUMBER = "+16465550188";

const { admin, phone } = await openDemoAdmin();

const save = () => admin.page.getByRole("button", { name: "Save", exact: true }).click();

test("a merchant asks for a second yes in every form, and sees where it is asked for anyway", async () => {
  const { app } = admin;
  await admin.open(PAGE);
  await app.getByRole("heading", { name: "Germany" }).waitFor();
  await app.getByText("in every sign-up form", { exact: true }).click();
  await app.getByLabel("Wait for a reply").selectOption("7 days");
  await takePicture(admin, "consent-settings");
  await save();
  await admin.seeToast("Settings saved");
});

test("a shopper signs up on the store's page, is asked by text, and the profile shows what proves it", async () => {
  const { app, page } = admin;
  const { store, carrier: carrierUrl } = runningDemo().urls;
  const shopper = await page.context().newPage();
  await shopper.goto(`${store}/storefront/${DEMO_SHOP}`);
  await shopper.getByLabel("Phone number").fill("(646) 555-0188");
  await shopper.getByRole("checkbox", { name: /I agree to get texts/ }).check();
  await shopper.getByRole("button", { name: "Sign up" }).click();
  await shopper.getByRole("heading", { name: "Thank you" }).waitFor();
  await shopper.close();
  await waitForText({ carrierUrl, phone: NUMBER, containing: "Reply YES", timeoutMs: 30_000 });

  const row = app.getByRole("link", { name: /646.*555.*0188/ });
  await openUntilSeen(admin, "/subscribers", row);
  await row.first().click();
  await app.getByRole("heading", { name: "In a sign-up form" }).waitFor();
  await app.getByText("Requested by text", { exact: true }).waitFor();
  await app.getByText(/Waiting for double opt-in until/).waitFor();
  await app.getByText(/Consent is no condition of a purchase/).waitFor();
  await takePicture(admin, "consent-evidence");
  expectNoTrouble(admin);
});

test("on a phone the settings can be read, and are put back", async () => {
  await phone.open(PAGE);
  await phone.app.getByRole("heading", { name: "Shopify sync" }).scrollIntoViewIfNeeded();
  await takePicture(phone, "consent-settings-phone");
  await admin.open(PAGE);
  await admin.app.getByText("where required by country", { exact: true }).click();
  await admin.app.getByLabel("Wait for a reply").selectOption("3 days");
  await save();
  await admin.seeToast("Settings saved");
  expectNoTrouble(phone);
});
