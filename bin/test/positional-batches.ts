import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { codeFiles } from "./import-style.ts";

/**
 * The lines of a file that give a statement two or more columns of rows by their places: `run(statement, [rows.map(…),
 * rows.map(…)])`. Two arrays that change places are not found by types; `batch` in platform/sql gives them by name.
 */
export function positionalBatches(file: string, text: string): number[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines: number[] = [];
  function look(node: ts.Node): void {
    if (ts.isCallExpression(node) && isRun(node) && columnsIn(node) > 1)
      lines.push(source.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    ts.forEachChild(node, look);
  }
  look(source);
  return lines;
}

/** A line for each of them in the repository's code; tests may do as they like. */
export function findPositionalBatches(root: string): string[] {
  return codeFiles(root)
    .filter((file) => !/\.test\.tsx?$|^(test|bench)\//.test(file))
    .flatMap((file) =>
      positionalBatches(file, readFileSync(join(root, file), "utf8")).map(
        (line) => `${file}:${line} gives columns by their places; use batch (platform/sql/batch.ts)`,
      ),
    );
}

function isRun({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && expression.name.text === "run";
}

function columnsIn({ arguments: [, values] }: ts.CallExpression): number {
  if (!values || !ts.isArrayLiteralExpression(values)) return 0;
  return values.elements.filter((it) => ts.isCallExpression(it) && /\.map$/.test(it.expression.getText())).length;
}
