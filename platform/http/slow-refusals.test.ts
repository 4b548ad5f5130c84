import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSlowRefusals, type SlowRefusals } from "./slow-refusals.ts";

const LIMITS = { mostAtOnce: 2, windowMs: 10_000, holdMs: 1_000, mostHeldPerVisitor: 3, mostHeldInAll: 4 };
const FAKED = ["setTimeout", "clearTimeout", "performance"] as const;

beforeEach(() => void vi.useFakeTimers({ toFake: [...FAKED] }));
afterEach(() => void vi.useRealTimers());

/** What has become of some refusals so far: true may be answered, false has no room, null waits. */
function follow(refusals: SlowRefusals, visitor: string, count: number, signal?: AbortSignal) {
  const became: (boolean | null)[] = Array.from({ length: count }, () => null);
  for (let at = 0; at < count; at += 1)
    void refusals.hold(visitor, signal).then((mayAnswer) => {
      became[at] = mayAnswer;
    });
  return async () => {
    await vi.advanceTimersByTimeAsync(0);
    return became;
  };
}

test("the first refusals are answered at once, the next are held, and those beyond the room end", async () => {
  const refusals = createSlowRefusals(LIMITS);
  const became = follow(refusals, "one", 6);
  expect(await became()).toEqual([true, true, null, null, null, false]);
  expect(refusals.held()).toBe(3);
  await vi.advanceTimersByTimeAsync(999);
  expect(await became()).toEqual([true, true, null, null, null, false]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await became()).toEqual([true, true, true, true, true, false]);
  expect(refusals.held()).toBe(0);
});

test("another visitor is answered at once, and all together have a bound", async () => {
  const refusals = createSlowRefusals(LIMITS);
  follow(refusals, "one", 5);
  const other = follow(refusals, "two", 4);
  expect(await other()).toEqual([true, true, null, false]);
  expect(refusals.held()).toBe(4);
});

test("after the window a visitor begins again, and what is held then still counts", async () => {
  const refusals = createSlowRefusals({ ...LIMITS, holdMs: 15_000 });
  follow(refusals, "one", 4);
  await vi.advanceTimersByTimeAsync(10_000);
  const later = follow(refusals, "one", 4);
  expect(await later()).toEqual([true, true, null, false]);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(refusals.held()).toBe(0);
});

test("a visitor that leaves makes room", async () => {
  const refusals = createSlowRefusals(LIMITS);
  const leaving = new AbortController();
  follow(refusals, "one", 5, leaving.signal);
  expect(refusals.held()).toBe(3);
  leaving.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(refusals.held()).toBe(0);
  const gone = follow(refusals, "one", 1, leaving.signal);
  expect(await gone()).toEqual([true]);
});

test("a flood of visitors is not kept", async () => {
  const refusals = createSlowRefusals(LIMITS);
  for (let at = 0; at < 2; at += 1) await refusals.hold("first");
  for (let at = 0; at < 20_000; at += 1) await refusals.hold(`visitor ${at}`);
  expect(await follow(refusals, "first", 1)()).toEqual([true]);
});
