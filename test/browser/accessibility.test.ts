import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../setup/browser.ts";
import { type Admin, openAdmin, PHONE, WIDE } from "./admin.ts";
import { everyPage } from "./every-page.ts";

let browser: Browser;
let admin: Admin | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(() => admin?.close());
afterAll(() => browser?.close());

describe.each([
  ["a wide screen", WIDE],
  ["a phone", PHONE],
])("on %s", (_screen, viewport) => {
  test("no page has an accessibility problem, and each has a title", async () => {
    admin = await openAdmin(browser, "fernhill-supply.myshopify.com", viewport);
    const found: string[] = [];
    for (const path of await everyPage(admin)) {
      await admin.open(path);
      await admin.app.locator(".Polaris-SkeletonBodyText").first().waitFor({ state: "detached" });
      found.push(...(await problemsIn(admin)).map((problem) => `${path} ${problem}`));
    }
    expect(found).toEqual([]);
  });

  test("nor has a dialog", async () => {
    admin = await openAdmin(browser, "fernhill-supply.myshopify.com", viewport);
    const { app } = admin;
    await admin.open("/settings/sending");
    await app.getByRole("button", { name: "Stop all sending" }).click();
    await app.getByRole("dialog").waitFor();
    expect(await problemsIn(admin)).toEqual([]);
  });
});

/** What axe finds in the app's frame, in a line each. */
async function problemsIn({ page }: Admin): Promise<string[]> {
  const frame = page.frame("app-iframe");
  if (!frame) throw new Error("There is no app on the screen.");
  await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    const untitled = document.title === "" ? ["has no title"] : [];
    return [
      ...untitled,
      ...violations.flatMap(({ id, impact, nodes }) =>
        nodes
          .slice(0, 3)
          .map(
            ({ target, failureSummary }) => `${id} (${impact}) at ${target}: ${failureSummary?.split("\n")[1]?.trim()}`,
          ),
      ),
    ];
  });
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
