import { describe, expect, test } from "vitest";
import { choosePush, retryAfterMs } from "./choose-push.ts";
import type { ConsentToPush, StoreConsent, StoreState } from "./store.ts";

const at = (ms: number) => new Date(Date.UTC(2026, 10, 24, 15) + ms);
const NOW = at(60_000);
const PHONE = "+12125550101";
const told = (state: ConsentToPush["state"], ms: number, phone: string | null = PHONE) => ({
  state,
  optInLevel: "single" as const,
  decidedAt: at(ms),
  phone,
});
const store = (state: StoreState, ms: number | null, phone: string | null = PHONE): StoreConsent => ({
  phone,
  state,
  at: ms === null ? null : at(ms),
});

describe("what is written into the store's record", () => {
  test("a decision newer than the store's, at its own time", () => {
    expect(choosePush(told("unsubscribed", 10_000), store("subscribed", 5_000), NOW)).toEqual({
      kind: "write",
      decidedAt: at(10_000),
    });
    expect(choosePush(told("subscribed", 10_000), store("unsubscribed", 9_999), NOW)).toEqual({
      kind: "write",
      decidedAt: at(10_000),
    });
    expect(choosePush(told("subscribed", 10_000), store("none", null), NOW).kind).toBe("write");
    expect(choosePush(told("pending", 10_000), store("subscribed", 9_000), NOW).kind).toBe("write");
  });

  test("nothing that the store says already, whenever it was said", () => {
    for (const state of ["subscribed", "unsubscribed", "pending"] as const)
      expect(choosePush(told(state, 10_000), store(state, 99_000), NOW)).toEqual({ kind: "leave", because: "in-step" });
  });

  test("nothing about a customer who is gone, or has another number or none by now", () => {
    expect(choosePush(told("unsubscribed", 1), null, NOW)).toEqual({ kind: "leave", because: "no-customer" });
    const other = { kind: "leave", because: "another-number" };
    expect(choosePush(told("unsubscribed", 1), store("subscribed", 0, "+12125550102"), NOW)).toEqual(other);
    expect(choosePush(told("unsubscribed", 1), store("subscribed", 0, null), NOW)).toEqual(other);
    expect(choosePush(told("unsubscribed", 1, null), store("subscribed", 0, null), NOW)).toEqual(other);
  });

  test("no yes over anything stricter that is as new: seconds are all that the store keeps", () => {
    const stricter = { kind: "leave", because: "stricter-there" };
    expect(choosePush(told("subscribed", 10_900), store("unsubscribed", 10_000), NOW)).toEqual(stricter);
    expect(choosePush(told("subscribed", 10_000), store("unsubscribed", 20_000), NOW)).toEqual(stricter);
    expect(choosePush(told("subscribed", 10_000), store("pending", 20_000), NOW)).toEqual(stricter);
    expect(choosePush(told("pending", 10_000), store("unsubscribed", 20_000), NOW)).toEqual(stricter);
    expect(choosePush(told("subscribed", 11_000), store("unsubscribed", 10_999), NOW).kind).toBe("write");
  });

  test("a no over a newer yes, at a time that the store takes for newer, and never in the future", () => {
    const after = choosePush(told("unsubscribed", 10_000), store("subscribed", 20_400), NOW);
    expect(after).toEqual({ kind: "write", decidedAt: at(21_000) });
    expect(choosePush(told("unsubscribed", 10_000), store("subscribed", 10_000), NOW)).toEqual({
      kind: "write",
      decidedAt: at(11_000),
    });
    expect(choosePush(told("unsubscribed", 10_000), store("pending", 20_000), NOW)).toEqual({
      kind: "write",
      decidedAt: at(21_000),
    });
    expect(choosePush(told("unsubscribed", 10_000), store("subscribed", 59_500), NOW)).toEqual({
      kind: "write",
      decidedAt: NOW,
    });
    expect(choosePush(told("unsubscribed", 10_000), store("subscribed", 59_000), at(60_001))).toEqual({
      kind: "write",
      decidedAt: at(60_000),
    });
    expect(choosePush(told("pending", 10_000), store("subscribed", 20_000), NOW)).toEqual({
      kind: "write",
      decidedAt: at(21_000),
    });
  });
});

test("a store that cannot be told is asked again after a minute, two, four, and at most six hours", () => {
  expect([1, 2, 3, 9, 10, 40].map((attempt) => retryAfterMs("unavailable", attempt) / 60_000)).toEqual([
    1, 2, 4, 256, 360, 360,
  ]);
  expect([retryAfterMs("no-token", 1), retryAfterMs("no-token", 20)]).toEqual([600_000, 600_000]);
});
