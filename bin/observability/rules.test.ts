import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { metrics } from "#platform/telemetry/metrics/registry";
import { ROOT } from "../root.ts";
import { findOnPath } from "../servers/apt.ts";
import { FOLDER, metricsIn, readAlertCases, readRules } from "./rules.ts";

const rules = readRules();
const alerts = rules.flatMap(({ alert, ...rest }) => (alert ? [{ alert, ...rest }] : []));
const run = promisify(execFile);

async function promtool(...args: string[]): Promise<string> {
  if (findOnPath("promtool") === null)
    throw new Error("promtool is missing: install Debian's package prometheus, or put promtool on the PATH.");
  const { stdout } = await run("promtool", args, { cwd: join(ROOT, FOLDER) });
  return stdout;
}

test("promtool finds no mistake in the rules", async () => {
  expect(await promtool("check", "rules", ...globSync("rules/*.yml", { cwd: join(ROOT, FOLDER) }))).toContain(
    "SUCCESS",
  );
});

test("each alert fires in its case and stays silent in another", async () => {
  const cases = readAlertCases();
  const names = new Set(alerts.map(({ alert }) => alert));
  expect(new Set(cases.filter(({ fires }) => fires).map(({ alert }) => alert))).toEqual(names);
  expect(new Set(cases.filter(({ fires }) => !fires).map(({ alert }) => alert))).toEqual(names);
  expect(await promtool("test", "rules", ...globSync("tests/*.yml", { cwd: join(ROOT, FOLDER) }))).not.toContain(
    "FAILED",
  );
}, 300_000);

test("every rule asks only for metrics that there are, and for recordings that are made", () => {
  const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
  const unknown = rules.flatMap(({ expr }) => metricsIn(expr)).filter((it) => !(it in metrics) && !recorded.has(it));
  expect(unknown).toEqual([]);
});

test("each alert says what is wrong, how urgent it is, and which section of the runbook helps", () => {
  const page = readFileSync(join(ROOT, "docs/runbook.md"), "utf8");
  const anchors = new Set(Array.from(page.matchAll(/^## (.+)$/gm), ([, title = ""]) => anchorOf(title)));
  for (const { alert, labels, annotations } of alerts) {
    expect(["page", "ticket"], alert).toContain(labels.severity);
    expect(annotations.summary, alert).toMatch(/\w+ .*\.$/);
    const [file, anchor] = (annotations.runbook_url ?? "").split("#");
    expect(file, alert).toBe("docs/runbook.md");
    expect(anchors, alert).toContain(anchor);
  }
});

/** As GitHub makes them. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");
}
