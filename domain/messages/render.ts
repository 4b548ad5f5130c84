import { Liquid, type Template } from "liquidjs";

/** A merchant's template is foreign code: it gets no files, no inherited properties, and little time and memory. */
const liquid = new Liquid({
  strictFilters: true,
  ownPropertyOnly: true,
  parseLimit: 20_000,
  renderLimit: 50,
  memoryLimit: 200_000,
  relativeReference: false,
  fs: {
    existsSync: () => false,
    exists: async () => false,
    readFileSync: () => "",
    readFile: async () => "",
    resolve: (_dir, file) => file,
  },
});

/** Liquid's limit runs by the clock on the wall, also while the machine lets the whole process wait. */
const OUT_OF_TIME = "template render limit exceeded";
/** A template that takes too long does so every time; a process that was held up is not held up three times in a row. */
const ATTEMPTS = 3;

const PARSED_KEPT = 500;
const parsed = new Map<string, Template[]>();

export type Rendering = { kind: "text"; text: string } | { kind: "failed"; detail: string };

/**
 * Makes the text of one person from a Liquid template. Never throws: what is wrong with the template comes back as a
 * sentence with its line. Unknown names render as nothing, so that a missing first name leaves no hole.
 */
export function render(template: string, variables: Record<string, unknown>): Rendering {
  let failure: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return { kind: "text", text: tidy(String(liquid.renderSync(parse(template), variables))) };
    } catch (error) {
      failure = error;
      if (!(error instanceof Error && error.message.includes(OUT_OF_TIME))) break;
    }
  }
  return { kind: "failed", detail: explain(failure) };
}

/** The problem of a template, or null when it can be parsed. */
export function templateProblem(template: string): string | null {
  try {
    parse(template);
    return null;
  } catch (error) {
    return explain(error);
  }
}

function parse(template: string): Template[] {
  const known = parsed.get(template);
  if (known) return known;
  const fresh = liquid.parse(template);
  if (parsed.size >= PARSED_KEPT) parsed.clear();
  parsed.set(template, fresh);
  return fresh;
}

/** A name that was empty leaves "Hi , your…": close the gap before punctuation and drop doubled blanks. */
function tidy(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(/[ \t]+([,.!?;:])/g, "$1")
    .replace(/[ \t]{2,}/g, " ")
    .trim();
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0]?.replace(/, line:(\d+), col:(\d+)$/, " (line $1, character $2)") ?? message;
}
