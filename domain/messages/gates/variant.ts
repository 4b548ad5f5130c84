import { z } from "zod";
import { readLabel } from "#domain/messages/variant-label";
import { type Judgment, laterGate, PASS } from "./gate.ts";

const evidence = z.object({ variant: z.string() });

/** Says which text of an A/B test a person gets, and why. It objects to nothing. */
export const variant = laterGate<{ label: string }>()({
  name: "variant",
  title: "A/B test",
  evidence,
  judge: ({ label }): Judgment<typeof evidence> => ({ evidence: { variant: label }, verdict: PASS }),
  describe: ({ variant: label }) => {
    const read = readLabel(label);
    if (!read) return label;
    return `text ${read.id.toUpperCase()}, ${read.isWinner ? "the winner" : "chosen at random"}`;
  },
});
