import { z } from "zod";
import { capRulesOn } from "#domain/messages/explain/explain-rules";
import { type Judgment, PASS, personGate, skip } from "./gate.ts";
import { ruleRef } from "./rule-ref.ts";

const evidence = z.union([
  z.object({ isExempt: z.literal(true) }),
  z.object({
    /** Marketing texts that the caps were judged by. */
    recentTexts: z.int(),
    texts: z.int(),
    hours: z.number(),
    byLaw: z.array(z.object({ texts: z.int(), hours: z.number(), rule: ruleRef })),
  }),
]);

/** Marketing texts to one person stay within the shop's cap and the law's. */
export const frequencyCap = personGate({
  name: "frequency cap",
  title: "Frequency cap",
  facts: ["purpose", "cap", "recentTexts", "capLimits"],
  evidence,
  judge: ({ purpose, cap, recentTexts, capLimits }): Judgment<typeof evidence> => ({
    evidence: purpose === "marketing" ? { recentTexts, ...capLimits } : { isExempt: true },
    verdict:
      cap.kind === "defer"
        ? { kind: "wait", until: cap.until, because: "frequency-cap" }
        : cap.kind === "skip"
          ? skip("frequency-cap")
          : PASS,
  }),
  describe: (seen, { tense, rule: named }) => {
    if ("isExempt" in seen) return tense === "record" ? "exempt" : "none for this kind of text";
    const { recentTexts, texts, hours, byLaw } = seen;
    const law = byLaw.map((cap) => `, by law ${cap.texts} in ${cap.hours} h: ${named(cap.rule)}`).join("");
    return `${recentTexts} marketing texts recently; the cap is ${texts} in ${hours} h${law}`;
  },
  rules: (seen) => ("byLaw" in seen ? seen.byLaw.map(({ rule }) => rule) : []),
  background: ({ purpose, marketingAt, ruleSignature, places, shop }, now, formatTime) => {
    if (purpose !== "marketing") return { inputs: [] };
    return {
      inputs: marketingAt
        .toSorted((a, b) => b.getTime() - a.getTime())
        .slice(0, 5)
        .map((at) => `a marketing text ${formatTime(at)}`),
      rules: capRulesOn(shop, ruleSignature, places, now),
    };
  },
});
