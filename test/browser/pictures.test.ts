import { tapLink, waitForText } from "@cartbell/sim/people/shopper";
import { test } from "vitest";
import { worldOf } from "../../bin/demo-story/world.ts";
import { runningDemo } from "../setup/browser.ts";
import { expectNoTrouble, openUntilSeen, takePicture } from "./admin.ts";
import { DEMO_SHOP, openDemoAdmin } from "./demo-admin.ts";

// The pictures of the documents, taken of the store that the demo comes with: it has a past to show.
const HOUR = 3_600_000;
const SHOPPERS = ["June Park", "Leo Cruz", "Nia Osei", "Omar Aziz", "Pia Sand", "Ravi Shah"].map((name, i) => {
  const [firstName = "", lastName = ""] = name.split(" ");
  return { firstName, lastName, phone: `+1646555017${i}`, email: `${firstName.toLowerCase()}@example.com` };
});

const { admin, phone } = await openDemoAdmin();

test("six leave their carts: one buys in time, the others are reminded, three come back and two buy", async () => {
  const { urls } = runningDemo();
  const world = worldOf(urls, DEMO_SHOP);
  const noon = new Date((await world.now()).getTime() + 48 * HOUR);
  noon.setUTCHours(17, 0, 0, 0);
  await world.moveClockTo(noon);
  const carts = [];
  for (const shopper of SHOPPERS) carts.push(await world.leaveCart(shopper));
  await world.moveClock(HOUR / 3);
  await world.buy(carts[0]?.token ?? "");
  await openUntilSeen(admin, "/flows", admin.app.getByRole("cell", { name: "5", exact: true }));
  await world.moveClock(HOUR);
  for (const [i, { phone: number }] of SHOPPERS.entries()) {
    if (i === 0) continue;
    const { body } = await waitForText({
      carrierUrl: urls.carrier,
      phone: number,
      containing: "/l/",
      timeoutMs: 30_000,
    });
    if (i > 3) continue;
    // Within seconds of the hand-over a tap is uncertain.
    await world.moveClock(HOUR / 60);
    const hops = await tapLink(/https?:\/\/\S+\/l\/\w+/.exec(body)?.[0] ?? "");
    const landing = new URL(hops.find(({ url }) => url.includes("/recover"))?.url ?? "");
    if (i < 3) await world.buy(carts[i]?.token ?? "", landing.pathname + landing.search);
  }
});

test("home: what texts earned, once the checklist is put away", async () => {
  await admin.open("");
  await admin.app.getByRole("button", { name: "Dismiss" }).click();
  await admin.app.getByRole("heading", { name: "Setup guide" }).waitFor({ state: "detached" });
  await admin.app.getByText("Attributed revenue").first().waitFor();
  await takePicture(admin, "home");
  await phone.open("");
  await phone.app.getByText("Attributed revenue").first().waitFor();
  await takePicture(phone, "home-phone");
});

test("campaigns: the list, a report, and one being written", async () => {
  const { app } = admin;
  await admin.open("/campaigns");
  await app.getByRole("link", { name: "First frost" }).waitFor();
  await takePicture(admin, "campaigns");

  await app.getByRole("link", { name: "First frost" }).click();
  await app.getByRole("heading", { name: "Funnel" }).waitFor();
  await takePicture(admin, "campaign-report");

  await admin.open("/campaigns");
  await app.getByRole("link", { name: "Thank-you for regulars" }).click();
  await app.getByText("SMS segments each").waitFor();
  await takePicture(admin, "campaign-editor");
});

test("flows: the list, one being changed, and its report", async () => {
  const { app } = admin;
  await admin.open("/flows");
  await app.getByRole("switch", { name: "Abandoned cart is live", checked: true }).waitFor();
  await takePicture(admin, "flows");

  await app.getByRole("link", { name: "Abandoned cart" }).click();
  await app.getByRole("button", { name: /^Send “/ }).click();
  await app.getByRole("figure", { name: "Preview on a phone" }).getByText("Reply STOP to opt out").waitFor();
  await takePicture(admin, "flow");

  await app.getByRole("button", { name: "Done", exact: true }).click();
  await app.getByRole("link", { name: "Report" }).click();
  await app.getByText("6 people entered").waitFor();
  await app.getByText(/^5 sent/).waitFor();
  await takePicture(admin, "flow-report");
});

test("a flow on a phone", async () => {
  await phone.open("/flows");
  await phone.app.getByRole("link", { name: "Abandoned cart" }).click();
  await phone.app.getByRole("button", { name: "Wait 1 hour", exact: true }).waitFor();
  await takePicture(phone, "flow-phone");
});

test("subscribers: the list, and one with a story", async () => {
  const { app } = admin;
  await admin.open("/subscribers");
  await app.getByRole("link", { name: "Leo Cruz" }).waitFor();
  await takePicture(admin, "subscribers");
  await app.getByRole("link", { name: "Leo Cruz" }).click();
  await app.getByRole("heading", { name: "Leo Cruz", level: 1 }).waitFor();
  await takePicture(admin, "subscriber");
});

test("settings: when texts may arrive", async () => {
  await admin.open("/settings/hours");
  await admin.app.getByRole("heading", { name: "Quiet hours", exact: true }).waitFor();
  await takePicture(admin, "settings");
});

test("no page had an error of its own", () => {
  expectNoTrouble(admin);
  expectNoTrouble(phone);
});
