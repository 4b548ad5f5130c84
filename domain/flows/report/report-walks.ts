import type { FlowDocument, Step } from "#domain/flows/definition/document";
import { readTrail, type Taken, trailTo } from "#domain/flows/trail/trail";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Entered } from "./report-range.ts";

/** So many people who took the same steps of the same version and are in the same state. */
export interface WalkRow {
  versionId: string;
  state: "waiting" | "finished" | "exited";
  /** The step that comes next, or would have. */
  stepId: string | null;
  because: string | null;
  /** They wait for an event or an answer at that step. */
  isHeld: boolean;
  /** Null in rows from before trails were kept. */
  trail: string | null;
  count: number;
  /** Names the row, for the list of its people (walkers.sql). */
  key: string;
}

/** Where those people have been and where they are. */
export interface Walk extends WalkRow {
  taken: Taken[];
  /** The step that they are at, were at when they left, or that was their last. Null: before the first step. */
  place: string | null;
  /** They finished before trails were kept: of their way only the part that everyone takes is known. */
  isUntraced: boolean;
}

/**
 * One pass over enrollments_shop_id_flow_id_started_at_idx. The people of a flow took few different ways (at
 * most one for each of its steps and versions), so a million enrollments are a few hundred rows.
 */
const readWalkRows = statement(
  "flow-report-walks",
  `SELECT version_id AS "versionId", state, step_id AS "stepId", exited_because AS because, waits_for IS NOT NULL AS "isHeld", trail,
          count(*) AS count,
          concat_ws(' ', version_id, state, coalesce(exited_because, '-'), waits_for IS NOT NULL,
                    coalesce(step_id, '-'), coalesce(trail, '-')) AS key
   FROM enrollments
   WHERE shop_id = $1 AND flow_id = $2 AND started_at >= $3 AND started_at < $4
   GROUP BY version_id, state, step_id, exited_because, waits_for IS NOT NULL, trail`,
);

export function readWalks(db: Sql, shopId: string, flowId: string, { from, to }: Entered): Promise<WalkRow[]> {
  return db.run<WalkRow>(readWalkRows, [shopId, flowId, from, to]);
}

/** Adds to each row where its people have been. `documents` by version; one that can't be read is not in it. */
export function walksOf(rows: WalkRow[], documents: Map<string, Pick<FlowDocument, "steps">>): Walk[] {
  return rows.map((row) => {
    const steps = documents.get(row.versionId)?.steps ?? [];
    const isOldEnd = row.trail === null && row.state === "finished";
    const taken = isOldEnd ? takenByAll(steps) : takenBy(row, steps);
    const isUntraced = isOldEnd && steps.some(hasPaths);
    return { ...row, taken, isUntraced, place: taken.at(-1)?.stepId ?? null };
  });
}

function takenBy({ state, stepId, isHeld, trail }: WalkRow, steps: Step[]): Taken[] {
  const standing = stepId === null ? null : trailTo(steps, stepId, isHeld);
  if (trail === null) return standing ?? [];
  const taken = readTrail(trail);
  // A person who was moved to another version waits at a step of that one, which their trail does not have.
  const here = state === "waiting" ? standing?.at(-1) : undefined;
  return here && !taken.some((it) => it.stepId === here.stepId)
    ? [...taken, { stepId: here.stepId, arm: null }]
    : taken;
}

/** The steps before the first that has paths, and that one. */
function takenByAll(steps: Step[]): Taken[] {
  const fork = steps.findIndex(hasPaths);
  return (fork < 0 ? steps : steps.slice(0, fork + 1)).map(({ id }) => ({ stepId: id, arm: null }));
}

function hasPaths({ arms }: Step): boolean {
  return Object.keys(arms).length > 0;
}
