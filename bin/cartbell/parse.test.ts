import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../root.ts";
import { UsageError } from "./command.ts";
import { parseCommand } from "./parse.ts";

/** A line as a shell divides it: by blanks, and what is quoted stays together. */
function wordsOf(line: string): string[] {
  return Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, word]) => quoted ?? word ?? "");
}

/** Every `npm run cartbell -- …` in the documents, with what a reader fills in as it could be filled in. */
function linesInDocs(): [string, string][] {
  return globSync("{README.md,CONTRIBUTING.md,CHANGELOG.md,docs/**/*.md,deploy/**/*.{md,yml,yaml}}", {
    cwd: ROOT,
  }).flatMap((file) =>
    Array.from(
      readFileSync(join(ROOT, file), "utf8").matchAll(/npm run (?:-s )?cartbell -- ([^`\n#]+)/g),
      ([, words = ""]): [string, string] => [file, words.trim().replaceAll(/<[^>]+>/g, "filled-in")],
    ),
  );
}

test("the documents name commands, and every one of them parses", () => {
  const lines = linesInDocs();
  expect(lines.length).toBeGreaterThan(10);
  for (const [file, line] of lines) {
    const asked = () => parseCommand(wordsOf(line));
    expect(asked, `${file}: ${line}`).not.toThrow();
  }
});

test("the runbook has no SQL to paste", () => {
  const runbook = readFileSync(join(ROOT, "docs/runbook.md"), "utf8");
  expect(runbook).not.toMatch(/\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|VACUUM|ALTER|WITH)\s+[\w("*]+/);
  expect(runbook).not.toContain("```sql");
});

describe("a command line", () => {
  test("names a command, its words and its options", () => {
    expect(parseCommand(["pause", "class", "campaign", "--because", "a typo", "--json"])).toMatchObject({
      kind: "run",
      command: { name: "pause" },
      input: { words: ["class", "campaign"], options: { because: "a typo" } },
      isJson: true,
    });
    expect(parseCommand(["dead"])).toMatchObject({ command: { name: "dead" } });
    expect(parseCommand(["operators"])).toMatchObject({ command: { name: "operators" } });
    expect(parseCommand(["operators", "add", "ada", "--role", "owner"])).toMatchObject({
      command: { name: "operators add" },
      input: { words: ["ada"], options: { role: "owner" } },
    });
    expect(parseCommand(["dead", "retry", "--all"])).toMatchObject({ command: { name: "dead retry" } });
  });

  test.each([
    [["fly"], 'There is no command "fly". See: cartbell --help'],
    [["pause", "class"], "Usage: cartbell pause <class|queue|shop|provider|process> <name> [--because …] [--json]"],
    [["late", "--shop", "x"], "late has no option --shop. Usage: cartbell late [--json]"],
    [["late", "--speed"], "Unknown option '--speed'. See: cartbell --help"],
  ])("that makes no sense is answered by a sentence: %j", (words, sentence) => {
    expect(() => parseCommand(words)).toThrow(new UsageError(sentence));
  });

  test("without words, or with --help, is answered by the help", () => {
    expect(parseCommand([])).toMatchObject({ kind: "help", text: expect.stringContaining("stop-marketing") });
    expect(parseCommand(["drain", "--help"])).toMatchObject({ text: expect.stringContaining("Usage: cartbell drain") });
  });
});
