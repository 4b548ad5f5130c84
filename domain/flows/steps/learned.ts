import { z } from "zod";
import type { StepVariables } from "./step-type.ts";

/**
 * What a step that asks outside keeps in the memory of the enrollment: values by the merge tags that it provides, so that texts can
 * say them and branches can ask for them.
 */
const learned = z.object({ values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) });

/** {"webhook.points": 3} as variables of a text: { webhook: { points: 3 } }. */
export function variablesIn(memory: unknown): StepVariables {
  const known = learned.safeParse(memory);
  if (!known.success) return {};
  const variables: StepVariables = {};
  for (const [tag, value] of Object.entries(known.data.values)) {
    const [object = "", field = ""] = tag.split(".");
    variables[object] = { ...variables[object], [field]: value };
  }
  return variables;
}

/** What a step of the walk has learned for this tag; null when none has. */
export function valueLearned(memory: Record<string, unknown>, tag: string): string | number | boolean | null {
  for (const learnedByStep of Object.values(memory)) {
    const known = learned.safeParse(learnedByStep);
    if (known.success && Object.hasOwn(known.data.values, tag)) return known.data.values[tag] ?? null;
  }
  return null;
}
