import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type MetricName, metrics } from "./registry.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const names = Object.keys(metrics) as MetricName[];

/** Where the values of each label come from: a set that no shop, person, number or campaign makes larger. */
const CLOSED: Record<string, string> = {
  kind: "IntakeKind, the endpoints that refuse, the reconciler's topics",
  reason: "words in the code of the endpoints",
  class: "MessageClass",
  outcome: "words in the code",
  cause: "Reason and FailureCause",
  provider: "providers/registry.ts",
  result: "words in the code",
  queue: "JobName",
  pool: "names in the code",
  state: "words in the code",
  endpoint: "app/handler.ts",
  evidence: "words in the code",
  status: "classes of HTTP status",
  read: "domain/operations/metrics/publish-backlog.ts",
};

test("docs/metrics.md has every metric, with its type, unit, labels and meaning, and no other", () => {
  const rows = names.map((name) => {
    const { type, unit, labels, meaning } = metrics[name];
    return `| \`${name}\` | ${type} | ${unit} | ${labels.map((label) => `\`${label}\``).join(", ") || "–"} | ${meaning} |`;
  });
  const page = readFileSync(`${ROOT}docs/metrics.md`, "utf8");
  expect(page.split("\n").filter((line) => line.startsWith("| `"))).toEqual(rows);
});

test("every label has a closed set of values, and every one of these sets is used", () => {
  const used = new Set(names.flatMap((name): readonly string[] => metrics[name].labels));
  expect(used).toEqual(new Set(Object.keys(CLOSED)));
});

test("names end as Prometheus asks: counters in _total, durations in _seconds", () => {
  for (const name of names) {
    const { type, unit } = metrics[name];
    expect(name.endsWith("_total"), name).toBe(type === "counter");
    expect(name.endsWith("_seconds"), name).toBe(unit === "seconds");
  }
});

test("every metric is fed by the code of the product", () => {
  const folders = ["app", "workers", "boot", "domain", "platform"];
  const args = ["grep", "-hoE", '(count|observe|setGauge)\\(\\s*"cartbell_[a-z_]+"', "--", ...folders];
  const fed = execFileSync("git", [...args, ":!*.test.ts"], { cwd: ROOT, encoding: "utf8" });
  expect(names.filter((name) => !fed.includes(`"${name}"`))).toEqual([]);
});
