import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeSettings } from "#platform/describe-settings";
import { ROOT } from "../root.ts";
import { renderEnvExample } from "./env-example.ts";
import { renderReference } from "./reference.ts";

const readPage = (path: string) => readFileSync(join(ROOT, path), "utf8");
const settings = describeSettings();
const known = new Set(settings.map(({ name }) => name));

test("docs/settings.md has every setting, as platform/settings/ has it; otherwise run npm run settings", () => {
  expect(readPage("docs/settings.md")).toBe(renderReference(settings));
});

test(".env.example has every setting, as platform/settings/ has it; otherwise run npm run settings", () => {
  expect(readPage(".env.example")).toBe(renderEnvExample(settings));
});

test("every setting says what it means", () => {
  expect(settings.filter(({ meaning }) => meaning.length < 10)).toEqual([]);
});

test("a setting is said to be read by the processes whose code reads it", () => {
  const code = (folder: string) =>
    globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT })
      .filter((path) => !/\.test\./.test(path))
      .map(readPage)
      .join("\n");
  const checks = [...readPage("platform/config.ts").matchAll(/\bdata\.[A-Z_]+/g)].join("\n");
  const [web, workers, shared] = [code("{app,operations}"), code("workers"), code("{boot,shopify,providers}") + checks];
  const alerts = code("bin/alerts");
  const wrong = settings.flatMap(({ name, readBy }) => {
    const used = new RegExp(`\\b${name}\\b`);
    const [byWeb, byWorkers, byBoth] = [web, workers, shared].map((text) => used.test(text));
    if (readBy.includes("alerts"))
      return used.test(alerts) && !byWeb && !byWorkers && !byBoth && readBy.length === 1
        ? []
        : [{ name, truth: { web: byWeb, worker: byWorkers } }];
    const isOfBoth = byBoth || byWeb === byWorkers;
    const truth = { web: isOfBoth || byWeb, worker: isOfBoth || byWorkers };
    return truth.web === readBy.includes("web") && truth.worker === readBy.includes("worker") ? [] : [{ name, truth }];
  });
  expect(wrong).toEqual([]);
  expect(settings.filter(({ readBy }) => readBy.includes("migrate")).map(({ name }) => name)).toEqual(
    [...readPage("prisma.config.ts").matchAll(/process\.env\.([A-Z_]+)/g)]
      .flatMap(([, name]) => name ?? [])
      .slice(0, 1),
  );
});

test("a setting whose name says secret, token or key is a secret", () => {
  const named = settings.filter(({ name }) => /SECRET|TOKEN|PASSWORD|_KEYS?$|^DATABASE.*_URL$|REDIS_URL/.test(name));
  // The client id of the app, which every page shows.
  expect(named.filter(({ isSecret }) => !isSecret).map(({ name }) => name)).toEqual(["SHOPIFY_API_KEY"]);
});

test("the README names no setting that is not there", () => {
  const named = [...readPage("README.md").matchAll(/`([A-Z][A-Z]+(?:_[A-Z]+)+)`/g)].map((match) => match[1] ?? "");
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});
