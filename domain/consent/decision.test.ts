import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ConsentSource,
  type ConsentState,
  type ConsentStatus,
  consentStatusOf,
  type DoubleOptIn,
  isSameStatus,
  type LedgerEntry,
  NEVER_DECIDED,
  scopeOf,
} from "./decision.ts";

const hour = (n: number) => new Date(Date.UTC(2026, 10, 24, n));
const told = (
  state: ConsentState,
  source: ConsentSource,
  at: number,
  doubleOptIn: DoubleOptIn | null = null,
): LedgerEntry => ({ state, source, doubleOptIn, occurredAt: hour(at) });
const STOP = (at: number) => told("unsubscribed", "inbound-text", at);
const START = (at: number) => told("subscribed", "inbound-text", at);
const SOURCES: ConsentSource[] = [
  "inbound-text",
  "checkout",
  "sign-up-form",
  "merchant",
  "shopify",
  "import",
  "provider",
  "redaction",
  "reply-review",
  "unsubscribe-page",
];

test("the newest decision wins", () => {
  expect(consentStatusOf([told("subscribed", "checkout", 3), told("unsubscribed", "shopify", 2)]).marketing).toBe(
    "subscribed",
  );
  expect(consentStatusOf([told("subscribed", "checkout", 1), told("unsubscribed", "shopify", 2)]).marketing).toBe(
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
  expect(consentStatusOf([told("subscribed", "checkout", 1), told("subscribed", "shopify", 2)])).toEqual({
    ...NEVER_DECIDED,
    marketing: "subscribed",
    marketingAt: hour(2),
  });
});

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
    const { marketing, refusedBy } = consentStatusOf([told("unsubscribed", no, 1), told("subscribed", yes, 5)]);
    expect([marketing, refusedBy]).toEqual(end === "is lifted" ? ["subscribed", null] : ["unsubscribed", no]);
  });

  test("a second no that is easier to lift does not soften the first, and a harder one hardens it", () => {
    const merchants = [told("unsubscribed", "merchant", 1), told("unsubscribed", "shopify", 2)];
    expect(consentStatusOf(merchants)).toMatchObject({ refusedBy: "merchant", marketingAt: hour(2) });
    expect(consentStatusOf([...merchants, told("subscribed", "shopify", 3)]).marketing).toBe("unsubscribed");
    const stores = [told("unsubscribed", "shopify", 1), told("unsubscribed", "merchant", 2)];
    expect(consentStatusOf(stores).refusedBy).toBe("merchant");
    expect(consentStatusOf([told("unsubscribed", "merchant", 1), told("unsubscribed", "import", 2)]).refusedBy).toBe(
      "import",
    );
  });
});

describe("a texted STOP", () => {
  test.each(["shopify", "import", "merchant", "provider", "checkout", "sign-up-form"] as const)(
    "is not lifted by %s",
    (source) => {
      expect(consentStatusOf([STOP(1), told("subscribed", source, 5)])).toMatchObject({
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
    expect(consentStatusOf([STOP(3), told("subscribed", "checkout", 2)])).toMatchObject({
      marketing: "unsubscribed",
      marketingAt: hour(3),
    });
  });

  test("is remembered as lifted after later decisions that have nothing to do with it", () => {
    const after = consentStatusOf([
      STOP(1),
      START(2),
      told("unsubscribed", "shopify", 3),
      told("subscribed", "shopify", 4),
    ]);
    expect(after).toEqual({ ...NEVER_DECIDED, marketing: "subscribed", marketingAt: hour(4), liftedAt: hour(2) });
  });

  test("stays a STOP when the store or the merchant says no as well", () => {
    const stop = { by: "text", at: hour(1) };
    expect(consentStatusOf([STOP(1), told("unsubscribed", "shopify", 2)])).toMatchObject({
      stop,
      marketingAt: hour(2),
    });
    expect(consentStatusOf([STOP(1), told("unsubscribed", "merchant", 2)])).toMatchObject({ stop });
  });

  test("is not what a no of the store's or the merchant's is", () => {
    for (const source of ["shopify", "merchant", "import", "checkout", "redaction"] as const)
      expect(consentStatusOf([told("unsubscribed", source, 1)]).stop).toBeNull();
  });

  test("said again stands since the last time", () => {
    expect(consentStatusOf([STOP(1), STOP(4)]).stop).toEqual({ by: "text", at: hour(4) });
  });
});

test("what the provider blocks, only START opens again", () => {
  const blocked = [STOP(1), told("unsubscribed", "provider", 2), STOP(3)];
  expect(consentStatusOf([...blocked, told("subscribed", "checkout", 5)]).stop).toEqual({
    by: "provider",
    at: hour(3),
  });
  expect(consentStatusOf([...blocked, START(5)])).toMatchObject({ marketing: "subscribed", stop: null });
});

describe("what happened at the same time", () => {
  test("yes and no at the same instant is no", () => {
    expect(consentStatusOf([told("unsubscribed", "checkout", 1), told("subscribed", "checkout", 1)]).marketing).toBe(
      "unsubscribed",
    );
  });

  test("yes and a question at the same instant waits for the answer", () => {
    expect(consentStatusOf([told("pending", "shopify", 1), told("subscribed", "checkout", 1)]).marketing).toBe(
      "pending",
    );
  });

  test("a question that expires in the instant of a yes leaves the yes", () => {
    const asked = told("pending", "sign-up-form", 1, "asked");
    expect(consentStatusOf([asked, told("expired", "sign-up-form", 2), START(2)]).marketing).toBe("subscribed");
  });

  test("the store's no counts to the end of its second, for its clock shows no more", () => {
    const at = (ms: number) => new Date(hour(1).getTime() + ms);
    const storesNo = (ms: number): LedgerEntry => ({ ...told("unsubscribed", "shopify", 1), occurredAt: at(ms) });
    const yes = (ms: number): LedgerEntry => ({ ...told("subscribed", "checkout", 1), occurredAt: at(ms) });
    expect(consentStatusOf([storesNo(0), yes(999)]).marketing).toBe("unsubscribed");
    expect(consentStatusOf([storesNo(0), yes(1_000)]).marketing).toBe("subscribed");
    // A time with thousandths is exact.
    expect(consentStatusOf([storesNo(5), yes(6)]).marketing).toBe("subscribed");
    expect(consentStatusOf([{ ...STOP(1) }, { ...START(1), occurredAt: at(1) }]).marketing).toBe("subscribed");
    expect(consentStatusOf([storesNo(0)]).marketingAt).toEqual(at(0));
  });
});

describe("double opt-in", () => {
  const asked = (at: number) => told("pending", "sign-up-form", at, "asked");
  const expired = (at: number) => told("expired", "sign-up-form", at, "expired");

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
    expect(consentStatusOf([told("subscribed", "checkout", 1), asked(5)])).toMatchObject({
      marketing: "subscribed",
      marketingAt: hour(1),
    });
  });

  test("changes nothing for who has said no, until it comes", () => {
    const no = told("unsubscribed", "shopify", 1);
    expect(consentStatusOf([no, asked(5)])).toMatchObject({ marketing: "unsubscribed", marketingAt: hour(1) });
    expect(consentStatusOf([no, asked(5), START(6)]).marketing).toBe("subscribed");
  });

  test("lifts no STOP while it is awaited, from any source", () => {
    for (const source of ["sign-up-form", "checkout", "shopify"] as const)
      expect(consentStatusOf([STOP(1), told("pending", source, 5)])).toEqual(consentStatusOf([STOP(1)]));
  });

  test("that the store waits for is waited for here, but not where the merchant noted a no", () => {
    const yes = told("subscribed", "checkout", 1);
    expect(consentStatusOf([yes, told("pending", "shopify", 5)])).toMatchObject({
      marketing: "pending",
      marketingAt: hour(5),
    });
    const no = told("unsubscribed", "merchant", 1);
    expect(consentStatusOf([no, told("pending", "shopify", 5)]).marketing).toBe("unsubscribed");
    const storesNo = [told("unsubscribed", "shopify", 1), told("pending", "shopify", 5)];
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
