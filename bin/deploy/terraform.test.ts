import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import { expect, test } from "vitest";
import { z } from "zod";
import { ROOT } from "../root.ts";

const FOLDER = "deploy/terraform";
const text = globSync(`${FOLDER}/*.tf`, { cwd: ROOT }).map(
  (path) => [path, readFileSync(join(ROOT, path), "utf8")] as const,
);

const blocks = z.record(z.string(), z.unknown()).default({});
const file = z.object({
  variable: z
    .record(z.string(), z.tuple([z.object({ description: z.string().optional(), type: z.string().optional() })]))
    .default({}),
  locals: z.array(blocks).default([]),
  resource: z.record(z.string(), blocks).default({}),
  data: z.record(z.string(), blocks).default({}),
});

// HashiCorp's own parser, compiled to WebAssembly. It throws on what isn't HCL.
const files = await Promise.all(text.map(async ([path, hcl]) => file.parse(await parse(basename(path), hcl))));

const variables = files.flatMap((it) => Object.entries(it.variable));
const locals = files.flatMap((it) => it.locals.flatMap((block) => Object.keys(block)));
const namesOf = (kind: "resource" | "data") =>
  files.flatMap((it) =>
    Object.entries(it[kind]).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`)),
  );

const withoutComments = text.map(([, hcl]) => hcl.replaceAll(/^\s*#.*$/gm, "")).join("\n");
const used = (pattern: RegExp) => new Set(Array.from(withoutComments.matchAll(pattern), ([, name = ""]) => name));

test("the Terraform files are HCL, and mistakes are noticed", async () => {
  expect(files.length).toBeGreaterThan(5);
  await expect(parse("x.tf", 'variable "a" { type = }')).rejects.toThrow();
});

test("every variable says what it means and of which type it is, and is used", () => {
  expect(variables.filter(([, [{ description = "", type }]]) => description.length < 20 || !type)).toEqual([]);
  const named = used(/\bvar\.(\w+)/g);
  expect(new Set(variables.map(([name]) => name))).toEqual(named);
});

test("every reference names something that there is, and every local value is used", () => {
  expect(new Set(locals)).toEqual(used(/\blocal\.(\w+)/g));
  const data = used(/\bdata\.(\w+\.\w+)/g);
  expect([...data].filter((name) => !namesOf("data").includes(name))).toEqual([]);
  const resources = used(/(?<![\w."/-])((?:aws|random)_\w+\.\w+)/g);
  expect(resources.size).toBeGreaterThan(20);
  expect([...resources].filter((name) => !namesOf("resource").includes(name) && !data.has(name))).toEqual([]);
});

test("the cluster's network policies know the network", () => {
  const [, range] = /variable "network" \{[^}]*default\s+= "([^"]+)"/.exec(withoutComments) ?? [];
  expect(readFileSync(join(ROOT, "deploy/kubernetes/app/network.yaml"), "utf8")).toContain(`cidr: ${range}`);
});
