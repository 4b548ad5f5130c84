import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Retired {
  /** Matches the word in text whose identifiers are split into lower-case words ("tellTheStore" → "tell the store"). */
  word: RegExp;
  /** The word to use instead. */
  say: string;
}

/** Words that only this project used. Each has a plain one now (docs/glossary.md, docs/decisions/0050-plain-words.md). */
export const RETIRED: Retired[] = [
  { word: /\bwish(es)?\b/, say: "source answer" },
  { word: /\b(doorbells?|bells?|rung)\b/, say: "job, enqueue" },
  { word: /\bdoors?\b/, say: "endpoint" },
  { word: /\bstandstills?\b/, say: "activity" },
  { word: /\b(tally|tallies|tallied)\b/, say: "counts, totals" },
  { word: /\bhappenings?\b|\bnews at\b|\b(trigger|exit|order|checkout|tag) news\b/, say: "event, timeline entry" },
  {
    word: /\b(tell the store|tell store|in step|what to tell|store notices?)\b/,
    say: "store sync: outbox, push, status",
  },
  { word: /\bask twice\b/, say: "double opt-in" },
  { word: /\b(decide|open|keep the) unsure\b|\bunsure (text|state|reply event)\b/, say: "reply review" },
  { word: /\b(withdrawals?|watch withdrawn)\b/, say: "recall" },
  { word: /\b(standing of|same standing|write standing)\b/, say: "consent status, recipient counts, step outcome" },
  {
    word: /\bsettle (campaign|doubt|requests|overdue|by shopper|notice|absent)\b/,
    say: "apply control, resolve, close, finish",
  },
  {
    word: /\b(counting anew|count anew|young tables|look through|import parts?)\b/,
    say: "recount, new tables, scan, blocks",
  },
];

/** Words that comments and docs don't use. On screens plain-words.ts finds them. */
const STILTED: Retired[] = [
  { word: /\bwhoever\b/, say: "the people, or the caller" },
  { word: /\bnobody\b/, say: "no one" },
  { word: /\b(somebody|anybody|everybody)\b/, say: "someone, anyone, everyone, or name the people" },
  { word: /\banew\b/, say: "again" },
];

/** Stored names that keep the old word, and sentences of shoppers, which are quoted as they were. */
const ALLOWED =
  /message_tallies|\b(first_|store_)?news_at\b|\bstore_tag_news\b|\bwithdrawal: 1\b|unsure_repl(y|ies)(_events)?|withdrawals \(|FROM withdrawals|INTO withdrawals|"withdrawals"|`withdrawals`|import[_-]parts|importParts|'in-step'|"in-step"|\btally( AS counts|, result|, \$| = |\)|\s+Json)|, tally\b|excluded\.tally/g;
const NOT_READ =
  /^(CHANGELOG\.md|package-lock\.json|prisma\/migrations\/|sim\/shop\/admin-shell\/icons\.ts|bin\/test\/retired-words|docs\/decisions\/0050)|\/(vendor|fixtures|samples|labelled|lexicon|languages|complaints|collection)\/|replies\//;
const READ = /\.(ts|tsx|mjs|cjs|sql|lua|prisma|md)$/;
const COMMENT = /^\s*(\*|\/\/|\/\*|--)/;

/** A line for each retired word in a file's name, in its identifiers or, in docs, anywhere. */
export function findRetiredWords(root: string, files: string[]): string[] {
  return files
    .filter((file) => READ.test(file) && !NOT_READ.test(file))
    .flatMap((file) => [...inName(file), ...inText(file, readFileSync(join(root, file), "utf8"))]);
}

function inName(file: string): string[] {
  return retiredIn(file).map(({ found, say }) => `${file}: its name says "${found}"; say ${say}`);
}

function inText(file: string, text: string): string[] {
  const isDoc = file.endsWith(".md");
  return text.split("\n").flatMap((line, at) => {
    const isComment = COMMENT.test(line);
    const words = isDoc ? line : isComment ? "" : identifiersOf(line);
    const prose = isDoc || isComment ? line.replace(/`[^`]*`/g, "") : "";
    return [...retiredIn(words.replace(ALLOWED, " ")), ...retiredIn(prose, STILTED)].map(
      ({ found, say }) => `${file}:${at + 1}: "${found}" is retired; say ${say}`,
    );
  });
}

/** The code of a line without its strings' sentences: what is quoted with a space in it is text, not a name. */
function identifiersOf(line: string): string {
  return line.replace(/"[^"]*"|'[^']*'|`[^`]*`/g, (text) => (text.includes(" ") ? "" : text)).replace(/\s\/\/.*$/, "");
}

function retiredIn(text: string, retired = RETIRED): { found: string; say: string }[] {
  const words = text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_-]/g, " ")
    .toLowerCase();
  return retired.flatMap(({ word, say }) => {
    const found = word.exec(words)?.[0];
    return found === undefined ? [] : [{ found, say }];
  });
}
