import fc from "fast-check";
import { expect, test } from "vitest";
import { grantTexts, type Limit, type SpendingText, type SpendingVerdict } from "./grant.ts";
import { limitsInWords } from "./limits-in-words.ts";

const MIDNIGHT = new Date("2026-11-25T05:00:00Z");
const LATER = new Date("2026-11-25T08:00:00Z");

const text = (id: string, given: Partial<SpendingText> = {}): SpendingText => ({
  ...{ id, sourceKind: "campaign", sourceId: "sale", purpose: "marketing", parts: 1, priceMicros: 8_300 },
  ...given,
});
const limit = (given: Partial<Limit> = {}): Limit => ({
  ...{ kind: "day", target: "shop", most: 20_000, used: 0, endsAt: MIDNIGHT, refused: null },
  ...given,
});

function inWords(verdict: SpendingVerdict | undefined) {
  const { limits = [], ...rest } = verdict ?? {};
  return { ...rest, saw: limitsInWords(limits) };
}

test("the first texts that fit are granted and the rest wait for the end of the day", () => {
  const { verdicts, charges } = grantTexts([text("a"), text("b"), text("c")], [limit()]);
  expect([...verdicts.values()].map((it) => it.kind)).toEqual(["granted", "granted", "wait"]);
  expect(inWords(verdicts.get("c"))).toEqual({
    ...{ kind: "wait", until: MIDNIGHT, reason: "spend-cap", saw: "$0.0166 of today’s $0.02" },
  });
  expect(charges).toMatchObject([{ amount: 16_600, refused: 8_300 }]);
});

test("a campaign's cap holds its own texts and no one else's", () => {
  const cap = limit({ kind: "campaign", target: "sale", most: 8_300, used: 8_300, endsAt: null });
  const { verdicts } = grantTexts(
    [text("a"), text("b", { sourceId: "other" }), text("c", { sourceKind: "flow", sourceId: "sale" })],
    [cap],
  );
  expect(inWords(verdicts.get("a"))).toEqual({
    ...{ kind: "hold", reason: "spend-cap", saw: "$0.0083 of the campaign’s $0.0083" },
  });
  expect(verdicts.get("b")?.kind).toBe("granted");
  expect(verdicts.get("c")?.kind).toBe("granted");
});

test("an order's text and the answer to a STOP use the day up and are never stopped by it", () => {
  const { verdicts, charges } = grantTexts(
    [text("order", { purpose: "transactional" }), text("stop", { purpose: "compliance" }), text("sale")],
    [limit({ used: 20_000 })],
  );
  expect([...verdicts.values()].map((it) => it.kind)).toEqual(["granted", "granted", "wait"]);
  expect(charges[0]?.amount).toBe(16_600);
});

test("a carrier's budget counts parts, and of two days the one that ends last decides", () => {
  const budget = limit({ kind: "budget", target: "brand", most: 2_000, used: 1_998, endsAt: LATER });
  const { verdicts, charges } = grantTexts([text("a", { parts: 2 }), text("b")], [limit({ most: 8_300 }), budget]);
  expect(verdicts.get("a")?.kind).toBe("granted");
  expect(inWords(verdicts.get("b"))).toMatchObject({
    ...{
      kind: "wait",
      until: LATER,
      reason: "carrier-budget",
      saw: "2,000 of the carrier’s 2,000 SMS segments per day",
    },
  });
  expect(charges.map((it) => it.amount)).toEqual([8_300, 2]);
});

test("a cheap text does not overtake the dear one before it", () => {
  const { verdicts } = grantTexts([text("dear", { priceMicros: 120_000 }), text("cheap")], [limit()]);
  expect([...verdicts.values()].map((it) => it.kind)).toEqual(["wait", "wait"]);
});

test("a test text that does not fit is stopped, and holds no other text back", () => {
  const test = text("test", { sourceKind: "test", purpose: "transactional", priceMicros: 120_000 });
  const { verdicts, charges } = grantTexts([test, text("sale")], [limit()]);
  expect([...verdicts.values()].map((it) => it.kind)).toEqual(["wait", "granted"]);
  expect(charges.map((it) => it.refused)).toEqual([null]);
});

test("whatever the texts and the limits: marketing never passes a limit, and what is charged is what was granted", () => {
  const texts = fc.array(
    fc.record({
      id: fc.uuid(),
      sourceKind: fc.constantFrom("campaign", "flow", "test"),
      sourceId: fc.constantFrom("sale", "other"),
      purpose: fc.constantFrom("marketing" as const, "transactional" as const),
      parts: fc.integer({ min: 1, max: 11 }),
      priceMicros: fc.integer({ min: 1, max: 200_000 }),
    }),
    { maxLength: 60 },
  );
  const limits = fc.tuple(
    fc.record({ most: fc.integer({ min: 1, max: 2_000_000 }), used: fc.integer({ min: 0, max: 2_000_000 }) }),
    fc.record({ most: fc.integer({ min: 1, max: 2_000_000 }), used: fc.integer({ min: 0, max: 2_000_000 }) }),
    fc.record({ most: fc.integer({ min: 1, max: 300 }), used: fc.integer({ min: 0, max: 300 }) }),
  );
  fc.assert(
    fc.property(texts, limits, (given, [day, campaign, budget]) => {
      const all = [
        limit(day),
        limit({ ...campaign, kind: "campaign", target: "sale", endsAt: null }),
        limit({ ...budget, kind: "budget", target: "brand" }),
      ];
      const { verdicts, charges } = grantTexts(given, all);
      const granted = given.filter(({ id }) => verdicts.get(id)?.kind === "granted");
      for (const { limit: of, amount } of charges) {
        const on = granted.filter(
          (it) => of.kind !== "campaign" || (it.sourceKind === "campaign" && it.sourceId === "sale"),
        );
        const size = (it: SpendingText) => (of.kind === "budget" ? it.parts : it.priceMicros);
        expect(amount).toBe(on.reduce((sum, it) => sum + size(it), 0));
        const exempt = on
          .filter((it) => it.purpose !== "marketing" && it.sourceKind !== "test")
          .reduce((sum, it) => sum + size(it), 0);
        expect(of.used + amount - exempt).toBeLessThanOrEqual(Math.max(of.most, of.used));
      }
      expect(
        given
          .filter((it) => it.purpose !== "marketing" && it.sourceKind !== "test")
          .every(({ id }) => verdicts.get(id)?.kind === "granted"),
      ).toBe(true);
    }),
  );
});

test("questions for double opt-in and tests stop at the cap, which strangers and merchants could pass otherwise", () => {
  const used: Limit[] = [{ kind: "day", target: "shop", most: 8_300, used: 8_300, endsAt: new Date(1), refused: null }];
  const { verdicts } = grantTexts(
    [
      text("question", { purpose: "transactional", sourceKind: "conversation" }),
      text("test", { purpose: "transactional", sourceKind: "test" }),
      text("order", { purpose: "transactional", sourceKind: "flow" }),
      text("stop", { purpose: "compliance", sourceKind: "conversation" }),
    ],
    used,
  );
  expect([...verdicts].map(([id, { kind }]) => [id, kind])).toEqual([
    ["question", "wait"],
    ["test", "wait"],
    ["order", "granted"],
    ["stop", "granted"],
  ]);
});
