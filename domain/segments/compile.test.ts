import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { anyRules } from "../../test/segments/any-rules.ts";
import { belongs } from "../../test/segments/naive.ts";
import { putDown, putDownCampaigns } from "../../test/segments/put-down.ts";
import { smallPerson } from "../../test/segments/small-world.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { compileRules } from "./compile.ts";
import { describeSegment } from "./describe.ts";
import { parseRules, problemsOf } from "./tree.ts";

const ctx = aContext();
const { db } = ctx;
const now = TUESDAY_MORNING;

beforeEach(emptyDatabase);

describe("the database and a naive reading agree on who belongs", () => {
  test("for any rules, over any small world", { timeout: 120_000 }, async () => {
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(smallPerson(now), { minLength: 5, maxLength: 25 }),
        fc.array(anyRules, { minLength: 25, maxLength: 25 }),
        fc.constantFrom("America/New_York", "Pacific/Auckland", "UTC"),
        async (people, segments, zone) => {
          const { id: shopId } = await aShop(db, { timeZone: zone });
          await putDownCampaigns(db, shopId, now);
          const ids = await putDown(db, shopId, people, now);
          for (const rules of segments) {
            const { sql, values } = compileRules(rules, { now, zone });
            const text = `SELECT s.id FROM subscribers s WHERE s.shop_id = $1 AND ${sql}`;
            const found = await db.run<{ id: string }>({ name: "", text }, [shopId, ...values]);
            const expected = ids.filter((_, index) => {
              const person = people[index];
              return person !== undefined && belongs(person, rules, { now, zone });
            });
            expect(new Set(found.map(({ id }) => id)), JSON.stringify(rules)).toEqual(new Set(expected));
            matched += expected.length > 0 && expected.length < ids.length ? 1 : 0;
          }
        },
      ),
      { numRuns: 30 },
    );
    // Of 750: rules that hold for all or for no one would show little.
    expect(matched).toBeGreaterThan(300);
  });
});

describe("what a merchant typed", () => {
  test("is never part of the statement's text", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), (typed) => {
        const word = typed.trim().replaceAll("\0", "") || "x";
        const rulesWith = (it: string) =>
          parseRules({
            type: "and",
            rules: [
              { type: "tags", tags: [it] },
              { type: "bought", products: [it], period: null },
              { type: "not", rule: { type: "zone", zones: [it] } },
              { type: "flow", is: "in", id: "0197a1b2-0000-7000-8000-000000000000", name: it },
            ],
          });
        const asOf = { now, zone: "UTC" };
        expect(compileRules(rulesWith(word), asOf).sql).toBe(compileRules(rulesWith("plain"), asOf).sql);
      }),
    );
  });

  test("is refused when it is no tree of rules, whatever it is", () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 6 }), (anything) => {
        const problems = problemsOf(anything);
        if (problems.length > 0) expect(() => parseRules(anything)).toThrow();
        else expect(describeSegment(parseRules(anything), { currency: "USD" })).toMatch(/^(People|Everybody)/);
      }),
    );
  });

  test("is refused when it is nested too deep, or has too many rules, before anything looks inside", () => {
    let deep: unknown = { type: "consent", states: ["subscribed"] };
    for (let level = 0; level < 100_000; level += 1) deep = { type: "not", rule: deep };
    expect(() => parseRules(deep)).toThrow(/up to 5 levels/);
    const one = { type: "orders", is: "at-least", count: 1 };
    expect(() => parseRules({ type: "and", rules: Array.from({ length: 51 }, () => one) })).toThrow(
      /up to 50 conditions/,
    );
    expect(parseRules({ type: "and", rules: Array.from({ length: 50 }, () => one) })).toBeTruthy();
    expect(problemsOf({ type: "and", rules: [one, { type: "or", rules: [{ ...one, count: -1 }] }] })).toEqual([
      { path: [1, 0], message: "Complete the condition: count is missing or out of range." },
    ]);
  });
});

test("any rules read as a sentence without a gap", () => {
  fc.assert(
    fc.property(anyRules, (rules) => {
      const sentence = describeSegment(rules, { currency: "USD" });
      expect(sentence).toMatch(/^(People|Everybody)/);
      expect(sentence).not.toMatch(/undefined|null,|NaN| {2}|\(\)/);
    }),
  );
});
