import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ROOT } from "./root.ts";

// `npm run --silent sbom`: the bill of materials of the image, in CycloneDX. npm's own --omit=dev also leaves out packages that
// the image has, when sim/ has them for development; so npm lists all, and package-lock.json says which the image has.
const component = z.looseObject({ "bom-ref": z.string() });
const bill = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(component),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
});
const flag = z.boolean().default(false);
const lock = z.object({
  name: z.string(),
  packages: z.record(
    z.string(),
    z.looseObject({ version: z.string().optional(), dev: flag, optional: flag, devOptional: flag, link: flag }),
  ),
});

const NPM = ["sbom", "--sbom-format=cyclonedx", "--sbom-type=application"];
const printed = execFileSync("npm", NPM, { cwd: ROOT, encoding: "utf8", maxBuffer: 256 * 1024 ** 2 });
const all = bill.parse(JSON.parse(printed));
const { name, packages } = lock.parse(JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")));

// npm calls each by its name and version.
const inImage = new Set(
  Object.entries(packages).flatMap(([path, { version, dev, optional, devOptional, link }]) =>
    path.startsWith("node_modules/") && !(dev || optional || devOptional || link)
      ? `${path.split("node_modules/").at(-1)}@${version}`
      : [],
  ),
);
const components = all.components.filter((it) => inImage.has(it["bom-ref"]));
const kept = new Set(components.map((it) => it["bom-ref"]));
const dependencies = all.dependencies
  .filter(({ ref }) => kept.has(ref) || ref.startsWith(`${name}@`))
  .map((it) => ({ ...it, dependsOn: it.dependsOn.filter((ref) => kept.has(ref)) }));
const metadata = { ...all.metadata, component: { ...all.metadata.component, name } };
process.stdout.write(`${JSON.stringify({ ...all, metadata, components, dependencies }, null, 2)}\n`);
