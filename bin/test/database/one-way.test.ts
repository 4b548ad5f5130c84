import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../root.ts";
import { secondWays } from "./one-way.ts";

function findingsFor(files: Record<string, string>, listed: Record<string, string[]> = {}): string[] {
  const root = mkdtempSync(join(tmpdir(), "one-way-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return secondWays(root, listed);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const RENAME = "UPDATE lists SET name = $3 WHERE shop_id = $1 AND id = $2";
const rename = `const rename = statement("rename", "${RENAME}");`;

test("every table of ours is reached in one way", () => {
  expect(secondWays(ROOT)).toEqual([]);
});

test("a page that queries Prisma is found, and one that only speaks of it is not", () => {
  const page = "export const read = (ctx) => ctx.db.prisma.list.findMany({ where: { shopId } });";
  expect(findingsFor({ "app/lists/page.tsx": page })).toEqual([
    expect.stringMatching(/^app\/lists\/page\.tsx: a page must not query Prisma/),
  ]);
  expect(findingsFor({ "app/lists/page.tsx": "// as prisma has it\n/* prisma */ export const x = 1;" })).toEqual([]);
});

test("SQL for one record of a table that Prisma serves is found, in a module and in a file of its own", () => {
  expect(findingsFor({ "domain/lists/rename.ts": rename })).toEqual([
    expect.stringMatching(/^domain\/lists\/rename\.ts: the statement "rename" works on a record of lists/),
  ]);
  expect(findingsFor({ "domain/lists/rename.sql": `-- Purpose: FROM flows\n${RENAME}` })).toHaveLength(1);
  const unnamed = `export const sql = (table) => \`SELECT name FROM subscribers WHERE id = \${table}\`;`;
  expect(findingsFor({ "domain/lists/unnamed.ts": unnamed })).toEqual([
    expect.stringMatching(/"domain\/lists\/unnamed\.ts" works on a record of subscribers/),
  ]);
});

test("SQL with a reason is let through, and a reason without its SQL is found", () => {
  expect(findingsFor({ "domain/lists/rename.ts": rename }, { "hot path": ["rename"] })).toEqual([]);
  expect(findingsFor({}, { "hot path": ["rename"] })).toEqual([
    expect.stringMatching(/no statement "rename" needs a reason any more/),
  ]);
});

test.each([
  "SELECT id FROM lists WHERE shop_id = $1 AND id = $2 FOR UPDATE",
  "UPDATE senders SET state = 'stopped' WHERE shop_id = $1 AND id = ANY($2)",
  "SELECT count(*) FROM subscribers WHERE shop_id = $1",
  "SELECT l.id FROM lists l JOIN list_members m ON m.list_id = l.id",
  "UPDATE messages SET state = 'skipped' WHERE shop_id = $1 AND id = $2",
])("SQL that locks, works on many rows or on other tables needs no reason: %s", (sql) => {
  expect(findingsFor({ "domain/some.ts": `const it = statement("some", "${sql}");` })).toEqual([]);
});

test("Prisma may not write a table that SQL serves, nor the app look over all shops", () => {
  const writes = "await tx.prisma.message.updateMany({ where: { shopId }, data });";
  expect(findingsFor({ "domain/messages/skip.ts": writes })).toEqual([
    expect.stringMatching(/^domain\/messages\/skip\.ts: Prisma must not write "message"/),
  ]);
  expect(
    findingsFor({ "domain/messages/look.ts": "await db.prisma.message.findMany({ where: { shopId } });" }),
  ).toEqual([]);
  expect(findingsFor({ "domain/lists/all.ts": "await db.everyShop.list.count();" })).toEqual([
    expect.stringMatching(/must not query Prisma without naming the shop/),
  ]);
});
