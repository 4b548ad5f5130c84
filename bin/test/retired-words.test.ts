import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findRetiredWords } from "./retired-words.ts";

function findIn(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), "cartbell-words-"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return findRetiredWords(root, Object.keys(files));
}

test("a retired word in an identifier is named with its line and with what to say instead", () => {
  expect(
    findIn({ "domain/carts/cart.ts": "const a = 1;\nawait settleDoubt(ctx, turnBell(a));\nconst { newsAt } = a;\n" }),
  ).toEqual([
    'domain/carts/cart.ts:2: "bell" is retired; say job, enqueue',
    'domain/carts/cart.ts:2: "settle doubt" is retired; say apply control, resolve, close, finish',
    'domain/carts/cart.ts:3: "news at" is retired; say event, timeline entry',
  ]);
});

test("a retired word in a file's name or on a page of the docs is named", () => {
  expect(findIn({ "domain/consent/tell-the-store.ts": "" })).toEqual([
    'domain/consent/tell-the-store.ts: its name says "tell the store"; say store sync: outbox, push, status',
  ]);
  expect(findIn({ "docs/tour.md": "A standstill is shown.\n" })).toEqual([
    'docs/tour.md:1: "standstill" is retired; say activity',
  ]);
});

test("a stilted word in a comment or on a page of the docs is named, and one in a shopper's sentence is not", () => {
  const code = '/** Whoever asks. */\nconst text = "Nobody told me";\n// as user `nobody`\n';
  expect(findIn({ "domain/carts/cart.ts": code, "docs/tour.md": "It is counted anew.\n" })).toEqual([
    'domain/carts/cart.ts:1: "whoever" is retired; say the people, or the caller',
    'docs/tour.md:1: "anew" is retired; say again',
  ]);
});

test("sentences, comments, ordinary words and names of tables that keep theirs are left alone", () => {
  const code = `// a door\nconst text = "It was left at the door.";\nconst sql = "message_tallies";\nconst ring = standing(still);\n`;
  expect(
    findIn({ "domain/carts/cart.ts": code, "docs/tour.md": "The table `withdrawals` and outdoor goods.\n" }),
  ).toEqual([]);
});
