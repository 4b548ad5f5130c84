import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { metrics } from "#platform/telemetry/metrics/registry";
import { ROOT } from "../root.ts";
import { metricsIn, readRules } from "./rules.ts";

const FOLDER = join(ROOT, "deploy/observability/grafana/dashboards");
/** Of prom-client's own metrics, which the registry doesn't hold. */
const OF_THE_PROCESS = /^process_(cpu_seconds_total|resident_memory_bytes)\b/;

const dashboard = z.object({
  uid: z.string().startsWith("cartbell-"),
  title: z.string(),
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string() })).min(1),
    }),
  ),
});

const files = globSync("*.json", { cwd: FOLDER });
const dashboards = files.map((file) => dashboard.parse(JSON.parse(readFileSync(join(FOLDER, file), "utf8"))));

test("there are dashboards for an overview, sending, intake, the provider and the database", () => {
  const names = ["database.json", "intake.json", "overview.json", "provider.json", "sending.json"];
  expect(new Set(files)).toEqual(new Set(names));
  expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(names.length);
});

test("every query of a dashboard names a metric or a recording that there is", () => {
  const recorded = new Set(readRules().flatMap(({ record }) => record ?? []));
  for (const { title, panels } of dashboards)
    for (const { title: of, targets } of panels)
      for (const { expr } of targets) {
        const named = metricsIn(expr);
        expect(named.length > 0 || OF_THE_PROCESS.test(expr.replace(/^\w+\(/, "")), `${title}, ${of}: ${expr}`).toBe(
          true,
        );
        expect(
          named.filter((it) => !(it in metrics) && !recorded.has(it)),
          `${title}, ${of}`,
        ).toEqual([]);
      }
});

test("every metric of the registry is on a dashboard", () => {
  const queries = dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)));
  const recordings = new Map(readRules().map(({ record, expr }) => [record ?? "", expr]));
  const shown = new Set(queries.flatMap(metricsIn).flatMap((it) => [it, ...metricsIn(recordings.get(it) ?? "")]));
  expect(Object.keys(metrics).filter((name) => !shown.has(name))).toEqual([]);
});

test("no two panels of a dashboard overlap", () => {
  for (const { title, panels } of dashboards) {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, place) => `${x + (place % w)},${y + Math.floor(place / w)}`),
    );
    expect(new Set(cells).size, title).toBe(cells.length);
  }
});
