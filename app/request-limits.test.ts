import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTurns, fileInTurn } from "./request-limits.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** Pieces that each take a second to make. */
async function* pieces(): AsyncGenerator<string> {
  for (;;) {
    vi.advanceTimersByTime(1_000);
    yield "a piece";
  }
}

async function fetchFor(shopId: string, turns = createTurns(10)) {
  const { signal } = new AbortController();
  return (await fileInTurn(turns, { shopId, signal }, pieces()))[Symbol.asyncIterator]();
}

test("a shop's files are made at full speed for ten seconds, and then for a fifth of the time", async () => {
  const turns = createTurns(10);
  const file = await fetchFor("one", turns);
  for (let made = 0; made < 10; made += 1) expect(await file.next()).toEqual({ done: false, value: "a piece" });
  const began = performance.now();
  for (let made = 0; made < 6; made += 1) {
    const piece = file.next();
    await vi.advanceTimersByTimeAsync(5_100);
    expect(await piece).toEqual({ done: false, value: "a piece" });
  }
  expect(performance.now() - began).toBeGreaterThan(24_000);
  // Another shop's are not slowed by it.
  const other = await fetchFor("two", turns);
  for (let made = 0; made < 5; made += 1) expect((await other.next()).done).toBe(false);
});
