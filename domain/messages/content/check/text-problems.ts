import { describeUnknownTag, type MergeTag } from "#domain/messages/content/merge-tags";
import { OPT_OUT_LINE } from "#domain/messages/content/opt-out-line";
import { explainFailure, parseTemplate } from "#domain/messages/content/render";
import type { Purpose } from "#domain/messages/source";
import { addLengths, type Length, lengthOf, MOST_SEGMENTS, NOTHING, segmentsOf } from "./length.ts";
import { shapeOfTags } from "./shape.ts";
import { walkTemplate } from "./template-walk.ts";
import type { Scope } from "./value-shape.ts";

/** Something in a text that must be changed before it can be sent. */
export interface TextProblem {
  /** What to do about it, as a sentence. */
  message: string;
  /** Of the template; the first is 0. */
  at: number;
}

/** A gap that begins a line makes the letter behind it a capital, which can take one unit more. */
const FOR_GAPS: Length = { units: 1, septets: 1, isPlain: true };

/**
 * What is wrong with a text, in the order of its places: it can't be parsed, names a tag that has no value, has a loop or a
 * value without a bound, or can take more than ten SMS segments with the longest values. Browser-safe; runs at each key.
 */
export function textProblems(template: string, tags: MergeTag[], purpose: Purpose): TextProblem[] {
  const problems = new Map<string, TextProblem>();
  const report = (at: number, message: string) => problems.set(`${at} ${message}`, { at, message });
  try {
    const parsed = parseTemplate(template);
    const scope: Scope = {
      tags: shapeOfTags(tags),
      locals: new Map(),
      assigned: new Map(),
      isConditional: false,
      report,
      isReportedAt: (at) => [...problems.values()].some((it) => it.at >= at && it.at < template.indexOf("}", at)),
      describeUnknown: (name) => describeUnknownTag(name, tags),
    };
    let length = purpose === "marketing" ? lengthOf(`\n${OPT_OUT_LINE}`) : NOTHING;
    let tooLongAt: number | null = null;
    for (const it of parsed) {
      length = addLengths(addLengths(length, walkTemplate(it, scope)), FOR_GAPS);
      if (tooLongAt === null && segmentsOf(length) > MOST_SEGMENTS) tooLongAt = it.token.begin;
    }
    if (tooLongAt !== null && problems.size === 0) report(tooLongAt, tooLong(length));
  } catch (error) {
    report(placeOf(error), `The text has an error: ${explainFailure(error, false)}.`);
  }
  return [...problems.values()].sort((a, b) => a.at - b.at);
}

function tooLong(length: Length): string {
  return (
    `With the longest values, this text takes ${segmentsOf(length)} SMS segments, and ${MOST_SEGMENTS} is the most. ` +
    "Shorten it here, or lower the limit of its loops."
  );
}

function placeOf(error: unknown): number {
  const { token } = error as { token?: { begin?: number } }; // liquidjs' errors have it, others do not
  return token?.begin ?? 0;
}

/** "Line 2, character 14: …", or the sentence alone for a text of one line that begins there. */
export function describeProblem(template: string, { message, at }: TextProblem): string {
  const before = template.slice(0, at).split("\n");
  return `Line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1}: ${message}`;
}
