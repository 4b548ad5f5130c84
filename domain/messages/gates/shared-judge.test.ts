import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type GateFacts, PASS, type PersonGate, personGate, skip } from "./gate.ts";
import { judgeText, personGates, sharedJudge } from "./gates.ts";

const NOW = new Date("2026-11-24T15:00:00Z");
const HOUR = 3_600_000;

const instant = fc.constantFrom(-1, 0, 1, 30).map((hours) => new Date(NOW.getTime() + hours * HOUR));
const rule = fc.constantFrom(
  { id: "us-hours", version: 1, name: "Federal" },
  { id: "us-hours", version: 2, name: "Federal" },
);
const anyFacts: fc.Arbitrary<GateFacts> = fc.record({
  purpose: fc.constantFrom("marketing" as const, "transactional" as const, "compliance" as const),
  expiresAt: instant,
  isShopLive: fc.boolean(),
  isSenderLive: fc.boolean(),
  regionHeldUntil: fc.option(instant),
  hasNumber: fc.boolean(),
  isTextable: fc.boolean(),
  marketing: fc.constantFrom("never" as const, "pending" as const, "subscribed" as const, "unsubscribed" as const),
  isInvalid: fc.boolean(),
  suppressedBecause: fc.constantFrom(null, "opted-out", "invalid-number", "reply-unsure", "null"),
  window: fc.record({ isOpen: fc.boolean(), opensAt: instant, closesAt: instant, rules: fc.array(rule) }),
  cap: fc.oneof(
    fc.constantFrom({ kind: "pass" as const }, { kind: "skip" as const }),
    instant.map((until) => ({ kind: "defer" as const, until })),
  ),
  recentTexts: fc.nat(3),
  capLimits: fc.record({
    ...{ texts: fc.nat(3), hours: fc.constantFrom(24, 48) },
    byLaw: fc.array(fc.record({ texts: fc.nat(3), hours: fc.constant(24), rule })),
  }),
});

type AnyPersonGate = Pick<PersonGate<string, keyof GateFacts, z.ZodType>, "name" | "facts" | "judge">;

/** Facts that cannot be read unless the gate declares them. */
function guarded(gate: AnyPersonGate, facts: GateFacts): GateFacts {
  const complain = (fact: PropertyKey) => {
    throw new Error(`${gate.name} reads ${String(fact)}, which it does not declare.`);
  };
  return new Proxy(facts, {
    get: (target, fact) => (gate.facts.some((it) => it === fact) ? Reflect.get(target, fact) : complain(fact)),
    has: (_, fact) => complain(fact),
    ownKeys: () => complain("all facts"),
  });
}

function judgesByWhatItDeclares(gate: AnyPersonGate): void {
  const property = fc.property(anyFacts, (facts) => {
    expect(gate.judge(guarded(gate, facts), NOW)).toEqual(gate.judge(facts, NOW));
  });
  const { failed, errorInstance } = fc.check(property, { numRuns: 300 });
  if (failed) throw errorInstance;
}

describe("a gate reads no fact that it does not declare", () => {
  test.each(personGates.map((gate) => [gate.name, gate as unknown as AnyPersonGate] as const))("%s", (_, gate) =>
    judgesByWhatItDeclares(gate),
  );

  const common = { title: "Weather", evidence: z.object({}), describe: () => "", name: "weather" } as const;

  test("one that forgets a fact is found, by the compiler too", () => {
    const forgetful = personGate({
      ...common,
      facts: ["purpose"],
      // @ts-expect-error isInvalid is not declared.
      judge: ({ isInvalid }) => ({ evidence: {}, verdict: isInvalid ? skip("invalid-number") : PASS }),
    });
    expect(() => judgesByWhatItDeclares(forgetful)).toThrow("weather reads isInvalid, which it does not declare");
  });

  test("one that forgets a fact on one path only is found", () => {
    const forgetful = {
      ...{ ...common, facts: ["purpose"] as const },
      judge: (facts: GateFacts) => ({
        evidence: {},
        verdict: facts.purpose === "marketing" && facts.recentTexts > 1 ? skip("frequency-cap") : PASS,
      }),
    };
    expect(() => judgesByWhatItDeclares(forgetful)).toThrow("weather reads recentTexts");
  });

  test("one that takes all facts at once is found", () => {
    const greedy = {
      ...{ ...common, facts: ["purpose"] as const },
      judge: (facts: GateFacts) => ({ evidence: { ...facts }, verdict: PASS }),
    };
    expect(() => judgesByWhatItDeclares(greedy)).toThrow("weather reads all facts");
  });
});

test("a shared verdict and its record are those that each person would get alone", () => {
  fc.assert(
    fc.property(fc.array(anyFacts, { minLength: 1, maxLength: 6 }), anyFacts, fc.nat(), (others, facts, which) => {
      const shared = sharedJudge(NOW);
      const names = Object.keys(facts) as (keyof GateFacts)[];
      // People who differ from an earlier one in a single fact.
      const name = names[which % names.length] ?? "purpose";
      const near = others.map((other) => ({ ...facts, [name]: other[name] }));
      for (const each of [facts, ...others, ...near, facts]) expect(shared(each)).toEqual(judgeText(each, NOW));
    }),
    { numRuns: 500 },
  );
});

test("people whose facts are equal share one record, as the same object", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const shared = sharedJudge(NOW);
      expect(shared(structuredClone(facts))).toBe(shared(facts));
    }),
  );
});
