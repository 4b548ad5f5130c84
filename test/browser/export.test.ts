import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { excessWidth, expectNoTrouble, takePicture } from "./admin.ts";
import { openDemoAdmin } from "./demo-admin.ts";

const { admin, phone } = await openDemoAdmin();

/** Presses the button and reads what the browser has stored. */
async function exported(): Promise<{ name: string; text: string; lines: Record<string, string>[] }> {
  const [download] = await Promise.all([
    admin.page.waitForEvent("download"),
    admin.app.getByRole("button", { name: /^Export [\d,]+ (people|person)$/ }).click(),
  ]);
  const text = readFileSync(await download.path(), "utf8");
  return { name: download.suggestedFilename(), text, lines: parse(text, { bom: true, columns: true }) };
}

test("those whom the list shows are fetched as a file, with what they agreed to", async () => {
  const { app } = admin;
  await admin.open("/subscribers?tag=vip&consent=subscribed");
  // What comes in a moment after the page must be there before the page is left.
  await app.getByText("Opted out in 30 days").waitFor();
  await app.getByRole("link", { name: "Export" }).click();
  const choice = app.getByRole("radio", { name: /^Subscribed, tagged vip: [\d,]+ people$/, checked: true });
  await choice.waitFor();
  await takePicture(admin, "export");
  const { name, text, lines } = await exported();
  expect(name).toMatch(/^fernhill-supply-subscribers-\d{4}-\d\d-\d\d\.csv$/);
  expect(text.startsWith("\ufeffPhone,")).toBe(true);
  await app.getByRole("button", { name: `Export ${lines.length.toLocaleString("en-US")} people` }).waitFor();
  for (const line of lines) {
    expect(line).toMatchObject({ Phone: expect.stringMatching(/^\+\d{7,15}$/), Consent: "subscribed" });
    expect(`, ${line.Tags}, `).toContain(", vip, ");
    expect(line["Consent words"]).not.toBe("");
  }
});

test("everyone is one choice away, each number once", async () => {
  const { app } = admin;
  await app.getByText(/^Everyone, subscribed or not/).click();
  const { lines } = await exported();
  expect(lines.length).toBeGreaterThan(2_000);
  expect(new Set(lines.map((line) => line.Phone)).size).toBe(lines.length);
  await app.getByText("Your browser is downloading the file.").waitFor();
});

test("it fits a phone, and no page had an error of its own", async () => {
  await phone.open("/subscribers/export");
  await phone.app.getByRole("radio", { name: /^Everyone, subscribed or not/ }).waitFor();
  const excess = () => excessWidth(phone);
  await expect.poll(excess).toBe(0);
  expectNoTrouble(admin);
  expectNoTrouble(phone);
});
