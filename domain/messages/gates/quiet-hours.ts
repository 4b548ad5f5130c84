import { z } from "zod";
import { describeLimit } from "#domain/compliance/window";
import { hoursRulesOn } from "#domain/messages/explain/explain-rules";
import { type Judgment, PASS, personGate } from "./gate.ts";
import { ruleRef } from "./rule-ref.ts";

const evidence = z.union([
  z.object({ isExempt: z.literal(true) }),
  z.object({
    isOpen: z.boolean(),
    /** When that changes. */
    until: z.iso.datetime(),
    /** Open: what closes it. Closed: what forbids the moment. */
    limits: z.array(z.union([ruleRef, z.object({ queueMinutes: z.number() })])),
  }),
]);

/** Marketing texts leave only in the hours that the law and the shop allow where the person may be. */
export const quietHours = personGate({
  name: "quiet hours",
  title: "Quiet hours",
  facts: ["purpose", "window"],
  evidence,
  judge: ({ purpose, window: { isOpen, opensAt, closesAt, rules } }): Judgment<typeof evidence> => ({
    evidence:
      purpose === "marketing"
        ? { isOpen, until: (isOpen ? closesAt : opensAt).toISOString(), limits: rules }
        : { isExempt: true },
    verdict: isOpen ? PASS : { kind: "wait", until: opensAt, because: "quiet-hours" },
  }),
  describe: (seen, { tense, time, rule }) => {
    if ("isExempt" in seen) return tense === "record" ? "exempt" : "none for this kind of text";
    const limits = seen.limits.map((limit) => describeLimit(limit, rule)).join(", ");
    return `${limits}: ${seen.isOpen ? "open" : "closed"} until ${time(seen.until)}`;
  },
  rules: (seen) => ("limits" in seen ? seen.limits.filter((limit) => "id" in limit) : []),
  background: ({ purpose, ruleSignature, places, shop }, now) => {
    if (purpose !== "marketing") return { inputs: [] };
    return { inputs: [describePlaces(ruleSignature)], rules: hoursRulesOn(shop, ruleSignature, places, now) };
  },
});

function describePlaces(signature: string): string {
  const [jurisdictions, zones] = signature.split("@");
  if (!jurisdictions || !zones) return "location unknown: the hours of every US state apply";
  return `${jurisdictions.replaceAll(",", ", ")}, time zone ${zones.replaceAll("_", " ").replaceAll(",", ", ")}`;
}
