import type { Template } from "liquidjs";
import type { TextLocale } from "#domain/messages/content/filters/text-locale";
import { closeGaps } from "./close-gaps.ts";
import { LONGEST_TEMPLATE, OUT_OF_TIME, renderCounted, templateEngine } from "./engine.ts";
import { type PlainTemplate, plainTemplate, renderPlain } from "./plain-template.ts";
import { TOO_MUCH_WORK, WORK_ALLOWED } from "./work.ts";

/** A template that takes too long does so every time; a process that was held up is not held up three times in a row. */
const ATTEMPTS = 3;

const KEPT = 500;
const parsed = new Map<string, Parsed>();
/** Templates that ran out of time once: they fail at once for everyone else. */
const failedForGood = new Map<string, string>();

interface Parsed {
  templates: Template[];
  /** The same, when it is no more than words and names. */
  plain: PlainTemplate | null;
}

export type Rendering = { kind: "text"; text: string } | { kind: "failed"; detail: string };

/**
 * Makes the text of one person from a Liquid template, within a bound of work and time (work.ts). Never throws: what is wrong
 * with the template comes back as a sentence with its line. An unknown name renders as nothing. Browser-safe.
 */
export function render(template: string, variables: Record<string, unknown>, locale?: TextLocale): Rendering {
  const known = failedForGood.get(template);
  if (known !== undefined) return { kind: "failed", detail: known };
  let failure: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      const { templates, plain } = parseOnce(template);
      const filledIn = plain && renderPlain(plain, variables);
      const marked = filledIn ?? renderCounted(templates, variables, WORK_ALLOWED, locale).marked;
      return { kind: "text", text: closeGaps(marked) };
    } catch (error) {
      failure = error;
      if (!isOutOfTime(error)) break;
    }
  }
  const detail = explainFailure(failure);
  if (isOutOfTime(failure)) failForGood(template, detail);
  return { kind: "failed", detail };
}

/** The problem of a template, or null when it can be parsed. Browser-safe. */
export function templateProblem(template: string): string | null {
  try {
    parseTemplate(template);
    return null;
  } catch (error) {
    return explainFailure(error);
  }
}

/** Lets every later rendering of the template in this process fail at once with this sentence. */
export function failForGood(template: string, detail: string): void {
  keepCached(failedForGood, template, detail);
}

/** Parses once for all recipients. Throws what liquidjs throws. */
export function parseTemplate(template: string): Template[] {
  return parseOnce(template).templates;
}

function parseOnce(template: string): Parsed {
  const known = parsed.get(template);
  if (known) return known;
  if (template.length > LONGEST_TEMPLATE) throw new Error(`the text is longer than ${LONGEST_TEMPLATE} characters`);
  const templates = templateEngine.parse(template);
  const fresh = { templates, plain: plainTemplate(templates) };
  keepCached(parsed, template, fresh);
  return fresh;
}

/** What liquidjs or the bounds threw, as a sentence for the merchant, with its place unless that is said beside it. */
export function explainFailure(error: unknown, hasPlace = true): string {
  const message = error instanceof Error ? error.message : String(error);
  const place = /, line:(\d+), col:(\d+)/.exec(message);
  const where = place && hasPlace ? ` (line ${place[1]}, character ${place[2]})` : "";
  if (message.includes(TOO_MUCH_WORK) || message.includes(OUT_OF_TIME))
    return `it takes too much work to render. Use fewer loops or captures${where}`;
  const [first = message] = message.split("\n");
  return first.replace(/, line:(\d+), col:(\d+)$/, where);
}

function isOutOfTime(error: unknown): boolean {
  return error instanceof Error && error.message.includes(OUT_OF_TIME);
}

function keepCached<Value>(map: Map<string, Value>, template: string, value: Value): void {
  if (map.size >= KEPT) map.clear();
  map.set(template, value);
}
