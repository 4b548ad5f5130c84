import { expect, test } from "vitest";
import { excessWidth, expectNoTrouble, takePicture } from "./admin.ts";
import { openDemoAdmin, testsContinueEachOther } from "./demo-admin.ts";
import { expectAccessible } from "./pages/axe.ts";

const PAGE = "/settings/webhooks";
/** Its address is private, so nothing is ever sent there: the log says why. */
const URL_OF_OURS = "https://127.0.0.1/events";

const { admin, phone } = await openDemoAdmin();
testsContinueEachOther();

const button = (name: string) => admin.app.getByRole("button", { name, exact: true });

test("a merchant adds an endpoint, and is told when its address isn't one", async () => {
  const { app } = admin;
  await admin.open(PAGE);
  await app.getByLabel("Web address").fill("crm");
  await button("Add endpoint").click();
  await app.getByText("Enter a full web address that starts with https://.").waitFor();
  await app.getByLabel("Web address").fill(URL_OF_OURS);
  await app.getByLabel("Someone tapped a link in a text").uncheck();
  await takePicture(admin, "webhooks");
  await button("Add endpoint").click();
  await admin.seeToast("Endpoint added");
  await app.getByRole("heading", { name: "Signing secret" }).waitFor();
});

test("sends a test event, sees why it didn't arrive, and reads the secret", async () => {
  const { app } = admin;
  await button("Send test event").click();
  await admin.seeToast("Test event sent");
  await app.getByText("endpoint.test", { exact: true }).waitFor();
  const reason = app.getByText(/The web address leads to a private network/);
  for (let tries = 0; tries < 20 && !(await reason.isVisible()); tries += 1) {
    await admin.page.reload();
    await admin.waitUntilAlive();
  }
  await reason.waitFor();
  await button("Show secret").click();
  expect(await app.getByLabel("Secret", { exact: true }).inputValue()).toMatch(/^whsec_/);
  await takePicture(admin, "webhook-endpoint");
  await expectAccessible(admin);
  expectNoTrouble(admin);
});

test("on a phone the list and the endpoint can be read", async () => {
  await phone.open(PAGE);
  await expectAccessible(phone);
  await takePicture(phone, "webhooks-phone");
  await phone.app.getByRole("link", { name: URL_OF_OURS }).click();
  await phone.app.getByRole("heading", { name: "Signing secret" }).waitFor();
  await expectAccessible(phone);
  expect(await excessWidth(phone)).toBe(0);
  await takePicture(phone, "webhook-endpoint-phone");
  expectNoTrouble(phone);
});

test("turns the endpoint off and deletes it", async () => {
  await button("Turn off").click();
  await admin.seeToast("Endpoint turned off");
  await admin.app.getByText("This endpoint is off").waitFor();
  await button("Delete endpoint").click();
  await admin.seeToast("Endpoint deleted");
  expectNoTrouble(admin);
});
