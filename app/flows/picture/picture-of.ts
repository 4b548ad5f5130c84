import { stepFormOf } from "#app/flows/steps/registry";
import type { FlowDocument, Step } from "#domain/flows/definition/document";
import { leavesOnOrder } from "#domain/flows/definition/entry-rules";
import type { Problem } from "#domain/flows/definition/problem";
import { endsPath } from "#domain/flows/editing/tree";
import { describeEntry } from "#domain/flows/entry/describe-entry";
import { stepTypeOf } from "#domain/flows/steps/registry";
import { triggerType } from "#domain/flows/triggers/registry";
import type { TriggerType } from "#domain/flows/triggers/trigger-type";
import type { Picture, PictureStep } from "./picture.ts";

/** The picture of a document, with what must be fixed at each step. */
export function pictureOf(document: FlowDocument, currency: string, problems: Problem[] = []): Picture {
  const trigger = triggerType(document.trigger.kind);
  return {
    start: {
      sentence: trigger.describe,
      rules: describeEntry(document.trigger, currency),
      details: termsOf(document, trigger),
      problems: problems.filter(isAboutTrigger).map(({ message }) => message),
    },
    steps: document.steps.map((step) => pictureOfStep(step, problems)),
  };
}

/** Shown at the trigger's own fields. */
export function isAboutTrigger({ stepId, field }: Problem): boolean {
  return stepId === null && /^(settings|reentry|filter)\b/.test(field);
}

function pictureOfStep(step: Step, problems: Problem[]): PictureStep {
  return {
    id: step.id,
    icon: stepFormOf(step.type).icon,
    sentence: sentenceOf(step),
    problems: problems.filter(({ stepId }) => stepId === step.id).map(({ message }) => message),
    isLast: endsPath(step),
    paths: Object.entries(step.arms).map(([arm, steps]) => ({
      arm,
      label: armLabel(step, arm),
      steps: steps.map((it) => pictureOfStep(it, problems)),
    })),
  };
}

/** What a step does: "Wait 1 hour". */
export function sentenceOf({ type, config }: Step): string {
  return stepTypeOf(type)?.describe(config) ?? type;
}

/** What a step calls one of its paths: "Yes". */
export function armLabel({ type, config }: Step, arm: string): string {
  return stepTypeOf(type)?.armLabel(config, arm) ?? arm;
}

function termsOf(document: FlowDocument, { textsExpireAfterMs, deadlineFrom }: TriggerType): string {
  const hours = textsExpireAfterMs / 3_600_000;
  const after = deadlineFrom === "turn" ? "their scheduled time" : "the start";
  return `${leavesOnOrder(document.trigger) ? "Ends when they order. " : ""}Texts expire ${hours} hours after ${after}.`;
}
