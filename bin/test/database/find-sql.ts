import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";

/** An SQL statement of the app: a file beside its module, or text in a call that names it, such as `statement("name", …)`. */
export interface FoundSql {
  name: string;
  file: string;
  text: string;
}

const ROOMS = "{app,domain,platform,providers,shopify,workers}";
const isTest = (path: string) => /\.test\.tsx?$/.test(path);

/** Every statement of the app under `root`. A module's statements without a name go by the module's path. */
export function findSql(root: string): FoundSql[] {
  const files = globSync(`${ROOMS}/**/*.sql`, { cwd: root }).map((file) => ({
    name: basename(file, ".sql"),
    file,
    text: readFileSync(join(root, file), "utf8").replaceAll(/--.*$/gm, ""),
  }));
  const modules = globSync(`${ROOMS}/**/*.{ts,tsx}`, { cwd: root }).filter((path) => !isTest(path));
  return [...files, ...modules.flatMap((file) => sqlIn(file, readFileSync(join(root, file), "utf8")))];
}

const SQL = /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|JOIN)\b/;

/** The statements that a module's text holds. */
export function sqlIn(file: string, source: string): FoundSql[] {
  if (!SQL.test(source)) return [];
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: FoundSql[] = [];
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);
    if (isText && SQL.test(node.getText())) found.push({ name: nameAround(node) ?? file, file, text: node.getText() });
    else ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

/** The first argument of the nearest call around that begins with a name. */
function nameAround(node: ts.Node): string | null {
  for (let it: ts.Node | undefined = node.parent; it; it = it.parent) {
    const first = ts.isCallExpression(it) ? it.arguments[0] : undefined;
    if (first && first !== node && ts.isStringLiteral(first) && first.text !== "") return first.text;
  }
  return null;
}

/** Whether a statement reads or writes the table, or takes its rows in a list of tables. */
export function touches(text: string, table: string): boolean {
  return new RegExp(
    `\\b(FROM|JOIN|INTO|UPDATE|USING)\\s+(ONLY\\s+)?${table}\\b|\\bFROM\\s+[\\w ]+,\\s*${table}\\b`,
  ).test(text);
}
