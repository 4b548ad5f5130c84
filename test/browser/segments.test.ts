import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { type Admin, excessWidth, expectNoTrouble, takePicture } from "./admin.ts";
import { openDemoAdmin, testsContinueEachOther } from "./demo-admin.ts";

const NAME = "Regulars to thank";

const { admin, phone } = await openDemoAdmin();
let segment = "";

testsContinueEachOther();

const rules = () => admin.app.getByRole("group", { name: "Conditions", exact: true });
const sentence = (text: string | RegExp) => admin.app.getByText(text).first();
const pathOf = ({ page }: Admin) => new URL(page.frame("app-iframe")?.url() ?? "").pathname;

/** "1,204 people", as a number, once it is of the rules as they stand. */
async function counted(): Promise<number> {
  await admin.app.getByText(/^Counted /).waitFor();
  const text = await admin.app.getByText(/^[\d,]+ (people|person)$/).innerText();
  return Number(text.replace(/\D/g, ""));
}

/** Presses one of a page's secondary actions, which a narrow page keeps in a menu. */
async function press(name: string): Promise<void> {
  const shown = admin.app.getByText(name, { exact: true }).locator("visible=true");
  if ((await shown.count()) === 0) await admin.app.getByRole("button", { name: "More actions" }).click();
  await shown.first().click();
}

/** Writes a word that the field may offer, and takes the offer by keyboard. */
async function add(field: Locator, word: string): Promise<void> {
  await field.fill(word);
  await admin.app.getByRole("option", { name: word, exact: true }).waitFor();
  await field.press("Enter");
  await admin.app.getByRole("button", { name: `Remove ${word}` }).waitFor();
}

test("ready-made segments show their thresholds and how many people they would be", async () => {
  const { app } = admin;
  await admin.open("/segments?view=ready-made");
  await app.getByText("Last order more than 180 days ago.").waitFor();
  await app.getByText("People who placed exactly 1 order and placed their last order in the last 90 days").waitFor();
  await expect.poll(() => app.getByText("…", { exact: true }).count(), { timeout: 30_000 }).toBe(0);
  await takePicture(admin, "ready-made-segments");
});

test("three rules in a nested group read as a sentence, with a count and five people that follow each change", async () => {
  const { app } = admin;
  await admin.open("/segments/new");
  await sentence("Everyone").waitFor();
  const everybody = await counted();
  expect(everybody).toBeGreaterThan(2_000);

  await app.getByRole("button", { name: "Add condition" }).click();
  const first = rules().getByRole("group", { name: /^Condition 1 of 1/ });
  await expect.poll(() => first.locator("select:focus").count()).toBe(1);
  await first.getByLabel("Condition", { exact: true }).selectOption({ label: "Marketing consent" });
  await sentence("People who are subscribed").waitFor();

  await app.getByRole("button", { name: "Add group" }).click();
  const group = rules().getByRole("group", { name: "Group 2 of 2" });
  const tagged = group.getByRole("group", { name: /^Condition 1 of 1/ });
  await tagged.getByLabel("Condition", { exact: true }).selectOption({ label: "Tags" });
  await app.getByText("Complete every condition to see who matches.").waitFor();
  await add(group.getByRole("combobox", { name: "Tags" }), "vip");
  await sentence("People tagged “vip” who are subscribed").waitFor();
  const vips = await counted();
  expect(vips).toBeLessThan(everybody);

  await group.getByRole("button", { name: "Add condition" }).click();
  const bought = group.getByRole("group", { name: /^Condition 2 of 2/ });
  await bought.getByLabel("Orders", { exact: true }).fill("0");
  await bought.getByLabel("Orders", { exact: true }).fill("none");
  await app.getByText("Enter a whole number from 0 to 1,000,000.").waitFor();
  await bought.getByLabel("Orders", { exact: true }).fill("1");
  await sentence("People who are subscribed and (are tagged “vip” or placed at least 1 order)").waitFor();
  const either = await counted();
  expect(either).toBeGreaterThan(vips);
  await app.getByText("Sample").waitFor();
  expect(await app.locator('a[href*="/subscribers/"]').count()).toBe(5);
  await takePicture(admin, "segment");
});

test("what was changed is undone and done again, and a group is doubled and removed", async () => {
  const { app } = admin;
  const group = rules().getByRole("group", { name: "Group 2 of 2" });
  await group.getByLabel("Match", { exact: true }).selectOption({ label: "Match no conditions" });
  await sentence("People not tagged “vip” who are subscribed and have not ordered").waitFor();
  await app.getByRole("button", { name: "Undo" }).click();
  await sentence("People who are subscribed and (are tagged “vip” or placed at least 1 order)").waitFor();
  await app.getByRole("button", { name: "Redo" }).click();
  await sentence("People not tagged “vip” who are subscribed and have not ordered").waitFor();
  await app.getByRole("button", { name: "Undo" }).click();
  await app.getByRole("button", { name: "Duplicate group 2 of 2" }).click();
  await app.getByRole("button", { name: "Remove group 3 of 3" }).click();
  await sentence(/^People who are subscribed and \(are tagged “vip” or placed at least 1 order\)$/).waitFor();
});

test("it is saved with a name, stands in the list with its sentence and size, and a second one of its name is refused", async () => {
  const { app, page } = admin;
  const save = () => page.getByRole("button", { name: "Save", exact: true }).click();
  await save();
  await app.getByText("Enter a name. Only visible to you.").waitFor();
  await app.getByLabel("Segment name").fill(NAME);
  await save();
  await app.getByRole("heading", { name: NAME, level: 1 }).waitFor();
  segment = pathOf(admin);
  await app.getByLabel("Segment name").fill(`${NAME} again`);
  await save();
  await app.getByRole("heading", { name: `${NAME} again`, level: 1 }).waitFor();
  await app.getByLabel("Segment name").fill(NAME);
  await save();
  await app.getByRole("heading", { name: NAME, level: 1, exact: true }).waitFor();

  await admin.navigate("Segments");
  await app.getByRole("link", { name: NAME }).waitFor();
  await app.getByText("People who are subscribed and (are tagged “vip” or placed at least 1 order)").waitFor();
  await takePicture(admin, "segments");
  await admin.open(`/segments/new?copy=${segment.split("/").pop()}`);
  await app.getByLabel("Segment name").fill(NAME);
  await save();
  await app.getByText("A segment with this name already exists.").waitFor();
  await page.getByRole("button", { name: "Discard" }).click();
});

test("all of its people are to be seen among the subscribers, page by page", async () => {
  const { app } = admin;
  await admin.open(segment);
  const people = await counted();
  expect(people).toBeGreaterThan(50);
  await press("View people");
  await app.getByRole("heading", { name: "Subscribers", level: 1 }).waitFor();
  const filter = app.getByRole("button", { name: `In “${NAME}”` }).first();
  await filter.waitFor();
  const rows = () => app.getByRole("row").filter({ has: app.getByRole("link") });
  await expect.poll(() => rows().count()).toBe(50);
  await takePicture(admin, "segment-people");
  const first = await rows().first().innerText();
  await app.getByRole("button", { name: "Next" }).click();
  await expect.poll(() => rows().first().innerText()).not.toBe(first);
  await filter.waitFor();
  await app.getByRole("button", { name: "Previous" }).click();
  await expect.poll(() => rows().first().innerText()).toBe(first);
});

test("a campaign is for the segment, with as many recipients as it has people now", async () => {
  const { app, page } = admin;
  await admin.open(segment);
  const people = await counted();
  await press("Use in a campaign");
  await app.getByRole("heading", { name: "New campaign", level: 1 }).waitFor();
  await app.getByRole("radio", { name: "Subscribers in a segment", checked: true }).waitFor();
  await app.getByLabel("Campaign name").fill("Thank you");
  await app.getByRole("textbox", { name: "Text" }).fill("{{ shop.name }}: thank you!");
  await app
    .getByText(`${people.toLocaleString("en-US")} people`, { exact: true })
    .first()
    .waitFor();
  await takePicture(admin, "segment-audience");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByRole("heading", { name: "Thank you", level: 1 }).waitFor();
  await admin.open(segment);
  await app.getByRole("link", { name: "Thank you" }).waitFor();
});

test("a list is made, people are put on it by name, taken off and put back", async () => {
  const { app, page } = admin;
  await admin.open("/segments/lists/new");
  await app.getByLabel("List name").fill("Trade fair");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByRole("heading", { name: "Trade fair", level: 1 }).waitFor();
  const field = app.getByRole("combobox", { name: "Add a person" });
  await field.fill("nobody at all");
  await app.getByText("No subscribers found.").waitFor();
  await field.fill("an");
  const offer = app.getByRole("option", { disabled: false }).first();
  const [person = ""] = (await offer.innerText()).split(" · ");
  await offer.click();
  await admin.seeToast("1 person added");
  await app.getByRole("link", { name: person }).waitFor();
  await app.getByRole("checkbox", { name: `Choose ${person}` }).check();
  await takePicture(admin, "list");
  await app.getByRole("button", { name: "Remove from list" }).click();
  await app.getByText("No one is on this list.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await app.getByRole("link", { name: person }).waitFor();
  await app.getByText("1 person, ").waitFor();
  await press("Delete");
  await app.getByRole("dialog").getByRole("button", { name: "Delete list" }).click();
  await admin.seeToast("List deleted");
  await app.getByRole("heading", { name: "Segments", level: 1 }).waitFor();
});

test("a segment is archived, restored, archived again and deleted", async () => {
  const { app, page } = admin;
  await admin.open("/segments/new?from=champions");
  await app.getByLabel("Segment name").fill("Best of all");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByRole("heading", { name: "Best of all", level: 1 }).waitFor();
  const archive = async () => {
    await press("Archive");
    await app.getByRole("dialog").getByRole("button", { name: "Archive segment" }).click();
    await admin.seeToast("Segment archived");
    await app.getByRole("heading", { name: "Segments", level: 1 }).waitFor();
    await app.getByRole("tab", { name: /^Archived/ }).click();
    await app.getByRole("link", { name: "Best of all" }).click();
    await app.getByText("This segment is archived").waitFor();
  };
  await archive();
  await app.getByRole("button", { name: "Restore segment" }).click();
  await admin.seeToast("Segment restored");
  await app.getByLabel("Segment name").waitFor();
  await archive();
  await press("Delete");
  await app.getByRole("dialog").getByRole("button", { name: "Delete segment" }).click();
  await admin.seeToast("Segment deleted");
  await app.getByText("Archived segments appear here.").waitFor();
});

test.each([
  ["Segments", () => "/segments"],
  ["Segments", () => "/segments?view=ready-made"],
  ["New segment", () => "/segments/new?from=at-risk"],
  [NAME, () => segment],
  ["New list", () => "/segments/lists/new"],
])("%s fits a phone", async (title, path) => {
  await phone.open(path());
  await phone.app.getByRole("heading", { name: title, level: 1 }).waitFor();
  await expect.poll(() => excessWidth(phone)).toBe(0);
});

test("a segment that has been counted for days shows how it grew", async () => {
  const { app } = admin;
  await admin.open("/segments");
  await app.getByRole("link", { name: "Regulars out West" }).click();
  const chart = app.getByRole("table", { name: "People" });
  await expect.poll(() => chart.getByRole("row").count()).toBeGreaterThan(7);
});

test("none of these pages had an error of its own", async () => {
  await phone.open(segment);
  await phone.app.getByText(/^[\d,]+ now$/).waitFor();
  await takePicture(phone, "segment-phone");
  expectNoTrouble(admin);
  expectNoTrouble(phone);
});
