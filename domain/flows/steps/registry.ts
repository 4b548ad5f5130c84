import { branch } from "./branch.ts";
import { exit } from "./exit.ts";
import { send } from "./send.ts";
import type { StepType } from "./step-type.ts";
import { wait } from "./wait.ts";

/** Every type of step there is, by the name that a flow's document uses. */
const stepTypes: Record<string, StepType> = { wait, send, branch, exit };

/** The names, in the order of the builder's menu. */
export const stepTypeNames: readonly string[] = Object.keys(stepTypes);

/** Null for a type that this version of the app does not know. */
export function stepTypeOf(name: string): StepType | null {
  return Object.hasOwn(stepTypes, name) ? (stepTypes[name] ?? null) : null;
}

interface Typed {
  type: string;
  config: unknown;
}

/** The template of the text that this step sends; null when it sends none. */
export function stepText({ type, config }: Typed): string | null {
  return stepTypeOf(type)?.text(config) ?? null;
}

/** How long this step keeps people; null when it keeps nobody. */
export function stepWaitMs({ type, config }: Typed): number | null {
  return stepTypeOf(type)?.waitMs(config) ?? null;
}
