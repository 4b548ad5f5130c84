import { z } from "zod";
import { isReplyWord } from "#domain/compliance/reply-words";
import { problemsIn } from "#domain/flows/definition/problem";
import { defineTrigger, everyFlowsTags, storeLink } from "./trigger-type.ts";

const HOUR_MS = 3_600_000;

export const keywordReceived = defineTrigger({
  title: "Keyword received",
  describe: "A subscriber texts one of your keywords to your number, and nothing else.",
  group: "person",
  purposes: ["marketing"],
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  reentry: { allowed: ["once", "after-days", "always"], usual: { kind: "once" } },
  mergeTags: [...everyFlowsTags, storeLink, { name: "reply.text", label: "What they texted", sample: "GLOW" }],
  fields: [{ name: "words", label: "Keywords", kind: "words", helpText: "Separate keywords with commas." }],
  settings: z.object({ words: z.array(z.string().max(100)).max(20).default([]) }),
  settingsProblems: ({ words }) => {
    const named = words.filter((word) => plain(word) !== "");
    if (named.length === 0) return problemsIn("words", ["Enter at least one keyword."]);
    return problemsIn(
      "words",
      named
        .filter(isReplyWord)
        .map((word) => `“${word}” can’t be a keyword: it already opts people in or out, or asks for help.`),
    );
  },
  properties: [{ name: "text", title: "Text", type: "text" }],
  sampleProperties: ({ words }) => ({ text: words.find((word) => plain(word) !== "") ?? "" }),
  accepts: ({ words }, { text }) =>
    words.some((word) => plain(word) !== "" && plain(word) === plain(String(text ?? ""))),
});

/** Letters and digits alone, so that “glow!” is GLOW. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
}
