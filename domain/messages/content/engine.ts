import {
  Context,
  Drop,
  defaultOperators,
  type Emitter,
  type FilterImplOptions,
  Liquid,
  type Template,
  toValueSync,
} from "liquidjs";
import { dateFilter, formatMoneyFilter } from "#domain/messages/content/filters/text-filters";
import { NO_LOCALE, setLocale, type TextLocale } from "#domain/messages/content/filters/text-locale";
import { GAP } from "./close-gaps.ts";
import { type Work, workFor } from "./work.ts";

/** Characters of a template. What a provider takes of the finished text is 1,600. */
export const LONGEST_TEMPLATE = 4_000;

/** Tags of Liquid that a text needs. Those that read files or repeat without a bound of their own are left out. */
const TAGS = new Set(
  "if unless case for break continue assign capture comment # raw echo cycle increment decrement liquid".split(" "),
);

/**
 * Filters whose work grows no faster than what they are given. Left out: filters that parse (`where_exp`), that search
 * with regular expressions (`strip_html`), and those for web pages and signatures.
 */
const FILTERS = new Set(
  (
    "default append prepend upcase downcase capitalize strip lstrip rstrip strip_newlines truncate truncatewords " +
    "replace replace_first replace_last remove remove_first remove_last split join first last size slice reverse " +
    "plus minus times divided_by modulo round ceil floor abs at_least at_most money date sort sort_natural uniq compact " +
    "map where find has sum concat url_encode url_decode"
  ).split(" "),
);

/** Filters that look for one text in another. Their worst case is the product of both lengths. */
const SEARCHING = new Set("replace replace_first replace_last remove remove_first remove_last split".split(" "));

/** Wall-clock limit of one rendering, in milliseconds. A second line of defense behind the counted work. */
const RENDER_MS = 50;

const liquid = new Liquid({
  strictFilters: true,
  ownPropertyOnly: true,
  parseLimit: LONGEST_TEMPLATE,
  renderLimit: RENDER_MS,
  relativeReference: false,
  operators: boundedOperators(),
  fs: {
    existsSync: () => false,
    exists: async () => false,
    readFileSync: () => "",
    readFile: async () => "",
    resolve: (_dir, file) => file,
  },
});
liquid.filters.money = formatMoneyFilter as FilterImplOptions;
liquid.filters.date = dateFilter(liquid.filters.date as FilterImplOptions);
for (const name of Object.keys(liquid.tags)) if (!TAGS.has(name)) delete liquid.tags[name];
for (const [name, filter] of Object.entries(liquid.filters)) {
  if (FILTERS.has(name)) liquid.filters[name] = boundFilter(filter, SEARCHING.has(name));
  else delete liquid.filters[name];
}
// The stock renderer neither counts what it writes nor what captured strings grow to.
Object.assign(liquid, { renderer: { renderTemplates } });

export const templateEngine = liquid;

/** How often liquidjs looks at the clock decides when it throws this. */
export const OUT_OF_TIME = "template render limit exceeded";

/**
 * Renders parsed templates to text in which each tag that came out empty has left a GAP mark. Throws when the work that is
 * allowed, or the time, is used up. Returns how much work it took: see work.ts.
 */
export function renderCounted(
  templates: Template[],
  variables: Record<string, unknown>,
  allowed: number,
  locale: TextLocale = NO_LOCALE,
): { marked: string; used: number } {
  const work = workFor(allowed);
  const context = new Context(variables, liquid.options, { sync: true }, { memoryLimit: work, liquid } as never); // Limiter is not exported; Work has its shape
  setLocale(context, locale);
  const emitter = new CountingEmitter(work, true);
  toValueSync(renderTemplates(templates, context, emitter));
  return { marked: emitter.buffer, used: work.used() };
}

class CountingEmitter implements Emitter {
  buffer = "";
  readonly work: Work;
  /** False inside a captured string, whose length and content the template may ask about. */
  readonly marksGaps: boolean;
  constructor(work: Work, marksGaps: boolean) {
    this.work = work;
    this.marksGaps = marksGaps;
  }
  write(value: unknown): void {
    const text = toText(value, this.work);
    this.work.use(text.length);
    this.buffer += text.replaceAll(GAP, "");
  }
}

function* renderTemplates(templates: Template[], context: Context, given?: Emitter): Generator<unknown, string> {
  const work = workOf(context);
  const emitter = given ?? new CountingEmitter(work, false);
  work.step();
  for (const template of templates) {
    work.step();
    context.renderLimit.check(performance.now());
    const before = emitter.buffer.length;
    const html = yield template.render(context, emitter);
    if (html) emitter.write(html);
    if (emitter.buffer.length === before && leavesGap(template, emitter)) emitter.buffer += GAP;
    if (context.breakCalled || context.continueCalled) break;
  }
  return emitter.buffer;
}

/** Outputs and conditions stand for words; assignments and comments do not. */
const STANDING_FOR_WORDS = /^\s*\{%-?\s*(if|unless|case|for|echo|cycle)\b|^\s*\{\{/;

function leavesGap(template: Template, emitter: Emitter): boolean {
  return emitter instanceof CountingEmitter && emitter.marksGaps && STANDING_FOR_WORDS.test(template.token.getText());
}

function workOf(context: Context): Work {
  return context.memoryLimit as unknown as Work; // put there by renderCounted
}

/** What liquidjs makes of a value that is written, with the length of a list's parts counted first. */
function toText(value: unknown, work: Work): string {
  if (value === null || value === undefined) return "";
  if (!Array.isArray(value)) return String(value);
  work.use(value.length);
  return value.map((item) => toText(item, work)).join("");
}

type Handler = (this: FilterThis, value: unknown, ...args: unknown[]) => unknown;
interface FilterThis {
  context: Context;
}

/** The filter, charged for what it is given before it begins. */
function boundFilter(filter: FilterImplOptions, isSearching: boolean): FilterImplOptions {
  const handler = (typeof filter === "function" ? filter : filter.handler) as Handler; // liquidjs types both as any
  return function (this: FilterThis, value: unknown, ...args: unknown[]) {
    const work = workOf(this.context);
    work.step();
    for (const given of [value, ...args]) work.use(sizeOf(given));
    if (isSearching) work.search(sizeOf(value), sizeOf(args[0]));
    return handler.call(this, value, ...args);
  } as FilterImplOptions;
}

function sizeOf(value: unknown): number {
  return typeof value === "string" || Array.isArray(value) ? value.length : 1;
}

type Operator = (left: unknown, right: unknown, context: Context) => unknown;

/** Comparisons of strings and lists, charged for their lengths. */
function boundedOperators(): typeof defaultOperators {
  const operators = { ...defaultOperators };
  for (const name of ["==", "!=", "contains"]) {
    const compare = defaultOperators[name] as Operator; // liquidjs' own comparisons take two sides
    operators[name] = (left: unknown, right: unknown, context: Context) => {
      const work = workOf(context);
      if (name === "contains" && typeof left === "string") work.search(left.length, sizeOf(right));
      else if (Array.isArray(left)) work.use(left.length);
      return compare(left, right, context) as boolean;
    };
  }
  operators.or = firstPresent as (typeof defaultOperators)[string]; // it takes values and gives one of them
  return operators;
}

/**
 * {{ customer.first_name or "there" }}: the first value that is not missing. A condition decides as before: the result is
 * true when one of the two sides is (in Liquid, an empty string is true).
 */
function firstPresent(given: unknown, other: unknown): unknown {
  const [left, right] = [given, other].map((side) => (side instanceof Drop ? side.valueOf() : side));
  const isTrue = (value: unknown) => value !== false && value !== null && value !== undefined;
  if (isTrue(left) && left !== "") return left;
  return isTrue(right) || !isTrue(left) ? right : left;
}
