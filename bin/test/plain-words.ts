import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What screens no longer say, and what they say instead. */
const RETIRED: [RegExp, string][] = [
  [/\bwhoever\b/i, "name the people: “recipients”, “shoppers”, “your operator”"],
  [/\b(?:nobody|somebody)\b/i, "“no one”, “someone”, or name the people"],
  [/\beverybody\b/i, "“everyone”, “all subscribers”"],
  [/\banew\b/i, "“again”"],
  [/\bmend\b/i, "“fix”"],
  [/\b(?:does|do) not exist\b/i, "“wasn’t found”, “was deleted”"],
  [/\bspend cap\b/i, "“spending limit”"],
  [/\bsecond yes\b/i, "“double opt-in”"],
  [/\bin line behind\b/i, "“queued behind”"],
  [/\bat present\b/i, "“right now”, or leave it out"],
  [/\b(?:goes|go) on\b/i, "“continues”, “resumes”"],
  [/\bpeople walk\b|\bwalks? (?:version|an? )/i, "“is live”, “get version 2”"],
  [/\bmay not be texted\b/i, "“are in quiet hours”, “can’t be texted”"],
  [/\b(?:text|texts) (?:leave|leaves|left)\b/i, "“are sent”, “go out”"],
  [/\b(?:is|are|number) (?:not )?(?:out of|in) service\b/i, "“is inactive”, “is active”"],
  [/\bstands for\b|\bof (?:its|their|his|her) own\b/i, "say what it does"],
  [/\bthere is none\b|\bthere is no\b/i, "“No … yet”, “No … found”"],
  [/\b(?:been|is|are|was|were) told\b/i, "“synced”, “notified”"],
  [/\bis tried again\b/i, "“we’ll retry”"],
  [/\bcancelled\b/i, "“canceled”, as it is spelled in the United States"],
  [/\bhonour/i, "“honor”, as it is spelled in the United States"],
  [/(?<!SMS )\bsegments? (?:a|per) second\b/i, "“SMS segments per second”: a segment alone is an audience"],
];

/** Where every sentence is read by a merchant, a shopper or an operator. */
const SCREENS = ["app", "domain", "extensions", "operations", "providers"];
/** Tests, and the words that people and files send us. */
const NOT_SCREENS =
  /\.test\.tsx?$|^domain\/compliance\/replies\/(?:collection|complaints|languages|lexicon|separate)\/|^domain\/conversations\/topics\/(?:collection|languages)\/|^domain\/keywords\/refusals\.ts$|^domain\/imports\/reading\/read-cells\.ts$/;

export interface RetiredWords {
  file: string;
  line: number;
  sentence: string;
  instead: string;
}

/** The sentences of one file that say what screens no longer say. Comments and code are not read, only what is shown. */
export function retiredWords(file: string, text: string): RetiredWords[] {
  return sentencesOf(file, text).flatMap(({ line, sentence }) =>
    RETIRED.filter(([words]) => words.test(sentence)).map(([, instead]) => ({ file, line, sentence, instead })),
  );
}

/** A line for each such sentence in the repository. */
export function findScreenWords(root: string): string[] {
  return screenFiles(root).flatMap((file) =>
    retiredWords(file, readFileSync(join(root, file), "utf8")).map(
      ({ line, sentence, instead }) => `${file}:${line} says “${sentence.slice(0, 80)}”; write ${instead}`,
    ),
  );
}

interface Sentence {
  line: number;
  sentence: string;
}

/** What reads like a sentence or a label: it begins with a capital or has a space, and is not SQL. */
function sentencesOf(file: string, text: string): Sentence[] {
  if (!/\.tsx?$/.test(file)) return text.split("\n").map((sentence, index) => ({ line: index + 1, sentence }));
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found: Sentence[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    const shown = shownText(node);
    if (
      shown !== null &&
      /[A-Za-z] [A-Za-z]|^[A-Z][a-z]/.test(shown) &&
      !/\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE)\b/.test(shown)
    )
      found.push({ line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, sentence: shown });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function shownText(node: ts.Node): string | null {
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…").replace(/\s+/g, " ");
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node))
    return node.text.replace(/\s+/g, " ").trim();
  return null;
}

function screenFiles(root: string): string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", ...SCREENS];
  const listed = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return listed
    .split("\n")
    .filter((file) => /\.(?:tsx?|liquid)$|locales\/.*\.json$/.test(file) && !NOT_SCREENS.test(file))
    .filter((file) => existsSync(join(root, file)));
}
