import { z } from "zod";
import { stepTypeOf } from "#domain/flows/steps/registry";
import { triggerSchema } from "./entry-rules.ts";

/**
 * What a flow is: a trigger and a tree of steps. The tree is the truth, the picture is computed. A path is a list of
 * steps; a step with arms is the last of its path, and each arm is a path of its own.
 */
export interface Step {
  /** Unique in the document, and kept through edits: reports and enrollments name it. */
  id: string;
  type: string;
  config: unknown;
  arms: Record<string, Step[]>;
}

/** Deep enough for any flow a person can read; a bound for documents that come from outside. */
export const MOST_STEPS = 100;

const step: z.ZodType<Step> = z.lazy(() =>
  z
    .object({
      id: z.string().min(1).max(64),
      type: z.string(),
      config: z.unknown(),
      arms: z.record(z.string(), z.array(step)).default({}),
    })
    .transform((given, context): Step => {
      const type = stepTypeOf(given.type);
      if (!type) {
        context.addIssue({ code: "custom", path: ["type"], message: `Unknown step type ${given.type}` });
        return z.NEVER;
      }
      const config = type.config.safeParse(given.config);
      if (!config.success) {
        for (const issue of config.error.issues)
          context.addIssue({ code: "custom", path: ["config", ...issue.path], message: issue.message });
        return z.NEVER;
      }
      const arms = Object.fromEntries(type.arms(config.data).map((arm) => [arm, given.arms[arm] ?? []]));
      return { id: given.id, type: given.type, config: config.data, arms };
    }),
);

const schema = z
  .object({
    /** Decides what the law exempts the texts from: marketing needs consent and keeps quiet hours. */
    purpose: z.enum(["marketing", "transactional"]),
    trigger: triggerSchema,
    steps: z.array(step),
  })
  .refine(({ steps }) => everyStep(steps).length <= MOST_STEPS, `A flow can have up to ${MOST_STEPS} steps`)
  .refine(({ steps }) => hasUniqueIds(steps), "Two steps have the same id");

export type FlowDocument = z.output<typeof schema>;

/** Reads a document. Throws a ZodError for anything else; drafts may be unfinished (see validate.ts), not malformed. */
export function parseDocument(json: unknown): FlowDocument {
  return schema.parse(json);
}

/** Reads steps that were copied. Null for anything else. */
export function parseSteps(json: unknown): Step[] | null {
  return z.array(step).safeParse(json).data ?? null;
}

/** Every step of a tree, each before those in its arms. */
export function everyStep(steps: Step[]): Step[] {
  return steps.flatMap((it) => [it, ...Object.values(it.arms).flatMap(everyStep)]);
}

function hasUniqueIds(steps: Step[]): boolean {
  const ids = everyStep(steps).map(({ id }) => id);
  return new Set(ids).size === ids.length;
}
