import { z } from "zod";

const labels = z.record(z.string(), z.string()).default({});

const alert = z.object({
  status: z.enum(["firing", "resolved"]),
  labels,
  annotations: labels,
  fingerprint: z.string().default(""),
});
export type Alert = z.infer<typeof alert>;

/** What Alertmanager posts to a webhook: one group of alerts (prometheus.io/docs/alerting/latest/configuration/#webhook_config). */
export const notification = z.object({
  version: z.literal("4"),
  groupKey: z.string(),
  status: z.enum(["firing", "resolved"]),
  truncatedAlerts: z.number().int().default(0),
  alerts: z.array(alert).min(1),
});
export type Notification = z.infer<typeof notification>;

/** A page wakes a person: one alert of the group is enough. */
export function isPage({ alerts }: Notification): boolean {
  return alerts.some(({ status, labels: { severity } }) => status === "firing" && severity === "page");
}

/** The same while the same alerts fire and have been resolved: a repetition says nothing new. */
export function digestOf({ status, alerts }: Notification): string {
  const states = alerts.map((it) => `${it.status} ${it.fingerprint || JSON.stringify(it.labels)}`);
  return [status, ...states.toSorted()].join("\n");
}
