import { failForGood, templateProblem } from "./render.ts";
import { tryTemplate } from "./template-thread.ts";

/** With none of these, each part of a template is rendered once at most: its work is bounded by its length. */
const NOT_PLAIN = /\{%-?\s*(for|assign|capture|cycle|increment|decrement|liquid)\b/;

const STOPPED = "it takes too long to render. Use fewer loops or captures";
const BUSY = "it couldn’t be checked because we’re busy. Try again in a minute";

const KEPT = 500;
const checked = new Map<string, string | null>();

/**
 * What is wrong with a template, as a sentence without its end, or null: it cannot be parsed, or takes too much work. A
 * template that is not plain is tried on a thread that can be ended; one that had to be ended fails at once from then on.
 */
export async function checkTemplate(template: string): Promise<string | null> {
  const problem = templateProblem(template);
  if (problem !== null || !NOT_PLAIN.test(template)) return problem;
  const known = checked.get(template);
  if (known !== undefined) return known;
  const trial = await tryTemplate(template);
  if (trial.kind === "busy") return BUSY;
  if (trial.kind === "stopped") failForGood(template, STOPPED);
  const verdict = trial.kind === "stopped" ? STOPPED : trial.problem;
  if (checked.size >= KEPT) checked.clear();
  checked.set(template, verdict);
  return verdict;
}

/** Checks templates before texts are made of them: a saved one may be older than the checks. */
export async function checkTemplates(templates: Iterable<string>): Promise<void> {
  for (const template of new Set(templates)) await checkTemplate(template);
}
