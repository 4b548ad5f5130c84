import { z } from "zod";
import { promotionIn } from "#domain/compliance/promotion";
import { type FieldProblem, problemsIn } from "#domain/flows/definition/problem";
import { problemOf, testProblems } from "#domain/flows/experiments/problems";
import { type TextTest, textTest } from "#domain/flows/experiments/text-test";
import { expandSnippets } from "#domain/flows/snippets/expand";
import { describeProblem, textProblems } from "#domain/messages/content/check/text-problems";
import { namesLink } from "#domain/messages/content/merge-tags";
import { templateProblem } from "#domain/messages/content/render";
import { type Surroundings, stepType } from "./step-type.ts";

/** The most characters of a template, the words of its snippets included. */
export const LONGEST_TEMPLATE = 1_600;

export interface SendConfig {
  /** Of a test: its first text, which releases that know no tests send to everyone. */
  text: string;
  /** Several texts, of which each person gets one. */
  test?: TextTest | undefined;
}

const config: z.ZodType<SendConfig> = z
  .object({ text: z.string().max(LONGEST_TEMPLATE), test: textTest(LONGEST_TEMPLATE).optional() })
  .transform(({ text, test }) => (test ? { text: test.variants[0]?.text ?? text, test } : { text }));

/** One text, or one of several. When it really leaves is decided at the gates: consent, quiet hours, caps. */
export const send = stepType<SendConfig>({
  title: "Send a text",
  group: "send",
  initial: { text: "" },
  config,
  describe: ({ text, test }) => {
    if (test) return describeTest(test);
    return text.trim() === "" ? "Send a text" : `Send “${shorten(text)}”`;
  },
  problems: ({ text, test }, around) =>
    test ? problemsOfTest(test, around) : problemsIn("text", problemsOf(text, around)),
  sends: ({ text }) => text,
  test: ({ test }) => test ?? null,
});

const WINNERS = { clicks: "winner by clicks", revenue: "winner by revenue" };

function describeTest({ variants, winner }: TextTest): string {
  return `A/B test: ${variants.length} texts, ${winner ? WINNERS[winner.by] : "no automatic winner"}`;
}

/** Those of each text begin with its letter. */
function problemsOfTest(test: TextTest, around: Surroundings): FieldProblem[] {
  const ofTexts = test.variants.flatMap((variant) =>
    problemsOf(variant.text, around).map((problem) => problemOf(variant, problem)),
  );
  const written = (text: string) => expandSnippets(text, around.snippets ?? {}).text;
  return [...ofTexts, ...testProblems(test, around.trigger.needsLink ? null : written)];
}

function problemsOf(template: string, { trigger, purpose, mergeTags, snippets = {} }: Surroundings): string[] {
  if (template.trim() === "") return ["Enter a message."];
  const { text, placeOf, unknown } = expandSnippets(template, snippets);
  if (text.length > LONGEST_TEMPLATE)
    return [`The text is too long with the words of its snippets: use at most ${LONGEST_TEMPLATE} characters.`];
  const missing = unknown.map(({ name, at }) => ({
    at,
    message: `The snippet “${name}” wasn’t found. Add it under Settings, Snippets, or choose another one.`,
  }));
  const wrong =
    missing.length > 0
      ? missing
      : textProblems(text, mergeTags, purpose).map(({ at, message }) => ({ at: placeOf(at), message }));
  const places = wrong.map((problem) => describeProblem(template, problem));
  if (missing.length > 0 || templateProblem(text) !== null) return places;
  const unlinked =
    trigger.needsLink && !namesLink(text) ? ["Add {{ link }} so shoppers can return to their cart."] : [];
  const offer = purpose === "transactional" ? promotionIn(text) : null;
  const selling = offer ? [`“${offer}” is promotional. Order texts can’t include promotions. Remove it.`] : [];
  return [...places, ...unlinked, ...selling];
}

/** The first words; a merge tag is named as people would: {{ customer.first_name }} → [first name]. */
function shorten(text: string): string {
  const line = text
    .replace(TAG, (_tag, path: string) => `[${spoken(path)}]`)
    .trim()
    .replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 39).trimEnd()}…` : line;
}

const TAG = /\{\{-?\s*([\w.]+)[^}]*\}\}/g;

/** "shop.name" needs its object to say anything; "cart.first_item" does not. */
function spoken(path: string): string {
  const [field = "", object = ""] = path.split(".").reverse();
  return (field === "name" ? `${object} name` : field).replaceAll("_", " ").trim();
}
