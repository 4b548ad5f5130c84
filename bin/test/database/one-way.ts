import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type FoundSql, findSql, touches } from "./find-sql.ts";
import { PRISMA_TABLES, sqlBesidePrisma } from "./sql-beside-prisma.ts";

const DECISION = "docs/decisions/0048-records-by-prisma-sets-by-sql.md";
const LIST = "bin/test/database/sql-beside-prisma.ts";

/** What breaks decision 48: one line each, none when every table is reached in the way it should be. */
export function secondWays(root: string, listed: Record<string, string[]> = sqlBesidePrisma): string[] {
  return [...prismaInPages(root), ...adHocSql(findSql(root), listed), ...foreignWrites(root), ...unguarded(root)];
}

/** Pages ask the domain. */
function prismaInPages(root: string): string[] {
  return codeIn(root, "{app,operations}/**/*.{ts,tsx}")
    .filter(({ code }) => /\bprisma\b/.test(code))
    .map(({ file }) => `${file}: a page must not query Prisma. Ask a verb of the domain (${DECISION}).`);
}

/** SQL on a table that Prisma serves shows why, or is listed with a reason; and what is listed is there. */
function adHocSql(statements: FoundSql[], listed: Record<string, string[]>): string[] {
  const names = new Set(Object.values(listed).flat());
  const forOneRecord = statements.flatMap(({ name, file, text }) => {
    const tables = PRISMA_TABLES.map(({ table }) => table).filter((table) => touches(text, table));
    return tables.length > 0 && !showsWhy(text) ? [{ name, file, tables }] : [];
  });
  const present = new Set(forOneRecord.map(({ name }) => name));
  return [
    ...forOneRecord
      .filter(({ name }) => !names.has(name))
      .map(
        ({ name, file, tables }) =>
          `${file}: the statement "${name}" works on a record of ${tables.join(", ")}, which Prisma serves. Use Prisma, or list it with its reason in ${LIST} (${DECISION}).`,
      ),
    ...[...names]
      .filter((name) => !present.has(name))
      .map((name) => `${LIST}: no statement "${name}" needs a reason any more. Take it off the list.`),
  ];
}

/** A lock, arrays and aggregates, or a second table: what Prisma would not do in one statement. */
function showsWhy(text: string): boolean {
  const locks = /\bFOR (NO KEY |KEY )?(UPDATE|SHARE)\b|\bpg_advisory/.test(text);
  const isOfMany = /\bunnest\(|\bANY ?\(|\b(count|max|min|sum|\w+_agg)\(|\bGROUP BY\b|\bDISTINCT\b|\bEXISTS\b/.test(
    text,
  );
  const tables = text.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE|USING)\s+(?:ONLY\s+)?"?([a-z_]{4,})/g);
  return locks || isOfMany || new Set(Array.from(tables, ([, table]) => table)).size > 1;
}

/** Prisma writes the tables that it serves. */
function foreignWrites(root: string): string[] {
  const models = new Set<string>(PRISMA_TABLES.map(({ model }) => model));
  return codeIn(root, "{domain,workers,shopify}/**/*.{ts,tsx}").flatMap(({ file, code }) =>
    [...code.matchAll(/\bprisma\s*\.(\w+)\s*\.(?:create|update|upsert|delete)\w*\(/g)]
      .map(([, model = ""]) => model)
      .filter((model) => !models.has(model))
      .map((model) => `${file}: Prisma must not write "${model}", which SQL serves (${DECISION}).`),
  );
}

/** Only tests and measurements look over all shops. */
function unguarded(root: string): string[] {
  return codeIn(root, "{app,domain,operations,providers,shopify,workers}/**/*.{ts,tsx}")
    .filter(({ code }) => /\beveryShop\b|\bEveryShopDb\b|new PrismaClient\b/.test(code))
    .map(({ file }) => `${file}: the app must not query Prisma without naming the shop (platform/sql/shop-guard.ts).`);
}

function codeIn(root: string, pattern: string): { file: string; code: string }[] {
  return globSync(pattern, { cwd: root })
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .map((file) => ({ file, code: withoutComments(readFileSync(join(root, file), "utf8")) }));
}

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "");
}
