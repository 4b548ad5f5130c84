import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../../setup/browser.ts";
import { problemsOf } from "./axe.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const NAMELESS = '<img src="data:,">';

/** A page that counts its readings. During each of the first `disturbed` ones a picture without a text comes and goes. */
async function pageOf(main: string, { disturbed = 0 } = {}): Promise<{ page: Page; readings(): Promise<number> }> {
  const page = await browser.newPage();
  await page.setContent(
    `<html lang="en"><head><title>A page</title></head><body><main><h1>A page</h1>${main}</main></body></html>`,
  );
  await page.evaluate(axe.source);
  await page.evaluate(
    ({ disturbed, nameless }) => {
      const { run } = window.axe;
      const state = { readings: 0 };
      Object.assign(window, { state });
      const counting = async (...args: Parameters<typeof run>) => {
        state.readings += 1;
        if (state.readings > disturbed) return run(...args);
        const passing = document.createElement("p");
        passing.innerHTML = nameless;
        document.querySelector("main")?.append(passing);
        const results = await run(...args);
        passing.remove();
        return results;
      };
      Object.assign(window.axe, { run: counting });
    },
    { disturbed, nameless: NAMELESS },
  );
  return {
    page,
    readings: () => page.evaluate(() => (window as unknown as { state: { readings: number } }).state.readings),
  };
}

test("a problem in a page that stands still is found in the first reading, with the page's address", async () => {
  const { page, readings } = await pageOf(NAMELESS);
  expect(await problemsOf(page)).toEqual([expect.stringMatching(/^blank: image-alt \(critical\) at img: /)]);
  expect(await readings()).toBe(1);
});

test("a page that changes while it is read is read again", async () => {
  const { page, readings } = await pageOf("<p>All is well.</p>", { disturbed: 2 });
  expect(await problemsOf(page)).toEqual([]);
  expect(await readings()).toBe(3);
});

test("a problem in a page that never stands still is found after five readings", async () => {
  const { page, readings } = await pageOf("<p>All is well.</p>", { disturbed: Number.POSITIVE_INFINITY });
  expect(await problemsOf(page)).toEqual([expect.stringContaining("image-alt")]);
  expect(await readings()).toBe(5);
});

test.each([
  ["grows pale", "black", "#ccc", ["color-contrast"]],
  ["grows dark", "#ccc", "black", []],
])("a text that %s is read as it ends", async (_, from, to, problems) => {
  const { page } = await pageOf(`<p style="color: ${from}; transition: color 600s">Slow</p>`);
  await page.evaluate((color) => {
    const text = document.querySelector("p");
    text?.getBoundingClientRect();
    if (text) text.style.color = color;
  }, to);
  expect(await problemsOf(page)).toEqual(problems.map((it) => expect.stringContaining(it)));
});

test("a page keeps what an animation ended with, and gets its own animations back", async () => {
  const { page } = await pageOf(
    `<style>@keyframes fade { from { color: black } to { color: #ccc } }</style>
    <p style="animation: fade 600s forwards">Slow</p>`,
  );
  expect(await problemsOf(page)).toEqual([expect.stringContaining("color-contrast")]);
  expect(await page.locator("p").evaluate((it) => getComputedStyle(it).animationDuration)).toBe("600s");
  expect(await page.locator("style").count()).toBe(1);
});

test("a page that is replaced while it is read is read again", async () => {
  const { page } = await pageOf(NAMELESS);
  const body = `<html lang="en"><title>Next</title><main><h1>Next</h1>${NAMELESS}</main></html>`;
  await page.route("**/next", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.evaluate(() => {
    window.axe.run = (() => {
      location.href = "http://127.0.0.1/next";
      return new Promise((resolve) => setTimeout(resolve, 60_000));
    }) as unknown as typeof axe.run;
  });
  expect(await problemsOf(page)).toEqual([expect.stringMatching(/^\/next: image-alt/)]);
});
