import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ROOT } from "../root.ts";

export const COMPOSE = "deploy/compose/compose.yaml";

const service = z.object({
  image: z.string(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()).default([]) }).default({ test: [] }),
  stop_grace_period: z.string().optional(),
});
export type Service = z.infer<typeof service>;

/** The services of deploy/compose/compose.yaml by their names. */
export function readCompose(): Record<string, Service> {
  const file: unknown = parse(readFileSync(join(ROOT, COMPOSE), "utf8"), { merge: true });
  return z.object({ services: z.record(z.string(), service) }).parse(file).services;
}

/** Those that run our image. */
export function ownServices(): Record<"web" | "worker" | "migrate" | "alerts", Service> {
  const { web, worker, migrate, alerts } = readCompose();
  if (!web || !worker || !migrate || !alerts)
    throw new Error(`${COMPOSE} lacks one of web, worker, migrate and alerts.`);
  return { web, worker, migrate, alerts };
}
