import type { Context } from "#domain/context";
import type { EventProperties } from "#domain/flows/steps/walk-facts";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";

/** One person at a step that does something. */
export interface ActionItem {
  shopId: string;
  enrollmentId: string;
  subscriberId: string;
  flowId: string;
  versionId: string;
  stepId: string;
  /** Parsed with the step type's own schema. */
  config: unknown;
  /** Of the event that started the walk. */
  event: EventProperties;
  /** Business time. */
  at: Date;
}

/** What came of it. */
export interface ActionResult {
  /** Owed after the commit. */
  jobs?: Job[];
  /** What the enrollment's memory is to keep for the step, by enrollment id. Plain JSON. */
  memory?: Map<string, unknown>;
}

/**
 * What a step does when people come to it: for all of a batch at once, in the transaction that moves them on, and so once for
 * each enrollment and step. It calls nothing outside: what needs the outside writes a row and returns a job. It throws only when
 * nothing of the batch can be done; what one person's settings or rows don't allow is left out.
 */
export interface Action {
  /**
   * True when it changes a person: their row in `subscribers`, their properties or lists. The walk locks the people before it runs, and
   * puts off those whom another transaction holds (walk/hold-people.ts).
   */
  holdsPeople: boolean;
  run(tx: Sql, ctx: Pick<Context, "clock">, items: ActionItem[]): Promise<ActionResult>;
}
