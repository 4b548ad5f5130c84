import fc from "fast-check";
import { expect, test } from "vitest";
import { grantTexts, type Limit } from "#domain/spending/grant";
import { needOf } from "./dry-run-caps.ts";
import type { Leaving } from "./dry-run-counts.ts";

const DAY_ENDS = new Date("2026-11-25T05:00:00Z");
const limit = (given: Partial<Limit>): Limit => ({
  ...{ kind: "campaign", target: "c", most: 1_000, used: 0, endsAt: null, refused: null },
  ...given,
});
const leaving = (given: Partial<Leaving>): Leaving => ({
  ...{ at: 0, closesAt: 1, because: null, signature: "s", country: "US", parts: 1, micros: 100, count: 4 },
  ...given,
});

test("a cap with room for everything needs nothing", () => {
  expect(needOf(limit({ most: 400 }), [leaving({})])).toBeNull();
});

test("a cap that is too small says by how much, and for how many texts", () => {
  expect(needOf(limit({ most: 1_000, used: 750 }), [leaving({})])).toEqual({
    ...{ kind: "campaign", most: 1_000, left: 250, needs: 400, beyond: 2, until: null },
  });
});

test("a day’s cap counts what leaves that day alone, a carrier’s budget counts parts", () => {
  const tomorrow = leaving({ at: DAY_ENDS.getTime() });
  expect(needOf(limit({ kind: "day", most: 400, endsAt: DAY_ENDS }), [leaving({}), tomorrow])).toBeNull();
  expect(needOf(limit({ kind: "budget", most: 5, endsAt: DAY_ENDS }), [leaving({ parts: 2 })])).toMatchObject({
    ...{ needs: 8, beyond: 2, until: DAY_ENDS.toISOString() },
  });
});

test("it refuses as many as a claim would, text by text", () => {
  const groups = fc.array(
    fc.record({ micros: fc.integer({ min: 1, max: 9 }), count: fc.integer({ min: 1, max: 9 }) }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(groups, fc.integer({ min: 0, max: 200 }), (some, most) => {
      const all = some.map((it) => leaving(it));
      const texts = all.flatMap(({ micros, count }, i) =>
        Array.from({ length: count }, (_, n) => ({
          ...{ id: `${i} ${n}`, sourceKind: "campaign", sourceId: "c", purpose: "marketing" as const },
          ...{ parts: 1, priceMicros: micros },
        })),
      );
      const { verdicts } = grantTexts(texts, [limit({ most })]);
      const refused = [...verdicts.values()].filter(({ kind }) => kind !== "granted").length;
      expect(needOf(limit({ most }), all)?.beyond ?? 0).toBe(refused);
    }),
  );
});
