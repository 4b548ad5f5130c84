import { beforeAll, expect, test } from "vitest";
import { worldOf } from "../../bin/demo-story/world.ts";
import { runningDemo } from "../setup/browser.ts";
import { excessWidth, expectNoTrouble, takePicture } from "./admin.ts";
import { DEMO_SHOP, openDemoAdmin, testsContinueEachOther } from "./demo-admin.ts";
import { expectAccessible } from "./pages/axe.ts";

const HOUR = 3_600_000;
const NAME = "Trail week";
const TEXT =
  "Hi {{ customer.first_name }}, it’s trail week: every boot, pack and tent you see in our store is 20% off until Sunday at midnight. {{ link }}";

const { admin, phone } = await openDemoAdmin();
let campaign = "";

beforeAll(async () => {
  const world = worldOf(runningDemo().urls, DEMO_SHOP);
  // Eleven in New York, eight in Los Angeles: the coast that must wait is there.
  const morning = new Date((await world.now()).getTime() + 48 * HOUR);
  morning.setUTCHours(16, 0, 0, 0);
  await world.moveClockTo(morning);
});

testsContinueEachOther();

const outcome = () => admin.app.getByRole("heading", { name: /^Results for [\d,]+ people$/ });

test("from the editor, a dry run tells what becomes of everyone and what it costs", async () => {
  const { app, page } = admin;
  await admin.open("/campaigns/new");
  await app.getByLabel("Campaign name").fill(NAME);
  await app.getByRole("textbox", { name: "Text" }).fill(TEXT);
  await app.getByLabel(/^Link/).first().fill("https://fernhill-supply.myshopify.com/collections/trail");
  await app.getByRole("button", { name: "Save and start dry run" }).click();
  await app.getByRole("heading", { name: `Dry run of “${NAME}”`, level: 1 }).waitFor();
  campaign = new URL(page.frame("app-iframe")?.url() ?? "").pathname.replace("/dry-run", "");
  await outcome().waitFor();
  await app.getByText("Sent as soon as it starts").waitFor();
  await app.getByText("Quiet hours").first().waitFor();
  await app.getByText("based on each rendered text").waitFor();
});

test("it warns of the character that makes the campaign dearer, and replaces it in one click", async () => {
  const { app } = admin;
  const warning = app.getByText(/^“’” adds \$[\d.,]+ to the cost$/);
  await warning.waitFor();
  await takePicture(admin, "dry-run");
  await expectAccessible(admin);
  const before = await app
    .getByText(/^\$[\d,]+\.\d\d$/)
    .first()
    .innerText();
  // The page is made again the moment the numbers are there: a press may meet the button that is about to go.
  const mend = app.getByRole("button", { name: "Use plain characters" });
  const press = async () => {
    if (await mend.isEnabled({ timeout: 1_000 }).catch(() => false))
      await mend.click({ timeout: 1_000 }).catch(() => {});
    return warning.count();
  };
  await Promise.all([admin.seeToast("Text updated"), expect.poll(press, { interval: 1_500, timeout: 30_000 }).toBe(0)]);
  await outcome().waitFor();
  await expect
    .poll(() =>
      app
        .getByText(/^\$[\d,]+\.\d\d$/)
        .first()
        .innerText(),
    )
    .not.toBe(before);
});

test("the editor shows its figures, and says when they may no longer be so", async () => {
  const { app } = admin;
  await admin.open(`${campaign}/edit`);
  await app.getByText(/^[\d,]+ of [\d,]+ people get it\. Cost:/).waitFor();
  await app.getByRole("textbox", { name: "Text" }).fill("{{ shop.name }}: boots are 30% off until Sunday. {{ link }}");
  await admin.page.getByRole("button", { name: "Save", exact: true }).click();
  await admin.seeToast("Saved");
  await app.getByText("These results may be out of date. You changed the text after this dry run.").waitFor();
  await app.getByRole("link", { name: "View results" }).click();
  await app.getByText("These results may be out of date").waitFor();
});

test("a subscriber’s page leads to every rule about a campaign, with its source and the next time", async () => {
  const { app } = admin;
  await admin.open("/subscribers");
  await app.getByRole("table").getByRole("link").first().click();
  await app.getByRole("heading", { name: "Timeline" }).waitFor();
  await app.getByRole("link", { name: "Message checker" }).click();
  await app.getByLabel("Campaign or flow").selectOption({ label: NAME });
  await app.getByRole("button", { name: "Check message" }).click();
  await app.getByRole("heading", { name: "All rules, in the order they’re checked" }).waitFor();
  for (const gate of [
    "Deadline.",
    "Store.",
    "Consent.",
    "Number.",
    "Sending number.",
    "Quiet hours.",
    "Frequency cap.",
    "Text.",
  ])
    await app.getByText(gate, { exact: true }).waitFor();
  const rules = app.getByRole("button", { name: /rules: Quiet hours/ });
  if ((await rules.getAttribute("aria-expanded")) === "false") await rules.click();
  await app
    .getByText(/version \d+, sources/)
    .first()
    .waitFor();
  await takePicture(admin, "why");
  await expectAccessible(admin);
});

test("a stranger’s number is explained too, and what is no number is refused by its field", async () => {
  const { app } = admin;
  await admin.open("/subscribers/why");
  await app.getByLabel("Campaign or flow").selectOption({ label: NAME });
  await app.getByLabel("Phone number").fill("12");
  await app.getByRole("button", { name: "Check message" }).click();
  await app.getByText("Enter a valid phone number").waitFor();
  await app.getByLabel("Phone number").fill("(302) 287-4410");
  await app.getByRole("button", { name: "Check message" }).click();
  await app.getByText("This number isn’t a subscriber").waitFor();
  await app.getByText("Wouldn’t be sent").waitFor();
  await app.getByText("Never opted in to marketing texts.").waitFor();
});

test("both pages fit a phone, and none had an error of its own", async () => {
  await phone.open(`${campaign}/dry-run`);
  await phone.app.getByRole("heading", { name: /^Results for/ }).waitFor();
  await expect.poll(() => excessWidth(phone)).toBe(0);
  await phone.open("/subscribers/why");
  await expect.poll(() => excessWidth(phone)).toBe(0);
  expectNoTrouble(admin);
  expectNoTrouble(phone);
});
