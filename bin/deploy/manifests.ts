import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { ROOT } from "../root.ts";

const KUSTOMIZATION = "kustomize.config.k8s.io/v1beta1";

const typed = z.looseObject({ apiVersion: z.string(), kind: z.string() });
const container = z.object({
  command: z.array(z.string()),
  env: z.array(z.object({ name: z.string(), value: z.string().optional() })),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  readinessProbe: z.object({ exec: z.object({ command: z.array(z.string()) }) }).optional(),
});
const template = z.object({
  spec: z.object({ terminationGracePeriodSeconds: z.number().optional(), containers: z.array(container) }),
});
const workload = z.object({ metadata: z.object({ name: z.string() }), spec: z.object({ template }) });

export interface Manifest {
  path: string;
  apiVersion: string;
  kind: string;
  body: Record<string, unknown>;
}

/** What runs our image: its one container, and how many seconds it has to stop. */
export interface Workload {
  name: string;
  container: z.infer<typeof container>;
  graceSeconds: number | undefined;
}

/** Every object in deploy/kubernetes, without the kustomizations. Throws on YAML that can't be read. */
export function readManifests(): Manifest[] {
  return globSync("deploy/kubernetes/**/*.yaml", { cwd: ROOT })
    .sort()
    .flatMap((path) =>
      parseAllDocuments(readFileSync(join(ROOT, path), "utf8")).map((document) => {
        if (document.errors[0]) throw document.errors[0];
        const body = typed.parse(document.toJS());
        return { path, apiVersion: body.apiVersion, kind: body.kind, body };
      }),
    )
    .filter(({ apiVersion }) => apiVersion !== KUSTOMIZATION);
}

export function readWorkloads(): Workload[] {
  return readManifests()
    .filter(({ kind }) => ["Deployment", "StatefulSet", "Job"].includes(kind))
    .map(({ body }) => {
      const { metadata, spec } = workload.parse(body);
      const { containers, terminationGracePeriodSeconds: graceSeconds } = spec.template.spec;
      const [only] = containers;
      if (!only || containers.length > 1) throw new Error(`${metadata.name} has ${containers.length} containers.`);
      return { name: metadata.name, container: only, graceSeconds };
    });
}
