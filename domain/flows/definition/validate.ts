import type { TextingHours } from "#domain/compliance/check-texting-hours";
import type { StoreThings } from "#domain/flows/checking/store-things";
import { unreachableTexts } from "#domain/flows/checking/unreachable-texts";
import { entryProblems } from "#domain/flows/entry/problems";
import type { Snippets } from "#domain/flows/snippets/expand";
import { stepText, stepTypeOf } from "#domain/flows/steps/registry";
import type { SetPropertyConfig } from "#domain/flows/steps/set-property";
import type { Surroundings } from "#domain/flows/steps/step-type";
import { triggerType } from "#domain/flows/triggers/registry";
import { toPropertyName } from "#domain/subscribers/properties/property";
import { everyStep, type FlowDocument, type Step } from "./document.ts";
import { mergeTagsByStep } from "./merge-tags-by-step.ts";
import { type Problem, problemsIn } from "./problem.ts";
import { lateTexts, USUAL_HOURS } from "./text-deadline.ts";

/** What the store gives its flows. */
interface FlowSetting extends TextingHours {
  /** Absent: none. */
  snippets?: Snippets;
  /** What steps may name. Absent: not known, and nothing is missing. */
  store?: StoreThings;
}

/**
 * What stands between a draft and its publishing, in the order of the steps. The same function runs at each edit in the
 * browser and again when the flow is published.
 */
export function validateFlow(document: FlowDocument, hours: FlowSetting = USUAL_HOURS): Problem[] {
  const { purpose, steps } = document;
  const trigger = triggerType(document.trigger.kind);
  const problems: Problem[] = [];
  if (!trigger.purposes.includes(purpose))
    problems.push({
      stepId: null,
      field: "purpose",
      message: `Texts after “${trigger.title}” are marketing and need consent.`,
    });
  problems.push(...entryProblems(document.trigger, hours.store).map((it) => ({ stepId: null, ...it })));
  if (!everyStep(steps).some((step) => stepText(step) !== null || stepTypeOf(step.type)?.acts))
    problems.push({
      stepId: null,
      field: "steps",
      message: "Add a text or an action. This flow doesn’t do anything yet.",
    });
  const store = hours.store && withOwnProperties(document, hours.store);
  const late = new Map([...lateTexts(document, hours), ...noOneGets(document)]);
  const tags = mergeTagsByStep(document);
  const around = (step: Step) => ({
    trigger,
    purpose,
    mergeTags: tags.get(step.id) ?? [],
    snippets: hours.snippets ?? {},
    ...(store ? { store } : {}),
  });
  return [...problems, ...problemsOfPath(steps, around, late)];
}

/** A step may use a property that an earlier one sets for the first time. */
function withOwnProperties({ steps }: FlowDocument, store: StoreThings): StoreThings {
  const names = new Set(store.properties.map(({ name }) => name));
  const own = everyStep(steps)
    .filter(({ type }) => type === "set-property")
    .map(({ config }) => config as SetPropertyConfig) // parsed with the step's own schema
    .flatMap(({ name: typed, type }) => {
      const name = toPropertyName(typed);
      return name === null || names.has(name) ? [] : [{ name, type }];
    });
  return { ...store, properties: [...store.properties, ...own] };
}

function noOneGets(document: FlowDocument): [string, string][] {
  const sentence = "No one can get this text: the conditions that lead here contradict each other or the trigger.";
  return [...unreachableTexts(document)].map((stepId) => [stepId, sentence]);
}

function problemsOfPath(path: Step[], around: (step: Step) => Surroundings, late: Map<string, string>): Problem[] {
  const end = path.findIndex((step) => stepTypeOf(step.type)?.isLast);
  return path.flatMap((step, i) => {
    const isUnreachable = end !== -1 && i > end;
    const unreachable = isUnreachable
      ? ["This step is never reached because the path ends before it. Remove it or move it up."]
      : [];
    const own = stepTypeOf(step.type)?.problems(step.config, around(step)) ?? [];
    const lateness = isUnreachable ? undefined : late.get(step.id);
    const found = [...problemsIn("step", unreachable), ...own, ...problemsIn("text", lateness ? [lateness] : [])];
    return [
      ...found.map((it) => ({ stepId: step.id, ...it })),
      ...Object.values(step.arms).flatMap((arm) => problemsOfPath(arm, around, late)),
    ];
  });
}
