import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { runningDemo, USER_AGENT } from "../setup/browser.ts";

/** A merchant's browser with the store admin in it. */
export interface Admin {
  page: Page;
  /** What is inside the admin's frame. */
  app: FrameLocator;
  /** Opens a page of the app by its own address, as a bookmark would. */
  open(path: string): Promise<void>;
  /** Waits until the page answers to clicks: what the server wrote is there a moment earlier. */
  waitUntilAlive(): Promise<void>;
  /** Presses an entry of the app's navigation, which the admin draws. */
  navigate(name: string): Promise<void>;
  /** Waits for a toast that says this. */
  seeToast(text: string | RegExp): Promise<void>;
  /** What went wrong in the page so far: uncaught errors and console.error. */
  troubles: string[];
  close(): Promise<void>;
}

export const WIDE = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** By how many pixels a page is wider than its window: it would scroll sideways. */
export function excessWidth({ app }: Admin): Promise<number> {
  return app.locator("html").evaluate((html) => Math.max(0, html.scrollWidth - html.clientWidth));
}

/** Long enough for a busy machine; every wait ends as soon as what it waits for is there. */
const PATIENCE_MS = 30_000;

/** Opens a window of its own on the admin of a shop, in the running demo unless another store is given. Nothing is loaded yet. */
export async function openAdmin(
  browser: Browser,
  shop: string,
  viewport = WIDE,
  storeUrl = runningDemo().urls.store,
): Promise<Admin> {
  const context = await browser.newContext({ userAgent: USER_AGENT, viewport, reducedMotion: "reduce" });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const troubles: string[] = [];
  // A request that was given up because the merchant went on is no trouble: Remix lets its rejection through, or logs it.
  const note = (trouble: string) => void (isGivenUp(trouble) || troubles.push(trouble));
  page.on("pageerror", ({ name, message }) => note(message.startsWith(name) ? message : `${name}: ${message}`));
  page.on("console", (message) => message.type() === "error" && note(message.text()));
  const app = page.frameLocator("#app-frame");
  async function waitUntilAlive(): Promise<void> {
    await app.getByRole("heading", { level: 1 }).first().waitFor();
    await page
      .frame("app-iframe")
      ?.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith("__react")));
  }
  return {
    page,
    app,
    troubles,
    async open(path) {
      await page.goto(`${storeUrl}/store/${shop}/apps/cartbell${path}`);
      await waitUntilAlive();
    },
    waitUntilAlive,
    async navigate(name) {
      const menu = page.getByRole("button", { name: "Navigation" });
      if (await menu.isVisible()) await menu.click();
      await page.locator("#app-nav").getByRole("link", { name, exact: true }).click();
      await app.getByRole("heading", { name, level: 1 }).waitFor();
    },
    seeToast: (text) => page.locator("#toasts").getByText(text).last().waitFor(),
    close: () => context.close(),
  };
}

function isGivenUp(trouble: string): boolean {
  return trouble.startsWith("AbortError: ");
}

/** Opens a page again and again until it shows this: news of the store come by webhook, a moment later. */
export async function openUntilSeen({ open }: Admin, path: string, what: Locator): Promise<void> {
  const look = async () => {
    await open(path);
    return what.first().isVisible();
  };
  await expect.poll(look, { timeout: PATIENCE_MS, interval: 500 }).toBe(true);
}

/** How many forms the browser keeps for later, of all that were typed into in this context. */
export function keptForms({ app }: Admin): Promise<number> {
  return app
    .locator("html")
    .evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("cartbell:kept:")).length);
}

/** The pages had no errors of their own. */
export function expectNoTrouble({ troubles }: Admin): void {
  expect(troubles).toEqual([]);
}

/**
 * Takes the picture that the documents show, unless they have one: `docs/screenshots/<name>.png`. With
 * UPDATE_SCREENSHOTS=1 it takes every one again.
 */
export async function takePicture({ page, app }: Admin, name: string): Promise<void> {
  const file = fileURLToPath(new URL(`../../docs/screenshots/${name}.png`, import.meta.url));
  if (existsSync(file) && !process.env.UPDATE_SCREENSHOTS) return;
  mkdirSync(fileURLToPath(new URL("../../docs/screenshots", import.meta.url)), { recursive: true });
  // Toasts come and go, and a chart draws itself in.
  await page.locator("#toasts > *").evaluateAll((toasts) => toasts.forEach((toast) => void toast.remove()));
  await app.locator(".Polaris-SkeletonBodyText").first().waitFor({ state: "detached" });
  await page.screenshot({ path: file, animations: "disabled" });
}
