import { z } from "zod";
import { type Judgment, PASS, personGate, skip } from "#domain/messages/gates/gate";

const PHRASES = {
  reachable: "can receive texts",
  invalid: "the carrier says that it cannot receive texts",
  erased: "erased at the person’s request",
};

const evidence = z.object({ state: z.enum(["reachable", "invalid", "erased"]) });

/** A number must exist and be able to receive texts. */
export const number = personGate({
  name: "number",
  title: "Number",
  facts: ["hasNumber", "isInvalid", "suppressedBecause"],
  evidence,
  judge: ({ hasNumber, isInvalid, suppressedBecause }): Judgment<typeof evidence> => {
    if (!hasNumber) return { evidence: { state: "erased" }, verdict: skip("redacted") };
    if (isInvalid || suppressedBecause === "invalid-number")
      return { evidence: { state: "invalid" }, verdict: skip("invalid-number") };
    return { evidence: { state: "reachable" }, verdict: PASS };
  },
  describe: ({ state }, { tense }) => (tense === "record" ? state : PHRASES[state]),
});
