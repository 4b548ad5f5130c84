import { z } from "zod";
import type { Worded } from "#domain/messages/content/word";
import { type Judgment, laterGate, PASS, skip } from "./gate.ts";

interface ContentFacts {
  /** Null: the source has no words yet. */
  worded: Worded | null;
  segments: number;
}

const evidence = z.union([
  z.object({ segments: z.int() }),
  /** What went wrong with the template. */
  z.object({ problem: z.string() }),
  z.object({ isMissing: z.literal(true) }),
]);

/** The text must come out as something that can be sent. Asked once the person may get it. */
export const content = laterGate<ContentFacts>()({
  name: "content",
  title: "Text",
  evidence,
  judge: ({ worded, segments }): Judgment<typeof evidence> => {
    if (worded === null) return { evidence: { isMissing: true }, verdict: skip("no-content") };
    if (worded.kind === "failed") return { evidence: { problem: worded.detail }, verdict: skip(worded.because) };
    return { evidence: { segments }, verdict: PASS };
  },
  describe: (seen, { tense }) => {
    if ("isMissing" in seen) return "is empty";
    if ("problem" in seen) return tense === "present" ? `can’t be rendered: ${seen.problem}` : seen.problem;
    return `OK: ${seen.segments} ${seen.segments === 1 ? "SMS segment" : "SMS segments"}`;
  },
});
