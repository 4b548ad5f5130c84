import fc from "fast-check";
import { expect, test } from "vitest";
import { type ConsentSource, type ConsentState, type LedgerEntry, standingOf } from "./decision.ts";

const hour = (n: number) => new Date(Date.UTC(2026, 10, 24, n));
const told = (state: ConsentState, source: ConsentSource, at: number): LedgerEntry => ({
  state,
  source,
  occurredAt: hour(at),
});
const STOP = (at: number) => told("unsubscribed", "inbound-text", at);
const START = (at: number) => told("subscribed", "inbound-text", at);

test("the newest decision wins", () => {
  expect(standingOf([told("subscribed", "checkout", 3), told("unsubscribed", "shopify", 2)]).marketing).toBe(
    "subscribed",
  );
  expect(standingOf([told("subscribed", "checkout", 1), told("unsubscribed", "shopify", 2)]).marketing).toBe(
    "unsubscribed",
  );
  expect(standingOf([])).toEqual({ marketing: "never", marketingAt: null, stop: null, liftedAt: null });
});

test.each(["shopify", "import", "merchant", "provider"] as const)("a texted STOP is not lifted by %s", (source) => {
  expect(standingOf([STOP(1), told("subscribed", source, 5)])).toMatchObject({
    marketing: "unsubscribed",
    stop: { by: "text", at: hour(1) },
  });
});

test.each([
  ["a texted START", START(5)],
  ["a box ticked at a later checkout", told("subscribed", "checkout", 5)],
  ["a later sign-up form", told("subscribed", "sign-up-form", 5)],
])("%s lifts a texted STOP", (_, decision) => {
  expect(standingOf([STOP(1), decision])).toEqual({
    marketing: "subscribed",
    marketingAt: hour(5),
    stop: null,
    liftedAt: hour(5),
  });
});

test("a box that was ticked before the STOP does not lift it, however late we hear of it", () => {
  expect(standingOf([STOP(3), told("subscribed", "checkout", 2)])).toMatchObject({
    marketing: "unsubscribed",
    marketingAt: hour(3),
  });
});

test("a sign-up that still waits for its confirmation lifts nothing", () => {
  expect(standingOf([STOP(1), told("pending", "sign-up-form", 5)]).marketing).toBe("unsubscribed");
});

test("what the provider blocks, only START opens again", () => {
  const blocked = [STOP(1), told("unsubscribed", "provider", 2), STOP(3)];
  expect(standingOf([...blocked, told("subscribed", "checkout", 5)]).stop).toEqual({ by: "provider", at: hour(3) });
  expect(standingOf([...blocked, START(5)])).toMatchObject({ marketing: "subscribed", stop: null });
});

test("yes and no at the same instant is no", () => {
  expect(standingOf([told("unsubscribed", "shopify", 1), told("subscribed", "checkout", 1)]).marketing).toBe(
    "unsubscribed",
  );
});

test("the same news in any order comes to the same end", () => {
  const entry = fc.record({
    state: fc.constantFrom("pending", "subscribed", "unsubscribed" as const),
    source: fc.constantFrom(
      "checkout",
      "sign-up-form",
      "inbound-text",
      "import",
      "merchant",
      "shopify",
      "provider" as const,
    ),
    occurredAt: fc.integer({ min: 0, max: 6 }).map(hour),
  }) as fc.Arbitrary<LedgerEntry>;
  const shuffled = fc
    .array(entry, { maxLength: 8 })
    .chain((ledger) => fc.tuple(fc.constant(ledger), fc.shuffledSubarray(ledger, { minLength: ledger.length })));
  fc.assert(fc.property(shuffled, ([ledger, other]) => void expect(standingOf(other)).toEqual(standingOf(ledger))));
});
