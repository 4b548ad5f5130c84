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

export interface StepType {
  title: string;
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
  advance(config: unknown, facts: WalkFacts): Move;
}

interface Definition<Config> {
  title: string;
  config: z.ZodType<Config>;
  arms?: readonly string[];
  isLast?: boolean;
  describe(config: Config): string;
  problems(config: Config, around: Surroundings): string[];
  advance(config: Config, facts: WalkFacts): Move;
}

/** Makes a step type. Each file in this folder defines one; the registry names them all. */
export function stepType<Config>({
  title,
  config,
  arms = [],
  isLast = arms.length > 0,
  ...rest
}: Definition<Config>): StepType {
  // The document's parser has parsed the settings with this very schema before any of these is called.
  const own = (settings: unknown) => settings as Config;
  return {
    title,
    config,
    arms,
    isLast,
    describe: (settings) => rest.describe(own(settings)),
    problems: (settings, around) => rest.problems(own(settings), around),
    advance: (settings, facts) => rest.advance(own(settings), facts),
  };
}
