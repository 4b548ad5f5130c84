import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anEntry, hour, SOURCES, START, STOP } from "../../test/factories/consent-entry.ts";
import {
  type ConsentSource,
  type ConsentStatus,
  consentStatusOf,
  isSameStatus,
  type LedgerEntry,
  NEVER_DECIDED,
  scopeOf,
} from "./decision.ts";

test("the newest decision wins", () => {
  expect(consentStatusOf([anEntry("subscribed", "checkout", 3), anEntry("unsubscribed", "shopify", 2)]).marketing).toBe(
    "subscribed",
  );
  expect(consentStatusOf([anEntry("subscribed", "checkout", 1), anEntry("unsubscribed", "shopify", 2)]).marketing).toBe(
    "unsubscribed",
  );
  expect(consentStatusOf([])).toEqual({
    marketing: "never",
    marketingAt: null,
    stop: null,
    refusedBy: null,
    liftedAt: null,
  });
});

test("a later yes moves the time since when they are subscribed", () => {
  expect(consentStatusOf([anEntry("subscribed", "checkout", 1), anEntry("subscribed", "shopify", 2)])).toEqual({
    ...NEVER_DECIDED,
    marketing: "subscribed",
    marketingAt: hour(2),
  });
});

describe("what happened at the same time", () => {
  test("yes and no at the same instant is no", () => {
    expect(
      consentStatusOf([anEntry("unsubscribed", "checkout", 1), anEntry("subscribed", "checkout", 1)]).marketing,
    ).toBe("unsubscribed");
  });

  test("yes and a question at the same instant waits for the answer", () => {
    expect(consentStatusOf([anEntry("pending", "shopify", 1), anEntry("subscribed", "checkout", 1)]).marketing).toBe(
      "pending",
    );
  });

  test("a question that expires in the instant of a yes leaves the yes", () => {
    const asked = anEntry("pending", "sign-up-form", 1, "asked");
    expect(consentStatusOf([asked, anEntry("expired", "sign-up-form", 2), START(2)]).marketing).toBe("subscribed");
  });

  test("the store's no counts to the end of its second, for its clock shows no more", () => {
    const at = (ms: number) => new Date(hour(1).getTime() + ms);
    const storesNo = (ms: number): LedgerEntry => ({ ...anEntry("unsubscribed", "shopify", 1), occurredAt: at(ms) });
    const yes = (ms: number): LedgerEntry => ({ ...anEntry("subscribed", "checkout", 1), occurredAt: at(ms) });
    expect(consentStatusOf([storesNo(0), yes(999)]).marketing).toBe("unsubscribed");
    expect(consentStatusOf([storesNo(0), yes(1_000)]).marketing).toBe("subscribed");
    // A time with thousandths is exact.
    expect(consentStatusOf([storesNo(5), yes(6)]).marketing).toBe("subscribed");
    expect(consentStatusOf([{ ...STOP(1) }, { ...START(1), occurredAt: at(1) }]).marketing).toBe("subscribed");
    expect(consentStatusOf([storesNo(0)]).marketingAt).toEqual(at(0));
  });
});

describe("double opt-in", () => {
  const asked = (at: number) => anEntry("pending", "sign-up-form", at, "asked");
  const expired = (at: number) => anEntry("expired", "sign-up-form", at, "expired");

  test("is waited for, and until then no one is subscribed", () => {
    expect(consentStatusOf([asked(1)])).toEqual({ ...NEVER_DECIDED, marketing: "pending", marketingAt: hour(1) });
    expect(consentStatusOf([asked(1), asked(2)])).toMatchObject({ marketing: "pending", marketingAt: hour(2) });
    expect(consentStatusOf([asked(1), START(2)])).toMatchObject({ marketing: "subscribed", marketingAt: hour(2) });
  });

  test("that does not come leaves the person as if they had never been asked", () => {
    expect(consentStatusOf([asked(1), expired(4)])).toEqual(NEVER_DECIDED);
    expect(consentStatusOf([asked(1), START(2), expired(4)]).marketing).toBe("subscribed");
    expect(consentStatusOf([asked(1), STOP(2), expired(4)]).marketing).toBe("unsubscribed");
    expect(consentStatusOf([expired(1)])).toEqual(NEVER_DECIDED);
  });

  test("is no reason to stop texting who is subscribed: anyone can type a number into a form", () => {
    expect(consentStatusOf([anEntry("subscribed", "checkout", 1), asked(5)])).toMatchObject({
      marketing: "subscribed",
      marketingAt: hour(1),
    });
  });

  test("changes nothing for who has said no, until it comes", () => {
    const no = anEntry("unsubscribed", "shopify", 1);
    expect(consentStatusOf([no, asked(5)])).toMatchObject({ marketing: "unsubscribed", marketingAt: hour(1) });
    expect(consentStatusOf([no, asked(5), START(6)]).marketing).toBe("subscribed");
  });

  test("lifts no STOP while it is awaited, from any source", () => {
    for (const source of ["sign-up-form", "checkout", "shopify"] as const)
      expect(consentStatusOf([STOP(1), anEntry("pending", source, 5)])).toEqual(consentStatusOf([STOP(1)]));
  });

  test("that the store waits for is waited for here, but not where the merchant noted a no", () => {
    const yes = anEntry("subscribed", "checkout", 1);
    expect(consentStatusOf([yes, anEntry("pending", "shopify", 5)])).toMatchObject({
      marketing: "pending",
      marketingAt: hour(5),
    });
    const no = anEntry("unsubscribed", "merchant", 1);
    expect(consentStatusOf([no, anEntry("pending", "shopify", 5)]).marketing).toBe("unsubscribed");
    const storesNo = [anEntry("unsubscribed", "shopify", 1), anEntry("pending", "shopify", 5)];
    expect(consentStatusOf(storesNo)).toMatchObject({ marketing: "pending", refusedBy: "shopify" });
    expect(consentStatusOf([...storesNo, expired(6)])).toMatchObject({ marketing: "pending", marketingAt: hour(5) });
  });
});

test("statuses differ in each thing that binds us, and only in those", () => {
  const one: ConsentStatus = {
    marketing: "unsubscribed",
    marketingAt: hour(1),
    stop: { by: "text", at: hour(1) },
    refusedBy: "inbound-text",
    liftedAt: null,
  };
  expect(isSameStatus(one, { ...one, liftedAt: hour(9) })).toBe(true);
  const others: Partial<ConsentStatus>[] = [
    { marketing: "subscribed" },
    { marketingAt: hour(2) },
    { marketingAt: null },
    { stop: null },
    { stop: { by: "provider", at: hour(1) } },
    { stop: { by: "text", at: hour(2) } },
    { refusedBy: "provider" },
  ];
  for (const other of others) expect(isSameStatus(one, { ...one, ...other })).toBe(false);
});

test("what the phone or its provider says is about every kind of text, anything else about marketing", () => {
  expect(SOURCES.filter((source) => scopeOf(source) === "all")).toEqual([
    "inbound-text",
    "provider",
    "reply-review",
    "unsubscribe-page",
  ]);
  expect(scopeOf("merchant")).toBe("marketing");
});

const entry = fc.record({
  state: fc.constantFrom("pending", "subscribed", "unsubscribed", "expired" as const),
  source: fc.constantFrom(...SOURCES),
  doubleOptIn: fc.constantFrom(null, "asked" as const),
  occurredAt: fc.integer({ min: 0, max: 6 }).map(hour),
}) as fc.Arbitrary<LedgerEntry>;

test("the same news in any order comes to the same end", () => {
  const shuffled = fc
    .array(entry, { maxLength: 8 })
    .chain((ledger) => fc.tuple(fc.constant(ledger), fc.shuffledSubarray(ledger, { minLength: ledger.length })));
  fc.assert(
    fc.property(shuffled, ([ledger, other]) => void expect(consentStatusOf(other)).toEqual(consentStatusOf(ledger))),
  );
});

test("no one is subscribed whose last word is a STOP, or who never said yes", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (ledger) => {
      expect(consentStatusOf([...ledger, STOP(20)])).toMatchObject({
        marketing: "unsubscribed",
        stop: { at: hour(20) },
      });
      const silent = ledger.filter(({ state }) => state !== "subscribed");
      expect(consentStatusOf(silent).marketing).not.toBe("subscribed");
    }),
  );
});

test("after a STOP only a yes from that phone, dated after it, makes someone subscribed or pending", () => {
  const STOPS: ConsentSource[] = ["inbound-text", "provider", "reply-review", "unsubscribe-page", "import"];
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 10 }), fc.array(entry, { maxLength: 4 }), (first, second) => {
      const ledger = [...first, ...second];
      const stops = ledger.filter(({ state, source }) => state === "unsubscribed" && STOPS.includes(source));
      const lastStop = Math.max(...stops.map(({ occurredAt }) => occurredAt.getTime()));
      const isLifted = ledger.some(
        ({ state, source, occurredAt }) =>
          state === "subscribed" && source === "inbound-text" && occurredAt.getTime() > lastStop,
      );
      if (stops.length > 0 && !isLifted) expect(consentStatusOf(ledger).marketing).toBe("unsubscribed");
    }),
    { numRuns: 2_000 },
  );
});
