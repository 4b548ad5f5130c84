import type { TextTest } from "#domain/flows/experiments/text-test";
import { branch } from "./branch.ts";
import { discountCode } from "./discount-code.ts";
import { exit } from "./exit.ts";
import { fetchStep } from "./fetch.ts";
import { addToListStep, removeFromListStep } from "./list-membership.ts";
import { notifyStaff } from "./notify-staff.ts";
import { randomSplit } from "./random-split.ts";
import { send } from "./send.ts";
import { setProperty } from "./set-property.ts";
import { startFlow } from "./start-flow.ts";
import type { Holds, StepType } from "./step-type.ts";
import { tag, untag } from "./tag.ts";
import { wait } from "./wait.ts";
import { waitForEvent } from "./wait-for-event.ts";
import { waitUntilDate } from "./wait-until-date.ts";
import { waitUntilTime } from "./wait-until-time.ts";
import { webhook } from "./webhook.ts";

/** Every type of step there is, by the name that a flow's document uses. */
const stepTypes: Record<string, StepType> = {
  wait,
  "wait-until-time": waitUntilTime,
  "wait-until-date": waitUntilDate,
  "wait-for-event": waitForEvent,
  send,
  branch,
  "random-split": randomSplit,
  tag,
  untag,
  "set-property": setProperty,
  "add-to-list": addToListStep,
  "remove-from-list": removeFromListStep,
  "start-flow": startFlow,
  "discount-code": discountCode,
  webhook,
  fetch: fetchStep,
  "notify-staff": notifyStaff,
  exit,
};

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

/** The template of the text that this step sends; of an A/B test, the first one. Null when it sends none. */
export function stepText({ type, config }: Typed): string | null {
  return stepTypeOf(type)?.text(config) ?? null;
}

/** The A/B test of this step; null when it has none. */
export function stepTest({ type, config }: Typed): TextTest | null {
  return stepTypeOf(type)?.test(config) ?? null;
}

/** The templates of all texts that this step may send. */
export function stepTexts(step: Typed): string[] {
  const text = stepText(step);
  return stepTest(step)?.variants.map((variant) => variant.text) ?? (text === null ? [] : [text]);
}

/** How long this step keeps everyone who comes to it; null when that depends, or it keeps no one. */
export function stepWaitMs({ type, config }: Typed): number | null {
  return stepTypeOf(type)?.waitMs(config) ?? null;
}

/** The longest that this step keeps anyone. */
export function stepLongestMs({ type, config }: Typed): number {
  return stepTypeOf(type)?.longestMs(config) ?? 0;
}

/** Where people stand who wait at this step. */
export function stepHolds({ type }: Typed): Holds {
  return stepTypeOf(type)?.holds ?? null;
}
