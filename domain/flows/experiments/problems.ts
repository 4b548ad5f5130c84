import { type FieldProblem, problemsIn } from "#domain/flows/definition/problem";
import { namesLink } from "#domain/messages/content/merge-tags";
import { FEWEST_TEXTS, LEAST_MINIMUM, letterOf, type TextTest, type Variant } from "./text-test.ts";

/** The field of everything about a test that isn't about one of its texts. */
const WHOLE = "test";

/** The field of the problems of one text. */
export function fieldOf({ id }: Pick<Variant, "id">): string {
  return `test.variants.${id}`;
}

/** A problem of one text, with its letter: sentences are also shown away from the text. */
export function problemOf(variant: Variant, problem: string): FieldProblem {
  return { field: fieldOf(variant), message: `Text ${letterOf(variant)}: ${problem}` };
}

/**
 * What is wrong with a test apart from the words of its texts. `written` makes a text with its snippets' words;
 * null when every text is checked for a link already.
 */
export function testProblems(
  { variants, winner }: TextTest,
  written: ((text: string) => string) | null,
): FieldProblem[] {
  const isDouble = new Set(variants.map(({ id }) => id)).size < variants.length;
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  return [
    ...problemsIn(WHOLE, [
      ...(variants.length < FEWEST_TEXTS ? ["Add a second text to compare."] : []),
      ...(isDouble ? ["Two texts have the same letter. Remove one."] : []),
      ...(total === 100 ? [] : [`The shares add up to ${total}%. Change them so they add up to 100%.`]),
      ...(winner && winner.minimum < LEAST_MINIMUM
        ? [`Wait for at least ${LEAST_MINIMUM} people for each text before a winner is chosen.`]
        : []),
    ]),
    ...variants.flatMap((variant, i) => {
      const { text, weight } = variant;
      const isEmpty = text.trim() === "";
      const isSame = !isEmpty && variants.slice(0, i).some((it) => it.text === text);
      const cannotWin = winner && written && !isEmpty && !namesLink(written(text));
      return [
        ...(isSame ? ["It’s the same as another text. Change its words, or remove it."] : []),
        ...(weight === 0 ? ["Give it a share above zero, or remove it."] : []),
        ...(cannotWin
          ? [`Add {{ link }}. Without it no one can click, and the winner is chosen by ${winner.by}.`]
          : []),
      ].map((problem) => problemOf(variant, problem));
    }),
  ];
}
