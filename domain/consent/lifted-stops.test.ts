import { describe, expect, test } from "vitest";
import { anEntry, hour, SOURCES, START, STOP } from "../../test/factories/consent-entry.ts";
import { type ConsentSource, consentStatusOf, NEVER_DECIDED } from "./decision.ts";

describe("which yes lifts which no", () => {
  // A row is who said no, a column who says yes afterwards, in the order of SOURCES.
  const table: Record<ConsentSource, string> = {
    provider: "1-------",
    "inbound-text": "1-------",
    merchant: "1111----",
    import: "1-------",
    redaction: "1111----",
    shopify: "11111---",
    checkout: "11111---",
    "sign-up-form": "11111---",
    "reply-review": "1-------",
    "unsubscribe-page": "1-------",
  };
  const cases = SOURCES.flatMap((no) =>
    SOURCES.map((yes, i) => [no, table[no][i] === "1" ? "is lifted" : "stands", yes] as const),
  );

  test.each(cases)("a no of %s %s after a yes of %s", (no, end, yes) => {
    const { marketing, refusedBy } = consentStatusOf([anEntry("unsubscribed", no, 1), anEntry("subscribed", yes, 5)]);
    expect([marketing, refusedBy]).toEqual(end === "is lifted" ? ["subscribed", null] : ["unsubscribed", no]);
  });

  test("a second no that is easier to lift does not soften the first, and a harder one hardens it", () => {
    const merchants = [anEntry("unsubscribed", "merchant", 1), anEntry("unsubscribed", "shopify", 2)];
    expect(consentStatusOf(merchants)).toMatchObject({ refusedBy: "merchant", marketingAt: hour(2) });
    expect(consentStatusOf([...merchants, anEntry("subscribed", "shopify", 3)]).marketing).toBe("unsubscribed");
    const stores = [anEntry("unsubscribed", "shopify", 1), anEntry("unsubscribed", "merchant", 2)];
    expect(consentStatusOf(stores).refusedBy).toBe("merchant");
    expect(
      consentStatusOf([anEntry("unsubscribed", "merchant", 1), anEntry("unsubscribed", "import", 2)]).refusedBy,
    ).toBe("import");
  });
});

describe("a texted STOP", () => {
  test.each(["shopify", "import", "merchant", "provider", "checkout", "sign-up-form"] as const)(
    "is not lifted by %s",
    (source) => {
      expect(consentStatusOf([STOP(1), anEntry("subscribed", source, 5)])).toMatchObject({
        marketing: "unsubscribed",
        stop: { by: "text", at: hour(1) },
      });
    },
  );

  test("is lifted by a texted START", () => {
    expect(consentStatusOf([STOP(1), START(5)])).toEqual({
      marketing: "subscribed",
      marketingAt: hour(5),
      stop: null,
      refusedBy: null,
      liftedAt: hour(5),
    });
  });

  test("is not lifted by a box that was ticked before it, however late we hear of it", () => {
    expect(consentStatusOf([STOP(3), anEntry("subscribed", "checkout", 2)])).toMatchObject({
      marketing: "unsubscribed",
      marketingAt: hour(3),
    });
  });

  test("is remembered as lifted after later decisions that have nothing to do with it", () => {
    const after = consentStatusOf([
      STOP(1),
      START(2),
      anEntry("unsubscribed", "shopify", 3),
      anEntry("subscribed", "shopify", 4),
    ]);
    expect(after).toEqual({ ...NEVER_DECIDED, marketing: "subscribed", marketingAt: hour(4), liftedAt: hour(2) });
  });

  test("stays a STOP when the store or the merchant says no as well", () => {
    const stop = { by: "text", at: hour(1) };
    expect(consentStatusOf([STOP(1), anEntry("unsubscribed", "shopify", 2)])).toMatchObject({
      stop,
      marketingAt: hour(2),
    });
    expect(consentStatusOf([STOP(1), anEntry("unsubscribed", "merchant", 2)])).toMatchObject({ stop });
  });

  test("is not what a no of the store's or the merchant's is", () => {
    for (const source of ["shopify", "merchant", "import", "checkout", "redaction"] as const)
      expect(consentStatusOf([anEntry("unsubscribed", source, 1)]).stop).toBeNull();
  });

  test("said again stands since the last time", () => {
    expect(consentStatusOf([STOP(1), STOP(4)]).stop).toEqual({ by: "text", at: hour(4) });
  });
});

test("what the provider blocks, only START opens again", () => {
  const blocked = [STOP(1), anEntry("unsubscribed", "provider", 2), STOP(3)];
  expect(consentStatusOf([...blocked, anEntry("subscribed", "checkout", 5)]).stop).toEqual({
    by: "provider",
    at: hour(3),
  });
  expect(consentStatusOf([...blocked, START(5)])).toMatchObject({ marketing: "subscribed", stop: null });
});
