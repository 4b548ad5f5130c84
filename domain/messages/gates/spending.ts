import { z } from "zod";
import type { SpendingVerdict } from "#domain/spending/grant";
import { limitsInWords } from "#domain/spending/limits-in-words";
import { type Judgment, laterGate, PASS, type Verdict } from "./gate.ts";

const evidence = z.object({
  limits: z.array(
    z.object({
      kind: z.enum(["campaign", "day", "budget"]),
      /** Millionths of a US dollar; of a budget, SMS segments. */
      used: z.number(),
      most: z.number(),
    }),
  ),
});

/** What would leave now must fit into the spend caps and the carriers' budgets. Asked last, about a whole slice. */
export const spending = laterGate<{ granted: SpendingVerdict }>()({
  name: "spending",
  title: "Spending",
  evidence,
  judge: ({ granted }): Judgment<typeof evidence> => ({
    evidence: { limits: granted.limits },
    verdict: verdictOf(granted),
  }),
  describe: ({ limits }) => limitsInWords(limits),
  complete: (phrase, said, tense) => {
    if (said === "pass") return phrase;
    return tense === "present" ? `${phrase}: this text would exceed it` : `${phrase}; this text would have exceeded it`;
  },
});

function verdictOf(granted: SpendingVerdict): Verdict {
  if (granted.kind === "granted") return PASS;
  if (granted.kind === "hold") return { kind: "hold", because: granted.reason };
  return { kind: "wait", until: granted.until, because: granted.reason };
}
