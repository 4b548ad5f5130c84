import { readFileSync, writeFileSync } from "node:fs";
import { typedKeywords, understandReply } from "#domain/compliance/opt-out-words";
import { wordsOf } from "#domain/compliance/replies/fold";
import { typedWords } from "#domain/compliance/replies/free-text";
import { REAL_WORDS } from "#domain/compliance/replies/real-words";
import { typistFor } from "#domain/compliance/replies/typing";

/**
 * Reads word lists (one word a line), as /usr/share/dict of Debian's w* packages has them, and says which of their words
 * opt out when they are all that someone texts. With --write it first collects those that are a slip away from a word we
 * listen for into domain/compliance/replies/real-words.ts, so that they are no one's slip.
 *
 *   node --experimental-strip-types bin/real-words.ts [--write] /usr/share/dict/*
 */
const TARGET = "domain/compliance/replies/real-words.ts";
const PER_LINE = 110;
/** Abbreviations that stand in the lists; alone in a text they are slips of STOP. */
const SLIPS = new Set(["stpo", "stp", "stopp"]);

const files = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const words = new Set(
  files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split(/\r?\n/)
      .map((line) => line.split("/")[0] ?? ""),
  ),
);
words.delete("");

if (process.argv.includes("--write")) {
  const listened = new Set([...typedKeywords, ...typedWords]);
  const typists = [typistFor(typedKeywords, new Set()), typistFor(typedWords, new Set())];
  const real = new Set(REAL_WORDS);
  for (const word of words) {
    const [folded, ...more] = wordsOf(word);
    if (folded === undefined || more.length > 0 || listened.has(folded) || SLIPS.has(folded)) continue;
    if (typists.some((typist) => typist.meant(folded) !== null)) real.add(folded);
  }
  writeFileSync(TARGET, fileOf([...real].sort()));
  process.stdout.write(`${real.size} words are near one that we listen for. Run again without --write to measure.\n`);
} else {
  const optOuts = [...words].filter((word) => understandReply(word).meaning === "opt-out");
  process.stdout.write(`${optOuts.join(" ")}\n${words.size} words, ${optOuts.length} opt out.\n`);
}

function fileOf(real: string[]): string {
  const lines = [""];
  for (const word of real) {
    const last = lines.at(-1) ?? "";
    if (last.length + word.length > PER_LINE) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  const body = lines.map((line) => `${line}\n`).join("");
  return `/**
 * Words of dictionaries that are a slip or two away from a word we listen for, and are what they say all the same.
 * Collected by bin/real-words.ts from Debian's word lists of eighteen languages; words may be added by hand.
 */
export const REAL_WORDS: ReadonlySet<string> = new Set(
  \`
${body}\`
    .trim()
    .split(/\\s+/),
);
`;
}
