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
