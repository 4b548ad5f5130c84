import { appendFileSync, cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { testDatabaseUrl } from "../../test/setup/per-worker.ts";
import { ROOT } from "../root.ts";
import { checkArrows, checkDrift, checkLint, checkSchema, checkTypes, checkUnused } from "./tool-checks.ts";

const PACKAGE = JSON.stringify({ name: "breach", private: true, type: "module" }, null, 2);

/** A tool is a process of its own, and slow on a busy machine. */
const PATIENT = { timeout: 60_000 };

/** A folder with the real settings of the tools, our packages and these files. */
function houseWith(settings: string[], files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "cartbell-breach-"));
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  for (const name of settings) cpSync(join(ROOT, name), join(root, name), { recursive: true });
  for (const [file, source] of Object.entries({ "package.json": `${PACKAGE}\n`, ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), source);
  }
  return root;
}

describe("types (tsc)", PATIENT, () => {
  const check = (source: string) => checkTypes(houseWith(["tsconfig.json"], { "domain/carts.ts": source }));

  test("pass a file that is right", () =>
    check("export const first = (all: string[]): string | undefined => all[0];\n"));

  test.each([
    ["a wrong type", 'export const count: number = "2";'],
    ["an element that may be missing", "export const first = (all: string[]): string => all[0];"],
    ["what Node cannot strip", "export enum Color { Red }"],
    ["a type imported as a value", 'import { PathLike } from "node:fs";\nexport type Path = PathLike;'],
  ])("refuse %s", (_, source) => expect(check(source)).rejects.toThrow("domain/carts.ts(1,"));
});

describe("format and lint (biome)", PATIENT, () => {
  const check = (source: string) => checkLint(houseWith(["biome.json", ".gitignore"], { "domain/carts.ts": source }));

  test("pass a file that is right", () => check("export const count = 2;\n"));

  test.each([
    ["another format", "export const count=2;\n", "format"],
    ["any", "export const count: any = 2;\n", "noExplicitAny"],
    ["a value taken for granted", "export const first = (all: string[]) => all[0]!.length;\n", "noNonNullAssertion"],
    ["process.env outside the settings", "export const home = process.env.HOME;\n", "noProcessEnv"],
    ["console", 'console.log("here");\n\nexport const count = 2;\n', "noConsole"],
    [
      "a promise that is not waited for",
      "async function save(): Promise<void> {}\n\nexport function close(): void {\n  save();\n}\n",
      "noFloatingPromises",
    ],
  ])("refuse %s", (_, source, rule) => expect(check(source)).rejects.toThrow(rule));
});

describe("unused code (knip)", PATIENT, () => {
  const check = (files: Record<string, string>) => checkUnused(houseWith(["knip.config.ts"], files));
  const USED = { "bin/audit.ts": 'import { count } from "../domain/carts.ts";\n\nprocess.exitCode = count;\n' };

  test("passes what an entry uses", () => check({ ...USED, "domain/carts.ts": "export const count = 2;\n" }));

  test.each([
    ["an export", { ...USED, "domain/carts.ts": "export const count = 2;\nexport const spare = 3;\n" }, "spare"],
    [
      "a file",
      { ...USED, "domain/carts.ts": "export const count = 2;\n", "domain/spare.ts": "export const spare = 3;\n" },
      "domain/spare.ts",
    ],
    [
      "a package",
      {
        ...USED,
        "domain/carts.ts": "export const count = 2;\n",
        "package.json": `{ "name": "breach", "type": "module", "dependencies": { "luxon": "3.7.2" } }`,
      },
      "luxon",
    ],
  ])("refuses %s that nothing uses", (_, files, named) => expect(check(files)).rejects.toThrow(named));
});

/** A breach of each arrow: the file, and what it imports. */
const ARROWS: Record<string, [from: string, to: string]> = {
  "nothing-depends-on-itself-in-a-circle": ["domain/places/one.ts", "domain/places/other.ts"],
  "the-domain-knows-only-the-platform-and-pure-packages": ["domain/orders/a.ts", "app/x.ts"],
  "the-domain-renders-nothing-and-calls-no-vendor": ["domain/orders/b.ts", "react"],
  "shopify-and-providers-do-not-import-app-or-workers": ["shopify/a.ts", "app/x.ts"],
  "boot-does-not-import-app-or-workers": ["boot/a.ts", "workers/x.ts"],
  "only-boot-knows-the-providers": ["workers/a.ts", "providers/x.ts"],
  "shopify-and-providers-take-only-types-from-the-domain": ["shopify/b.ts", "domain/places/x.ts"],
  "shopify-and-providers-do-not-know-each-other": ["shopify/c.ts", "providers/x.ts"],
  "the-platform-knows-only-packages": ["platform/a.ts", "domain/places/x.ts"],
  "the-panel-stands-apart-from-the-merchants-app": ["operations/a.ts", "app/x.ts"],
  "only-the-web-process-knows-the-panel": ["workers/d.ts", "operations/x.ts"],
  "only-platform-queue-knows-bullmq": ["workers/b.ts", "bullmq"],
  "app-and-workers-do-not-import-each-other": ["app/a.ts", "workers/x.ts"],
  "no-module-imports-app-or-workers": ["platform/b.ts", "app/x.ts"],
  "the-product-never-imports-the-simulated-world": ["workers/c.ts", "sim/x.ts"],
  "the-simulated-world-knows-nothing-of-the-product": ["sim/a.ts", "domain/places/x.ts"],
  "the-simulated-world-is-imported-by-its-package-name": ["test/a.ts", "sim/x.ts"],
  "the-product-never-imports-its-tests-or-tools": ["app/b.ts", "test/x.ts"],
  "in-the-domain-nobody-calls-up-from-the-people": ["domain/subscribers/a.ts", "domain/campaigns/x.ts"],
  "in-the-domain-shops-are-at-the-bottom": ["domain/shops/a.ts", "domain/subscribers/x.ts"],
  "in-the-domain-what-messages-use-does-not-know-messages": ["domain/consent/a.ts", "domain/messages/x.ts"],
  "in-the-domain-messages-ask-their-source-and-do-not-know-it": ["domain/messages/a.ts", "domain/campaigns/x.ts"],
  "in-the-domain-sources-of-texts-do-not-know-each-other": ["domain/flows/a.ts", "domain/campaigns/x.ts"],
  "in-the-domain-segments-know-only-subscribers": ["domain/segments/a.ts", "domain/campaigns/x.ts"],
  "in-the-domain-imports-know-people-and-their-consent": ["domain/imports/a.ts", "domain/campaigns/x.ts"],
  "in-the-domain-only-its-sources-import-intake": ["domain/orders/c.ts", "domain/intake/x.ts"],
  "in-the-domain-reports-are-imported-by-no-one": ["domain/orders/d.ts", "domain/analytics/x.ts"],
};

describe("arrows between the folders (dependency-cruiser)", PATIENT, () => {
  const importing = (from: string, to: string) => {
    const up = "../".repeat(from.split("/").length - 1);
    return `import * as other from "${to.includes("/") ? `${up}${to}` : to}";\n\nexport const used = other;\n`;
  };
  const { forbidden } = createRequire(import.meta.url)(join(ROOT, ".dependency-cruiser.cjs")) as {
    forbidden: { name: string }[];
  };

  test("have a breach to be tried with, each one", () => {
    expect(new Set(forbidden.map(({ name }) => name))).toEqual(new Set(Object.keys(ARROWS)));
  });

  test("refuse it", async () => {
    const targets = Object.values(ARROWS).flatMap(([, to]) =>
      to.includes("/") ? [[to, "export const x = 1;\n"]] : [],
    );
    const breaches = Object.values(ARROWS).map(([from, to]) => [from, importing(from, to)]);
    const files = Object.fromEntries([
      ...targets,
      ...breaches,
      ["domain/places/other.ts", importing("domain/places/other.ts", "domain/places/one.ts")],
    ]);
    const root = houseWith([".dependency-cruiser.cjs", "tsconfig.json"], files);
    const said = await checkArrows(root).then(
      () => "",
      (error: Error) => error.message,
    );
    for (const [rule, [from]] of Object.entries(ARROWS)) expect(said).toMatch(new RegExp(`${rule}: ${from} `));
  });

  test("pass what they allow", () =>
    checkArrows(
      houseWith([".dependency-cruiser.cjs", "tsconfig.json"], {
        "domain/orders/a.ts": importing("domain/orders/a.ts", "platform/x.ts"),
        "platform/x.ts": "export const x = 1;\n",
      }),
    ));
});

describe("the schema (prisma)", PATIENT, () => {
  const house = () => houseWith(["prisma", "prisma.config.ts"], {});

  test("is refused when it names a model that does not exist", () => {
    const root = house();
    appendFileSync(join(root, "prisma/schema.prisma"), "\nmodel Breach {\n  id String @id\n  none Nowhere\n}\n");
    return expect(checkSchema(root)).rejects.toThrow("Nowhere");
  });

  test("is refused when a table has no migration", () => {
    const root = house();
    appendFileSync(join(root, "prisma/schema.prisma"), '\nmodel Breach {\n  id String @id\n\n  @@map("breaches")\n}\n');
    return expect(checkDrift(root, testDatabaseUrl())).rejects.toThrow("breaches");
  });
});
