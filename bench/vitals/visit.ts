import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Frame, Locator, Page } from "playwright-core";
import { USER_AGENT } from "../../test/setup/browser.ts";
import { observe, seenIn, type Visit } from "./observe.ts";

/** Real time in which a page comes to rest, its streamed data and late code included. */
const REST_MS = 1_500;
/** Real time in which what was scrolled into view is drawn. */
const SCROLL_MS = 300;

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** A window on the admin, in which the processor is `slowdown` times slower than it is. */
export async function openWindow(browser: Browser, slowdown: number, isPhone = false): Promise<Page> {
  const context = await browser.newContext({ userAgent: USER_AGENT, viewport: isPhone ? PHONE : WIDE });
  context.setDefaultTimeout(120_000);
  await context.addInitScript(observe);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  return page;
}

/** Opens a page of the app, lets it come to rest, and uses its first field and its first menu. */
export async function visit(page: Page, url: string): Promise<Visit> {
  await page.goto(url);
  const frame = await untilAlive(page);
  await pause(REST_MS);
  await use(page, frame);
  return await seenIn(frame);
}

/** The app's frame, once the page in it answers to clicks. */
export async function untilAlive(page: Page): Promise<Frame> {
  await page.frameLocator("#app-frame").getByRole("heading", { level: 1 }).first().waitFor();
  const frame = page.frame("app-iframe");
  if (!frame) throw new Error("The admin shows no app.");
  await frame.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith("__react")));
  return frame;
}

/** Events are sent one by one, as a person's are: each waits until the page has answered the one before. */
async function use(page: Page, frame: Frame): Promise<void> {
  const field = frame.locator("main textarea:visible, main input[type=text]:visible, main input[type=search]:visible");
  if ((await field.count()) > 0) {
    await scrollTo(field.first());
    await field.first().click();
    for (const key of "hello") await page.keyboard.press(key);
    await page.keyboard.press("Escape");
  }
  const menu = frame.locator("main button[aria-expanded=false]:visible:enabled");
  if ((await menu.count()) > 0) {
    await scrollTo(menu.first());
    await menu.first().click();
    await page.keyboard.press("Escape");
  }
  await page.keyboard.press("Tab");
}

/** A person sees where the page has come to before they click; scrolling itself is no interaction. */
async function scrollTo(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  await pause(SCROLL_MS);
}
