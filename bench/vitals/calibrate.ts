import type { Page } from "playwright-core";

/** Of the loop; on an idle desktop core it takes some 40 ms. */
const TURNS = 20_000_000;

/** How long a fixed loop takes in the page now: how slow the machine is. */
export function calibrate(page: Page): Promise<number> {
  return page.evaluate((turns) => {
    const started = performance.now();
    let sum = 0;
    for (let turn = 0; turn < turns; turn += 1) sum = (sum + turn * 7) % 1_000_003;
    return sum < 0 ? 0 : performance.now() - started;
  }, TURNS);
}
