import type { z } from "zod";
import type { StoreThings } from "#domain/flows/checking/store-things";
import type { FieldProblem } from "#domain/flows/definition/problem";
import { chooseVariant } from "#domain/flows/experiments/choose-variant";
import type { TextTest } from "#domain/flows/experiments/text-test";
import type { Snippets } from "#domain/flows/snippets/expand";
import type { TriggerType } from "#domain/flows/triggers/trigger-type";
import type { MergeTag } from "#domain/messages/content/merge-tags";
import type { Rules } from "#domain/segments/tree";
import type { WalkFacts } from "./walk-facts.ts";

/** What a step makes of someone who comes to it. */
export type Move =
  | { kind: "on" }
  | { kind: "arm"; arm: string }
  | { kind: "wait"; ms: number }
  /** Goes on with the next step at that time; at once when it is past. */
  | { kind: "wait-until"; at: Date }
  /** Stays until the event comes (arm `happened`) or the time is over (arm `timed-out`). */
  | { kind: "await"; event: string; untilMs: number }
  /** Does what its action does (domain/flows/actions) and goes on. */
  | { kind: "act" }
  /** Does what its action does and stays until `answerStep` is called or the time is over. */
  | { kind: "ask"; untilMs: number }
  | { kind: "say"; text: string }
  | { kind: "leave" };

/** The two paths of a step that waits for an event. */
export const AWAIT_ARMS = ["happened", "timed-out"] as const;

/** What a step may know of the flow it stands in when it is checked. */
export interface Surroundings {
  trigger: TriggerType;
  purpose: "marketing" | "transactional" | "compliance";
  /** What a text at this place may use: the trigger's, and those of the steps before it. */
  mergeTags: MergeTag[];
  /** Of the store. Absent: none. */
  snippets?: Snippets;
  /** Absent: not known, and nothing is missing. */
  store?: StoreThings;
}

/** The headings of the editor's menu, in this order. */
export const stepGroups = ["send", "wait", "split", "do"] as const;
export type StepGroup = (typeof stepGroups)[number];

/** Facts that are read only for steps that ask for them. */
export interface Reads {
  /** `WalkFacts.since` */
  since?: boolean;
  /** `WalkFacts.matches` for each of these. */
  people?: Rules[];
  /** `WalkFacts.properties` */
  properties?: string[];
}

/** Where people stand who wait at a step: at the step behind it, or at the step itself, which is taken again. */
export type Holds = "next" | "here" | null;

/** Values of merge tags by object and field: { discount: { code: "SAVE10" } } is {{ discount.code }}. */
export type StepVariables = Record<string, Record<string, unknown>>;

export interface StepType {
  title: string;
  /** The heading that the editor's menu lists it under. */
  group: StepGroup;
  /** The settings of a step that was just inserted. They parse, and may have problems. */
  initial: unknown;
  /** The schema of its settings. Drafts may hold unfinished ones: `problems` says what is missing. */
  config: z.ZodType;
  /** The paths that begin at it. A step with arms is the last of its own path. */
  arms(config: unknown): readonly string[];
  /** How a path is called: "Yes". */
  armLabel(config: unknown, arm: string): string;
  /** No step may follow it. */
  isLast: boolean;
  /** One sentence for the picture and for screen readers. */
  describe(config: unknown): string;
  /** What must be put right before it can be published. */
  problems(config: unknown, around: Surroundings): FieldProblem[];
  /** The template of the text that it sends; of a test, the first one. Null for a type that sends none. */
  text(config: unknown): string | null;
  /** Its A/B test; null when everyone gets the same text, or none. */
  test(config: unknown): TextTest | null;
  /** How long it keeps everyone who comes to it; null when that depends on the person, or it keeps no one. */
  waitMs(config: unknown): number | null;
  /** The longest that it keeps anyone. */
  longestMs(config: unknown): number;
  holds: Holds;
  /** The event that it waits for; null for a type that waits for none. */
  awaits(config: unknown): string | null;
  /** True when it has an action in domain/flows/actions. */
  acts: boolean;
  reads(config: unknown): Reads;
  /** Merge tags that later texts on its path may use. */
  provides(config: unknown): MergeTag[];
  /** Their values, from what the step has learned (`memory` of the enrollment at its id). */
  variables(config: unknown, memory: unknown): StepVariables;
  advance(config: unknown, facts: WalkFacts, stepId: string): Move;
}

/** A type does one of these. Only one that declares it can send, wait or act: `Move` follows from it. */
type Effect<Config> =
  | { sends(config: Config): string; test?(config: Config): TextTest | null }
  | { waitsMs(config: Config): number }
  /** Null: there is no such time, go on at once. */
  | { waitsUntil(config: Config, facts: WalkFacts): Date | null; longestMs(config: Config): number }
  | { awaits(config: Config): { event: string; untilMs: number } }
  | { acts: true }
  | { asks(config: Config): { untilMs: number } }
  | { advance(config: Config, facts: WalkFacts, stepId: string): Extract<Move, { kind: "on" | "arm" | "leave" }> };

interface Description<Config> {
  title: string;
  /** "do" unless said otherwise. */
  group?: StepGroup;
  initial: Config;
  config: z.ZodType<Config>;
  /** A list, or from the settings when their number depends on them. */
  arms?: readonly string[] | ((config: Config) => readonly string[]);
  armLabel?(config: Config, arm: string): string;
  isLast?: boolean;
  describe(config: Config): string;
  problems(config: Config, around: Surroundings): FieldProblem[];
  reads?(config: Config): Reads;
  provides?(config: Config): MergeTag[];
  variables?(config: Config, memory: unknown): StepVariables;
}

/** Makes a step type. Each file in this folder defines one; the registry names them all. */
export function stepType<Config>(definition: Description<Config> & Effect<Config>): StepType {
  const { title, group = "do", initial, config, describe, problems } = definition;
  const arms = definition.arms ?? ("awaits" in definition ? AWAIT_ARMS : []);
  // The document's parser has parsed the settings with this very schema before any of these is called.
  const own = (settings: unknown) => settings as Config;
  return {
    title,
    group,
    initial,
    config,
    arms: (settings) => (typeof arms === "function" ? arms(own(settings)) : arms),
    armLabel: (settings, arm) => definition.armLabel?.(own(settings), arm) ?? ARM_LABELS[arm] ?? arm,
    isLast: definition.isLast ?? (typeof arms === "function" || arms.length > 0),
    describe: (settings) => describe(own(settings)),
    problems: (settings, around) => problems(own(settings), around),
    text: (settings) => ("sends" in definition ? definition.sends(own(settings)) : null),
    test: (settings) => testOf(definition, own(settings)),
    waitMs: (settings) => ("waitsMs" in definition ? definition.waitsMs(own(settings)) : null),
    longestMs: (settings) => longestOf(definition, own(settings)),
    holds: holdsOf(definition),
    awaits: (settings) => ("awaits" in definition ? definition.awaits(own(settings)).event : null),
    acts: "acts" in definition || "asks" in definition,
    reads: (settings) => definition.reads?.(own(settings)) ?? {},
    provides: (settings) => definition.provides?.(own(settings)) ?? [],
    variables: (settings, memory) => definition.variables?.(own(settings), memory) ?? {},
    advance: (settings, facts, stepId) => moveOf(definition, own(settings), facts, stepId),
  };
}

const ARM_LABELS: Record<string, string> = {
  yes: "Yes",
  no: "No",
  happened: "It happened",
  "timed-out": "Time ran out",
};

function testOf<Config>(effect: Effect<Config>, config: Config): TextTest | null {
  return "sends" in effect ? (effect.test?.(config) ?? null) : null;
}

function textFor<Config>(
  effect: Extract<Effect<Config>, { sends: unknown }>,
  config: Config,
  { flowId, subscriberId, winners }: WalkFacts,
  stepId: string,
): string {
  const test = testOf(effect, config);
  if (!test) return effect.sends(config);
  return chooseVariant(test, { flowId, stepId, subscriberId }, winners[stepId]).variant.text;
}

function holdsOf<Config>(effect: Effect<Config>): Holds {
  if ("waitsMs" in effect || "waitsUntil" in effect) return "next";
  return "awaits" in effect || "asks" in effect ? "here" : null;
}

function longestOf<Config>(effect: Effect<Config>, config: Config): number {
  if ("waitsMs" in effect) return effect.waitsMs(config);
  if ("waitsUntil" in effect) return effect.longestMs(config);
  if ("awaits" in effect) return effect.awaits(config).untilMs;
  return "asks" in effect ? effect.asks(config).untilMs : 0;
}

function moveOf<Config>(effect: Effect<Config>, config: Config, facts: WalkFacts, stepId: string): Move {
  if ("sends" in effect) return { kind: "say", text: textFor(effect, config, facts, stepId) };
  if ("waitsMs" in effect) return { kind: "wait", ms: effect.waitsMs(config) };
  if ("waitsUntil" in effect) {
    const at = effect.waitsUntil(config, facts);
    return at ? { kind: "wait-until", at } : { kind: "on" };
  }
  if ("awaits" in effect) return { kind: "await", ...effect.awaits(config) };
  if ("acts" in effect) return { kind: "act" };
  if ("asks" in effect) return { kind: "ask", ...effect.asks(config) };
  return effect.advance(config, facts, stepId);
}
