import type { Act, Answer } from "#domain/control/act";
import type { FirstCredentials } from "#domain/operators/add";
import type { Role } from "#domain/operators/roles";
import type { Operator } from "#operations/session/admit";

type Ctx = Operator["ctx"];

/** What an action is done to, as it stands in the address of its page. */
export type Target = Partial<Record<string, string>>;

/** What an action would do, before it is done. */
export interface Plan {
  /** "Pause queue import" */
  title: string;
  /** What will happen, a sentence each. */
  effects: string[];
}

export interface Outcome extends Answer {
  /** For a new account, once. */
  shown?: FirstCredentials;
}

/** Something that the panel does. Each has one page, which says what it will do and asks for the reason. */
export interface PanelAction {
  needs: Role;
  /** The page it is reached from, where the result is said. */
  from: string;
  /** False for what only undoes a pause. */
  needsReason: boolean;
  /** Throws a UserError when there is nothing with this name. */
  plan(ctx: Ctx, target: Target): Plan | Promise<Plan>;
  run(ctx: Ctx, target: Target, act: Act): Promise<Outcome>;
}
