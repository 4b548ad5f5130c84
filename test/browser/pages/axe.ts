import axe from "axe-core";
import type { Frame, Page } from "playwright-core";
import { expect } from "vitest";
import { type Admin, PHONE, WIDE } from "../admin.ts";
import { readStandingStill } from "./standing-still.ts";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** What axe finds in the app's frame while it stands still, in a line each; in one part of it when `within` is given. */
export async function problemsIn({ page }: Pick<Admin, "page">, within?: string): Promise<string[]> {
  const frame = page.frame("app-iframe");
  if (!frame) throw new Error("There is no app on the screen.");
  return problemsOf(frame, within);
}

/** The same for any document. Each line names the page's address. */
export async function problemsOf(frame: Frame | Page, within?: string): Promise<string[]> {
  const found = await readStandingStill(frame, async () => {
    if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe.source);
    return frame.evaluate(readWithAxe, within);
  });
  const { pathname, search } = new URL(frame.url());
  return found.map((problem) => `${pathname}${search}: ${problem}`);
}

/** Runs in the page. */
async function readWithAxe(within?: string): Promise<string[]> {
  const { violations } = await window.axe.run(within ?? document, { resultTypes: ["violations"] });
  const untitled = document.title === "" ? ["has no title"] : [];
  const found = violations.flatMap(({ id, impact, nodes }) =>
    nodes
      .slice(0, 3)
      .map(({ target, failureSummary }) => `${id} (${impact}) at ${target}: ${failureSummary?.split("\n")[1]?.trim()}`),
  );
  return [...untitled, ...found];
}

/** The page has no problem on a wide screen nor on a phone's. */
export async function expectAccessible(admin: Admin): Promise<void> {
  const before = admin.page.viewportSize() ?? WIDE;
  const found: string[] = [];
  for (const size of [before, before.width === PHONE.width ? WIDE : PHONE]) {
    await admin.page.setViewportSize(size);
    found.push(...(await problemsIn(admin)).map((problem) => `${size.width} px, ${problem}`));
  }
  await admin.page.setViewportSize(before);
  expect(found).toEqual([]);
}
