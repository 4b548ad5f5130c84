import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { ROOT } from "../root.ts";

const packages = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: packages, devDependencies: packages })
  .parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));
const bill = z.object({
  bomFormat: z.literal("CycloneDX"),
  components: z.array(
    z.object({ name: z.string(), version: z.string(), purl: z.string(), licenses: z.array(z.unknown()).optional() }),
  ),
});

test("the bill of materials lists what the image has, and no tool that builds or tests", () => {
  const printed = execFileSync("npm", ["run", "--silent", "sbom"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 ** 2,
  });
  const { components } = bill.parse(JSON.parse(printed));
  // A package with a scope has it in its name or in a field of its own.
  const listed = new Set(components.map(({ purl }) => decodeURIComponent(purl.replace("pkg:npm/", ""))));
  const missing = Object.entries(manifest.dependencies).filter(([name, version]) => !listed.has(`${name}@${version}`));
  expect(missing).toEqual([]);
  const tools = Object.entries(manifest.devDependencies).filter(([name, version]) => listed.has(`${name}@${version}`));
  // Packages of the image ask for these.
  expect(tools.map(([name]) => name)).toEqual(["@types/react", "@types/react-dom"]);
}, 60_000);
