import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ROOT } from "../root.ts";

export const FOLDER = "deploy/observability/prometheus";

const rule = z.object({
  alert: z.string().optional(),
  record: z.string().optional(),
  expr: z.string(),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});
export type Rule = z.infer<typeof rule>;

/** Every recording and alert rule. */
export function readRules(): Rule[] {
  return filesOf("rules/*.yml").flatMap(({ groups }) =>
    z
      .array(z.object({ rules: z.array(rule) }))
      .parse(groups)
      .flatMap(({ rules }) => rules),
  );
}

const alertTest = z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()).default([]) });

/** Every case of promtool's unit tests, and whether its alert is to fire. */
export function readAlertCases(): { alert: string; fires: boolean }[] {
  return filesOf("tests/*.yml").flatMap(({ tests }) =>
    z
      .array(z.object({ alert_rule_test: z.array(alertTest) }))
      .parse(tests)
      .flatMap((it) =>
        it.alert_rule_test.map(({ alertname, exp_alerts }) => ({ alert: alertname, fires: exp_alerts.length > 0 })),
      ),
  );
}

function filesOf(pattern: string): Record<string, unknown>[] {
  return globSync(pattern, { cwd: join(ROOT, FOLDER) }).map((file) =>
    z.record(z.string(), z.unknown()).parse(parse(readFileSync(join(ROOT, FOLDER, file), "utf8"))),
  );
}

/** What a query asks for: `cartbell_…` without the endings of histograms, or `cartbell:…` of a recording rule. */
export function metricsIn(query: string): string[] {
  const names = query.match(/\bcartbell[_:][a-z0-9_:]+/g) ?? [];
  return names.map((name) => name.replace(/(_seconds)_(bucket|sum|count)$/, "$1"));
}
