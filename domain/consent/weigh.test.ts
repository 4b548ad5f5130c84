import { describe, expect, test } from "vitest";
import {
  type ConsentSource,
  type ConsentState,
  consentStatusOf,
  type DoubleOptIn,
  type LedgerEntry,
  weighEntries,
} from "./decision.ts";

const hour = (n: number) => new Date(Date.UTC(2026, 10, 24, n));
const told = (
  state: ConsentState,
  source: ConsentSource,
  at: number,
  doubleOptIn: DoubleOptIn | null = null,
): LedgerEntry => ({ state, source, doubleOptIn, occurredAt: hour(at) });
const STOP = (at: number) => told("unsubscribed", "inbound-text", at);

describe("one more decision", () => {
  test("that changes something took effect", () => {
    const { stale, before, after } = weighEntries([], told("subscribed", "checkout", 1));
    expect([stale, before.marketing, after.marketing]).toEqual([null, "never", "subscribed"]);
    expect(weighEntries([told("subscribed", "checkout", 1)], told("unsubscribed", "shopify", 2)).stale).toBeNull();
    expect(weighEntries([told("unsubscribed", "shopify", 1)], told("unsubscribed", "merchant", 1)).stale).toBeNull();
  });

  test("that is in the ledger already is known by its state, its source and its time", () => {
    const ledger = [told("subscribed", "checkout", 1)];
    const again = weighEntries(ledger, told("subscribed", "checkout", 1, "confirmed"));
    expect(again).toMatchObject({ stale: "already-recorded", after: again.before });
    expect(weighEntries(ledger, told("subscribed", "shopify", 1)).stale).not.toBe("already-recorded");
    expect(weighEntries(ledger, told("subscribed", "checkout", 2)).stale).toBeNull();
    expect(weighEntries(ledger, told("unsubscribed", "checkout", 1)).stale).toBeNull();
  });

  test.each<[string, LedgerEntry[], LedgerEntry, string]>([
    ["older than what stands", [STOP(5)], told("subscribed", "checkout", 2), "older-news"],
    ["as old as what stands", [STOP(5)], told("subscribed", "checkout", 5), "older-news"],
    ["an older no", [told("unsubscribed", "shopify", 5)], told("unsubscribed", "shopify", 2), "older-news"],
    ["an older question", [STOP(5)], told("pending", "sign-up-form", 2, "asked"), "older-news"],
    ["a store's yes after a STOP", [STOP(1)], told("subscribed", "shopify", 5), "opted-out-by-text"],
    ["a form's question after a STOP", [STOP(1)], told("pending", "sign-up-form", 5, "asked"), "opted-out-by-text"],
    [
      "a store's yes after the merchant's no",
      [told("unsubscribed", "merchant", 1)],
      told("subscribed", "shopify", 5),
      "refused-here",
    ],
    [
      "an import after the store's no",
      [told("unsubscribed", "shopify", 1)],
      told("subscribed", "import", 5),
      "refused-here",
    ],
    [
      "a question to a subscriber",
      [told("subscribed", "checkout", 1)],
      told("pending", "sign-up-form", 5, "asked"),
      "awaits-confirmation",
    ],
    ["an end of nothing", [], told("expired", "sign-up-form", 5, "expired"), "older-news"],
  ])("%s changes nothing, and says why", (_, ledger, entry, stale) => {
    expect(weighEntries(ledger, entry)).toMatchObject({ stale, after: consentStatusOf(ledger) });
  });
});
