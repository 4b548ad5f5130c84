import { z } from "zod";
import { isReplyWord, plainWord } from "#domain/compliance/reply-words";
import { problemsIn } from "#domain/flows/definition/problem";
import { defineTrigger, everyFlowsTags, type PropertyValue, storeLink } from "./trigger-type.ts";

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
  fields: [
    {
      name: "words",
      label: "Keywords",
      kind: "words",
      helpText: "Separate keywords with commas. A keyword of your settings starts the flow with all its spellings.",
    },
  ],
  settings: z.object({ words: z.array(z.string().max(100)).max(20).default([]) }),
  settingsProblems: ({ words }) => {
    const named = words.filter((word) => plainWord(word) !== "");
    if (named.length === 0) return problemsIn("words", ["Enter at least one keyword."]);
    return problemsIn(
      "words",
      named
        .filter(isReplyWord)
        .map((word) => `“${word}” can’t be a keyword: it already opts people in or out, or asks for help.`),
    );
  },
  properties: [
    { name: "text", title: "Text", type: "text" },
    { name: "keyword", title: "Keyword", type: "list" },
  ],
  sampleProperties: ({ words }) => ({ text: words.find((word) => plainWord(word) !== "") ?? "", keyword: [] }),
  // A word names the keyword of the settings that has it, with all its spellings; one that is no keyword there stands for itself.
  accepts: ({ words }, { text, keyword }) => saysOneOf(words, text) || saysOneOf(words, keyword ?? []),
});

function saysOneOf(words: string[], said: PropertyValue | undefined): boolean {
  const texts = (Array.isArray(said) ? said : [String(said ?? "")]).map(plainWord);
  return words.some((word) => plainWord(word) !== "" && texts.includes(plainWord(word)));
}
