import { everyStep, type FlowDocument } from "#domain/flows/definition/document";
import { leavesOnOrder } from "#domain/flows/definition/entry-rules";
import type { Condition } from "#domain/flows/steps/condition";
import { stepHolds, stepTypeOf } from "#domain/flows/steps/registry";
import { triggerType } from "#domain/flows/triggers/registry";
import type { MergeTag } from "#domain/messages/content/merge-tags";

/** A step that asks outside, and the merge tags that its answer gives values. */
export interface AskingStep {
  stepId: string;
  sentence: string;
  tags: MergeTag[];
}

/** What a trial must be told of this document, because it can't be known beforehand. */
export interface AskedAbout {
  orders: boolean;
  taps: boolean;
  replies: boolean;
  firstOrder: boolean;
  total: boolean;
  /** Names of custom events that steps wait for. */
  customEvents: string[];
  asking: AskingStep[];
}

/** Finds what in the steps depends on what the person or a server will do. */
export function askedAbout(document: FlowDocument): AskedAbout {
  const steps = everyStep(document.steps);
  const kinds = new Set(
    steps
      .filter(({ type }) => type === "branch")
      // Parsed with the branch's own schema.
      .map(({ config }) => (config as { condition: Condition }).condition.kind),
  );
  const awaited = new Set(steps.map(({ type, config }) => stepTypeOf(type)?.awaits(config) ?? null));
  return {
    orders: leavesOnOrder(document.trigger) || kinds.has("ordered-since-start") || awaited.has("ordered"),
    taps: kinds.has("clicked-since-start") || awaited.has("clicked"),
    replies: kinds.has("replied-since-start") || kinds.has("reply-says") || awaited.has("replied"),
    firstOrder: kinds.has("first-order"),
    total: kinds.has("total-at-least") || triggerType(document.trigger.kind).about === "checkout",
    customEvents: [...awaited].flatMap((event) =>
      event?.startsWith("custom:") ? [event.slice("custom:".length)] : [],
    ),
    asking: steps.flatMap((step) => {
      const type = stepTypeOf(step.type);
      const tags = type?.provides(step.config) ?? [];
      const isAsking = type?.acts && stepHolds(step) === "here" && tags.length > 0;
      return isAsking ? [{ stepId: step.id, sentence: type.describe(step.config), tags }] : [];
    }),
  };
}
