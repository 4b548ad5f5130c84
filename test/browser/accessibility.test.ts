import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, runningDemo, USER_AGENT } from "../setup/browser.ts";
import { type Admin, openAdmin, PHONE } from "./admin.ts";
import { expectAccessible, problemsOf } from "./pages/axe.ts";
import { DIALOGS } from "./pages/dialogs.ts";
import { finderOf } from "./pages/every-page.ts";
import { addMissingRecords, removeThem } from "./pages/missing-records.ts";
import { problemsInWhatOpens } from "./pages/open-everything.ts";
import { pageRoutes } from "./pages/page-routes.ts";
import { lookAt, RARE_STATES } from "./pages/rare-states.ts";

const SHOP = "fernhill-supply.myshopify.com";

let browser: Browser;
let admin: Admin;
let find: (route: string) => Promise<string[]>;

beforeAll(async () => {
  browser = await launchBrowser();
  admin = await openAdmin(browser, SHOP);
  await addMissingRecords(admin, SHOP);
  find = finderOf(admin);
});
afterAll(async () => {
  await browser?.close();
  await removeThem();
});

test.each(pageRoutes())("%s has a title and no accessibility problem, nor has what opens on it", async (route) => {
  const paths = await find(route);
  expect(paths).not.toEqual([]);
  for (const path of paths) {
    await admin.open(path);
    await admin.app.locator(".Polaris-SkeletonBodyText").first().waitFor({ state: "detached" });
    await expectAccessible(admin);
    expect(await problemsInWhatOpens(admin)).toEqual([]);
  }
});

test.each(DIALOGS.filter(({ on }) => on.startsWith("/")))(
  "on $on the dialog of “$button” has no accessibility problem",
  async ({ on, button }) => {
    const [path = ""] = await find(on);
    await admin.open(path);
    await openDialog(button);
    await expectAccessible(admin);
  },
);

test.each(RARE_STATES)("$state has no accessibility problem, nor have its dialogs", async ({ state, says }) => {
  await lookAt(state, SHOP, async (path) => {
    await admin.open(path);
    await admin.app.getByText(says, { exact: true }).locator("visible=true").first().waitFor();
    await expectAccessible(admin);
    for (const { button } of DIALOGS.filter(({ on }) => on === state)) {
      await openDialog(button);
      await expectAccessible(admin);
    }
  });
});

async function openDialog(button: string): Promise<void> {
  const { app } = admin;
  const shown = app.getByRole("button", { name: button, exact: true }).locator("visible=true");
  const menu = app.getByRole("button", { name: /^(More actions|View actions)/ });
  // A page keeps what does not fit beside its title in a menu, and tells only once it has measured.
  await shown.or(menu).first().waitFor();
  if ((await shown.count()) === 0) await menu.click();
  await shown.first().click();
  await app.getByRole("dialog").waitFor();
}

test("a page outside of the admin has no accessibility problem", async () => {
  const { app, store } = runningDemo().urls;
  const context = await browser.newContext({ userAgent: USER_AGENT, viewport: PHONE });
  const page = await context.newPage();
  const found: string[] = [];
  for (const path of ["/auth/login", "/u/no-such-person", "/l/no-such-link"]) {
    await page.goto(app + path);
    found.push(...(await problemsOf(page)));
  }
  // The store's own page around the form is not ours.
  await page.goto(`${store}/storefront/${SHOP}`);
  found.push(...(await problemsOf(page, "form")));
  await context.close();
  expect(found).toEqual([]);
});
