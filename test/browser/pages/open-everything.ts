import type { FrameLocator, Locator } from "playwright-core";
import { expect } from "vitest";
import type { Admin } from "../admin.ts";
import { problemsIn } from "./axe.ts";

/** Menus, popovers, combo boxes and folded parts say by this that they open something. */
const CLOSED = '[aria-expanded="false"]:visible:enabled';
const OPEN = '[aria-expanded="true"]';
/** Where Polaris puts what is laid over the page. */
const PORTALS = "#PolarisPortalsContainer";

/**
 * Opens, one after the other, everything on the page that says that it opens something, and returns what axe finds in it. Of
 * openers that are alike (one in each row of a list) only the first is tried.
 */
export async function problemsInWhatOpens(admin: Admin): Promise<string[]> {
  const { page, app } = admin;
  const tried = new Set<string>();
  const found: string[] = [];
  for (;;) {
    // Looked up again each time: what was opened before may have changed the page.
    const kind = (await kindsOf(app.locator(CLOSED))).find((it) => !tried.has(it));
    if (kind === undefined) return found;
    tried.add(kind);
    await openFirst(app, kind);
    found.push(...(await problemsIn(admin, await openedBy(app))).map((problem) => `“${kind}” open: ${problem}`));
    await page.keyboard.press("Escape");
  }
}

/** Opens the first of a kind. Until the page has come to rest it may put a new button in the place of the old one. */
async function openFirst(app: FrameLocator, kind: string): Promise<void> {
  const closed = app.locator(CLOSED);
  const countClosed = async () => (await kindsOf(closed)).filter((it) => it === kind).length;
  const before = await countClosed();
  // A page that was just made wider takes a button away with which it did without some of its tabs.
  if (before === 0) return;
  const isOpen = async () => (await kindsOf(app.locator(OPEN))).includes(kind) || (await countClosed()) < before;
  const press = async () => {
    const place = (await kindsOf(closed)).indexOf(kind);
    if (!(await isOpen()) && place >= 0)
      await closed
        .nth(place)
        .click({ timeout: 2_000 })
        .catch(() => {});
    return isOpen();
  };
  await expect.poll(press, { message: `${kind} opens`, timeout: 30_000 }).toBe(true);
}

/**
 * What is laid over the page belongs to its opener and to no landmark of its own, so it is looked at by itself. What folds out in
 * the page is looked at with the page.
 */
async function openedBy(app: FrameLocator): Promise<string | undefined> {
  return (await app.locator(`${PORTALS} > *`).count()) > 0 ? PORTALS : undefined;
}

/** "BUTTON Why": what it is and the first word of its name. */
function kindsOf(openers: Locator): Promise<string[]> {
  return openers.evaluateAll((all) =>
    all.map((it) => {
      const name = it.getAttribute("aria-label") || it.textContent || it.getAttribute("placeholder") || it.id;
      return `${it.tagName} ${name.trim().split(/[\s:]/)[0]}`;
    }),
  );
}
