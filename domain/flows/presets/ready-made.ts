import { parseDocument, type Step } from "#domain/flows/definition/document";
import type { Preset, PresetCategory } from "./preset.ts";

interface Described {
  name: string;
  describe: string;
  category: PresetCategory;
  purpose: "marketing" | "transactional";
  trigger: { kind: string; settings?: Record<string, unknown> };
  steps: Step[];
}

/** Makes a ready-made flow. Its document is read as a merchant's is: settings that are left out have their defaults. */
export function readyMade({ name, describe, category, purpose, trigger, steps }: Described): Preset {
  return { name, describe, category, document: parseDocument({ purpose, trigger, steps }) };
}

export function text(id: string, words: string): Step {
  return { id, type: "send", config: { text: words }, arms: {} };
}

export function waitMinutes(id: string, minutes: number): Step {
  return { id, type: "wait", config: { minutes }, arms: {} };
}

export function waitDays(id: string, days: number): Step {
  return waitMinutes(id, days * 24 * 60);
}

/** A code of the person's own. Texts name {{ discount.code }} inside a condition: a store can be out of codes. */
export function code(id: string, percent: number, prefix: string): Step {
  const terms = { kind: "percentage", value: percent, minimumMicros: 0, prefix };
  return { id, type: "discount-code", config: { terms, waitMinutes: 60 }, arms: {} };
}

export function ifElse(id: string, condition: Record<string, unknown>, yes: Step[], no: Step[]): Step {
  return { id, type: "branch", config: { condition }, arms: { yes, no } };
}
