import type { z } from "zod";
import type { TriggerType } from "#domain/flows/triggers/trigger-type";

/** What a step may ask about the person on their walk. */
export interface WalkFacts {
  /** An order since the walk began, other than the one the walk is about. */
  hasOrdered: boolean;
  /** The cart's or the order's total; null when it is not known. */
  totalMicros: number | null;
  /** No order before the walk began. */
  isFirstOrder: boolean;
}

/** What a step makes of somebody who comes to it. */
export type Move =
  | { kind: "on" }
  | { kind: "arm"; arm: string }
  | { kind: "wait"; ms: number }
  | { kind: "say"; text: string }
  | { kind: "leave" };

/** What a step may know of the flow it stands in when it is checked. */
export interface Surroundings {
  trigger: TriggerType;
  purpose: "marketing" | "transactional" | "compliance";
}

/** The headings of the editor's menu, in this order. */
export const stepGroups = ["send", "wait", "split", "do"] as const;
export type StepGroup = (typeof stepGroups)[number];

export interface StepType {
  title: string;
  /** The heading that the editor's menu lists it under. */
  group: StepGroup;
  /** The settings of a step that was just inserted. They parse, and may have problems. */
  initial: unknown;
  /** The schema of its settings. Drafts may hold unfinished ones: `problems` says what is missing. */
  config: z.ZodType;
  /** The paths that begin at it. A step with arms is the last of its own path. */
  arms: readonly string[];
  /** No step may follow it. */
  isLast: boolean;
  /** One sentence for the picture and for screen readers. */
  describe(config: unknown): string;
  /** What must be put right before it can be published, a sentence each. */
  problems(config: unknown, around: Surroundings): string[];
  /** The template of the text that it sends; null for a type that sends none. */
  text(config: unknown): string | null;
  /** How long it keeps people; null for a type that keeps nobody. */
  waitMs(config: unknown): number | null;
  advance(config: unknown, facts: WalkFacts): Move;
}

/** A type sends, waits or moves people on at once. Only one that declares it can send or wait: `Move` follows from it. */
type Action<Config> =
  | { sends(config: Config): string }
  | { waitsMs(config: Config): number }
  | { advance(config: Config, facts: WalkFacts): Exclude<Move, { kind: "say" | "wait" }> };

interface Description<Config> {
  title: string;
  /** "do" unless said otherwise. */
  group?: StepGroup;
  initial: Config;
  config: z.ZodType<Config>;
  arms?: readonly string[];
  isLast?: boolean;
  describe(config: Config): string;
  problems(config: Config, around: Surroundings): string[];
}

/** Makes a step type. Each file in this folder defines one; the registry names them all. */
export function stepType<Config>(definition: Description<Config> & Action<Config>): StepType {
  const { title, group = "do", initial, config, arms = [], isLast = arms.length > 0, describe, problems } = definition;
  // The document's parser has parsed the settings with this very schema before any of these is called.
  const own = (settings: unknown) => settings as Config;
  return {
    title,
    group,
    initial,
    config,
    arms,
    isLast,
    describe: (settings) => describe(own(settings)),
    problems: (settings, around) => problems(own(settings), around),
    text: (settings) => ("sends" in definition ? definition.sends(own(settings)) : null),
    waitMs: (settings) => ("waitsMs" in definition ? definition.waitsMs(own(settings)) : null),
    advance: (settings, facts) => moveOf(definition, own(settings), facts),
  };
}

function moveOf<Config>(action: Action<Config>, config: Config, facts: WalkFacts): Move {
  if ("sends" in action) return { kind: "say", text: action.sends(config) };
  if ("waitsMs" in action) return { kind: "wait", ms: action.waitsMs(config) };
  return action.advance(config, facts);
}
