import fc from "fast-check";
import { expect, test } from "vitest";
import { createBodyBudget } from "./body-budget.ts";

const limits = { bytesPerAddress: 100, bytesInAll: 250, bodiesPerAddress: 3, bodiesInAll: 6 };

test("an address has so many bodies under way, and gets room again when one ends", () => {
  const budget = createBodyBudget(limits);
  const claims = [1, 2, 3].map(() => budget.begin("a", () => {}));
  expect(budget.begin("a", () => {})).toBeNull();
  expect(budget.begin("b", () => {})).not.toBeNull();
  claims[0]?.end();
  expect(budget.begin("a", () => {})).not.toBeNull();
});

test("an address keeps so many bytes in all its bodies", () => {
  const budget = createBodyBudget(limits);
  const [one, two] = [budget.begin("a", () => {}), budget.begin("a", () => {})];
  expect([one?.add(60), two?.add(40), two?.add(1)]).toEqual([true, true, false]);
  one?.end();
  expect(two?.add(60)).toBe(true);
});

test("when many addresses use up the whole, the oldest body of the largest goes and a newcomer gets through", () => {
  const budget = createBodyBudget(limits);
  const cut: string[] = [];
  const holders = ["a", "b", "c"].map((name) => budget.begin(name, () => cut.push(name)));
  expect([holders[0]?.add(90), holders[1]?.add(100), holders[2]?.add(60)]).toEqual([true, true, true]);
  expect(budget.begin("newcomer", () => cut.push("newcomer"))?.add(5)).toBe(true);
  expect(cut).toEqual(["b"]);
  expect(holders[1]?.add(1)).toBe(false);
});

test("whatever comes and goes, the sums stay within the limits and end at zero", () => {
  const act = fc.record({ address: fc.integer({ min: 0, max: 4 }), bytes: fc.nat(120), ends: fc.boolean() });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const budget = createBodyBudget(limits);
      const open = acts.flatMap(({ address, bytes, ends }) => {
        const claim = budget.begin(String(address), () => {});
        claim?.add(bytes);
        if (ends) claim?.end();
        const now = budget.read();
        expect(now.bytes).toBeLessThanOrEqual(limits.bytesInAll);
        expect(now.bodies).toBeLessThanOrEqual(limits.bodiesInAll);
        return claim ? [claim] : [];
      });
      for (const claim of open) claim.end();
      expect(budget.read()).toEqual({ bodies: 0, bytes: 0 });
    }),
  );
});
