import { describe, expect, test } from "vitest";
import { anEntry, STOP } from "../../test/factories/consent-entry.ts";
import { consentStatusOf, type LedgerEntry, weighEntries } from "./decision.ts";

describe("one more decision", () => {
  test("that changes something took effect", () => {
    const { stale, before, after } = weighEntries([], anEntry("subscribed", "checkout", 1));
    expect([stale, before.marketing, after.marketing]).toEqual([null, "never", "subscribed"]);
    expect(
      weighEntries([anEntry("subscribed", "checkout", 1)], anEntry("unsubscribed", "shopify", 2)).stale,
    ).toBeNull();
    expect(
      weighEntries([anEntry("unsubscribed", "shopify", 1)], anEntry("unsubscribed", "merchant", 1)).stale,
    ).toBeNull();
  });

  test("that is in the ledger already is known by its state, its source and its time", () => {
    const ledger = [anEntry("subscribed", "checkout", 1)];
    const again = weighEntries(ledger, anEntry("subscribed", "checkout", 1, "confirmed"));
    expect(again).toMatchObject({ stale: "already-recorded", after: again.before });
    expect(weighEntries(ledger, anEntry("subscribed", "shopify", 1)).stale).not.toBe("already-recorded");
    expect(weighEntries(ledger, anEntry("subscribed", "checkout", 2)).stale).toBeNull();
    expect(weighEntries(ledger, anEntry("unsubscribed", "checkout", 1)).stale).toBeNull();
  });

  test.each<[string, LedgerEntry[], LedgerEntry, string]>([
    ["older than what stands", [STOP(5)], anEntry("subscribed", "checkout", 2), "older-news"],
    ["as old as what stands", [STOP(5)], anEntry("subscribed", "checkout", 5), "older-news"],
    ["an older no", [anEntry("unsubscribed", "shopify", 5)], anEntry("unsubscribed", "shopify", 2), "older-news"],
    ["an older question", [STOP(5)], anEntry("pending", "sign-up-form", 2, "asked"), "older-news"],
    ["a store's yes after a STOP", [STOP(1)], anEntry("subscribed", "shopify", 5), "opted-out-by-text"],
    ["a form's question after a STOP", [STOP(1)], anEntry("pending", "sign-up-form", 5, "asked"), "opted-out-by-text"],
    [
      "a store's yes after the merchant's no",
      [anEntry("unsubscribed", "merchant", 1)],
      anEntry("subscribed", "shopify", 5),
      "refused-here",
    ],
    [
      "an import after the store's no",
      [anEntry("unsubscribed", "shopify", 1)],
      anEntry("subscribed", "import", 5),
      "refused-here",
    ],
    [
      "a question to a subscriber",
      [anEntry("subscribed", "checkout", 1)],
      anEntry("pending", "sign-up-form", 5, "asked"),
      "awaits-confirmation",
    ],
    ["an end of nothing", [], anEntry("expired", "sign-up-form", 5, "expired"), "older-news"],
  ])("%s changes nothing, and says why", (_, ledger, entry, stale) => {
    expect(weighEntries(ledger, entry)).toMatchObject({ stale, after: consentStatusOf(ledger) });
  });
});
