import fc from "fast-check";
import { expect, test } from "vitest";
import { type CapQuestion, frequencyVerdict } from "./frequency-cap.ts";

const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);
const HOUR = 3_600_000;

test("a fourth promotion to a Floridian in 24 hours waits until just after the first is a day old", () => {
  const recent = [at("10:00"), at("12:00"), at("16:00")];
  const verdict = frequencyVerdict(
    { recent, texts: 10, hours: 24, action: "defer", lawCaps: [{ texts: 3, hours: 24 }] },
    at("20:00"),
  );
  expect(verdict).toEqual({ kind: "defer", until: new Date("2026-11-25T10:00:00.001Z") });
});

test("the same is skipped when the merchant wants it so", () => {
  const question: CapQuestion = { recent: [at("10:00")], texts: 1, hours: 24, action: "skip" };
  expect(frequencyVerdict(question, at("20:00"))).toEqual({ kind: "skip" });
  expect(frequencyVerdict(question, new Date("2026-11-25T10:00:00.001Z"))).toEqual({ kind: "pass" });
});

test("a person without texts may get one, unless the cap is 0", () => {
  expect(frequencyVerdict({ recent: [], texts: 1, hours: 24, action: "skip" }, at("10:00"))).toEqual({ kind: "pass" });
  expect(frequencyVerdict({ recent: [], texts: 0, hours: 24, action: "defer" }, at("10:00"))).toEqual({ kind: "skip" });
  const none = [{ texts: 0, hours: 24 }];
  expect(frequencyVerdict({ recent: [], texts: 5, hours: 24, action: "defer", lawCaps: none }, at("10:00")).kind).toBe(
    "skip",
  );
});

test("a sender that follows the verdicts never exceeds either cap in any window", () => {
  const cap = fc.record({ texts: fc.integer({ min: 1, max: 4 }), hours: fc.integer({ min: 1, max: 48 }) });
  const waits = fc.array(fc.integer({ min: 0, max: 30 * HOUR }), { minLength: 1, maxLength: 25 });
  fc.assert(
    fc.property(cap, fc.array(cap, { maxLength: 2 }), waits, (own, lawCaps, pauses) => {
      const sent: Date[] = [];
      let now = at("00:00").getTime();
      for (const pause of pauses) {
        now += pause;
        const verdict = frequencyVerdict({ recent: sent, ...own, action: "defer", lawCaps }, new Date(now));
        if (verdict.kind === "defer") now = verdict.until.getTime();
        sent.push(new Date(now));
      }
      for (const { texts, hours } of [own, ...lawCaps])
        for (const [i, first] of sent.entries()) {
          const next = sent[i + texts];
          if (next) expect(next.getTime() - first.getTime()).toBeGreaterThan(hours * HOUR);
        }
    }),
  );
});
