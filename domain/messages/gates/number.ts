import { z } from "zod";
import { type Judgment, PASS, personGate, skip } from "./gate.ts";

const PHRASES = {
  reachable: "can receive texts",
  invalid: "the carrier says it can’t receive texts",
  "not textable": "a premium-rate or other special number, which can’t be texted",
  erased: "erased at the person’s request",
};

const evidence = z.object({ state: z.enum(["reachable", "invalid", "not textable", "erased"]) });

/** A number must exist and be able to receive texts. */
export const number = personGate({
  name: "number",
  title: "Number",
  facts: ["purpose", "hasNumber", "isTextable", "isInvalid", "suppressedBecause"],
  evidence,
  judge: ({ purpose, hasNumber, isTextable, isInvalid, suppressedBecause }): Judgment<typeof evidence> => {
    if (!hasNumber) return { evidence: { state: "erased" }, verdict: skip("redacted") };
    // Only who texted STOP gets a confirmation, so the number does receive texts.
    if (!isTextable && purpose !== "compliance")
      return { evidence: { state: "not textable" }, verdict: skip("not-textable") };
    if (isInvalid || suppressedBecause === "invalid-number")
      return { evidence: { state: "invalid" }, verdict: skip("invalid-number") };
    return { evidence: { state: "reachable" }, verdict: PASS };
  },
  describe: ({ state }, { tense }) => (tense === "record" ? state : PHRASES[state]),
});
