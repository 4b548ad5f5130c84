import { expect, test } from "vitest";
import { strayImports } from "./import-style.ts";

function found(file: string, line: string): string[] {
  return strayImports(file, line).map(({ written, wanted }) => `${written} → ${wanted}`);
}

test("a file of the same folder is imported by ./", () => {
  expect(found("domain/orders/record.ts", `import { money } from "#domain/orders/money";`)).toEqual([
    "#domain/orders/money → ./money.ts",
  ]);
  expect(found("domain/orders/record.ts", `import { money } from "./money.ts";`)).toEqual([]);
});

test("a module of another folder is imported by its # name, also of a folder below or above", () => {
  const lines = [
    `import { a } from "../shops/a.ts";`,
    `export type { B } from "./lines/b.ts";`,
    `const c = await import("../../platform/c.ts");`,
    `import { d } from "#domain/shops/d";`,
  ];
  expect(found("domain/orders/record.ts", lines.join("\n"))).toEqual([
    "../shops/a.ts → #domain/shops/a",
    "./lines/b.ts → #domain/orders/lines/b",
    "../../platform/c.ts → #platform/c",
  ]);
});

test("what no # name reaches keeps its relative path", () => {
  const lines = [
    `import { Page } from "../ui/page.tsx";`,
    `import styles from "../ui/page.module.css";`,
    `import { aShop } from "../../test/factories/shop.ts";`,
    `import { z } from "zod";`,
  ];
  expect(found("app/campaigns/editor.tsx", lines.join("\n"))).toEqual([]);
});

test("an import that a comment or a string mentions is not counted", () => {
  expect(found("domain/orders/record.ts", `// import "../shops/a.ts"\nconst text = 'import "../shops/a.ts"';`)).toEqual(
    [],
  );
});
