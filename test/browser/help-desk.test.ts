import { expect, test } from "vitest";
import { runningDemo } from "../setup/browser.ts";
import { excessWidth, expectNoTrouble, openUntilSeen, takePicture } from "./admin.ts";
import { openDemoAdmin, testsContinueEachOther } from "./demo-admin.ts";
import { expectAccessible } from "./pages/axe.ts";

const PAGE = "/settings/help-desks";
const SHOPPER = "+19075550147";
const NAME = "+1 907 555 0147";
const QUESTION = "Is the walnut tray back yet?";
const ANSWER = "It is back on Friday.";
const ACCOUNT = { kind: "zendesk", subdomain: "fernhill" };

const { admin, phone } = await openDemoAdmin();
const { urls } = runningDemo();

testsContinueEachOther();

const button = (name: string) => admin.app.getByRole("button", { name, exact: true });
const field = (name: string) => admin.app.getByLabel(name, { exact: true });

async function ask(path: string, body?: object): Promise<Response> {
  const response = await fetch(`${urls.desks}/control/${path}`, {
    method: body ? "POST" : "GET",
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.ok).toBe(true);
  return response;
}

test("what is missing or wrong is said at its field", async () => {
  const { app } = admin;
  await admin.open(PAGE);
  await button("Connect").click();
  await app.getByText(/^Enter the part before/).waitFor();
  await field("Help desk").selectOption("zendesk");
  await field("Subdomain").fill("https://fernhill.zendesk.com/agent");
  await button("Connect").click();
  await app.getByText("Enter the email address that the token belongs to.").waitFor();
  await field("Email address of the token’s user").fill("ada@fernhill.test");
  await field("API token").fill("wrong");
  await button("Connect").click();
  await app.getByText(/rejected the email address or the API token/).waitFor();
  await takePicture(admin, "help-desk-refused");
  await expectAccessible(admin);
});

test("with a good token it is connected, tested, and told what it gets", async () => {
  const { app } = admin;
  await field("API token").fill("token");
  await button("Connect").click();
  await admin.seeToast("Help desk connected");
  await button("Test connection").click();
  await admin.seeToast("The connection works");
  await app.getByText("Those about topics that you choose", { exact: true }).click();
  await button("Save").click();
  await app.getByText("Choose at least one topic.").waitFor();
  await app.getByText("All", { exact: true }).click();
  await button("Save").click();
  await admin.seeToast("Settings saved");
  await takePicture(admin, "help-desk");
  await expectAccessible(admin);
  expectNoTrouble(admin);
});

test("a question becomes a ticket, and the agent's answer stands in the conversation", async () => {
  const { app } = admin;
  await admin.open("/settings/sender");
  const shown = await app
    .getByText(/^\+1 \(\d{3}\) \d{3}-\d{4}$/)
    .first()
    .innerText();
  const text = { from: SHOPPER, to: shown.replace(/[^+\d]/g, ""), body: QUESTION };
  await fetch(`${urls.carrier}/control/inbound`, { method: "POST", body: JSON.stringify(text) });
  const line = app.getByRole("list", { name: "Conversations" }).getByRole("link").filter({ hasText: NAME });
  await openUntilSeen(admin, "/inbox", line);
  // Before the answer, with which it leaves the list of open conversations.
  await line.click();
  await expect
    .poll(async () => JSON.stringify(await (await ask(`tickets?${new URLSearchParams(ACCOUNT)}`)).json()), {
      timeout: 20_000,
    })
    .toContain(QUESTION);
  await ask("answers", { ...ACCOUNT, body: ANSWER });
  await app.getByText(ANSWER, { exact: true }).waitFor();
  await app
    .getByText(/Riley \(Zendesk\)/)
    .first()
    .waitFor();
  expect(await app.getByRole("link", { name: /Ticket in Zendesk/ }).getAttribute("href")).toContain("/agent/tickets/");
  await takePicture(admin, "help-desk-conversation");
  await expectAccessible(admin);
  expectNoTrouble(admin);
});

test("on a phone the page can be read", async () => {
  await phone.open(PAGE);
  await phone.app.getByText(/1 conversation handed over/).waitFor();
  await expectAccessible(phone);
  expect(await excessWidth(phone)).toBe(0);
  await takePicture(phone, "help-desk-phone");
  expectNoTrouble(phone);
});

test("a disconnection can be taken back", async () => {
  await admin.open(PAGE);
  await button("Disconnect").click();
  await admin.seeToast("Help desk disconnected");
  await takePicture(admin, "help-desk-disconnected");
  await button("Connect again").click();
  await admin.seeToast("Help desk connected again");
  await button("Disconnect").click();
  await admin.seeToast("Help desk disconnected");
  expectNoTrouble(admin);
});
