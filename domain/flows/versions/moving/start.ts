import type { Context } from "#domain/context";
import { lockFlow } from "#domain/flows/publishing/lock";
import type { Job } from "#domain/jobs";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableJson } from "#platform/sql/storable";
import type { Choices } from "./choices.ts";

/** By enrollments_inside. */
const count = statement(
  "count-people-inside",
  "SELECT count(*)::int AS inside FROM enrollments WHERE shop_id = $1 AND flow_id = $2 AND state = 'waiting'",
);
/** By enrollments_inside: it stops at the first person. Without people inside there is nothing to move. */
const begin = statement(
  "begin-flow-move",
  `INSERT INTO flow_moves (shop_id, id, flow_id, version_id, state, choices, total, started_at, due_at)
   SELECT $1, $2, $3, $4, 'moving', $5, $6, $7, $7
   WHERE EXISTS (SELECT FROM enrollments WHERE shop_id = $1 AND flow_id = $3 AND state = 'waiting' AND version_id <> $4)
   RETURNING id`,
);
const end = statement(
  "end-flow-move",
  `UPDATE flow_moves SET state = 'stopped', ended_at = $3 WHERE shop_id = $1 AND flow_id = $2 AND state = 'moving' RETURNING id`,
);

interface Move {
  shopId: string;
  flowId: string;
  /** The version that people are moved into. */
  versionId: string;
  choices: Choices;
  /** People inside the flow, as countInside found them shortly before. */
  inside: number;
}

/**
 * How many people are inside a flow, in any version. Takes about a second for a million: call it before the
 * flow is locked, so that no other change of the flow waits for it.
 */
export async function countInside(db: Sql, shopId: string, flowId: string): Promise<number> {
  const [row] = await db.run<{ inside: number }>(count, [shopId, flowId]);
  return row?.inside ?? 0;
}

/**
 * Begins to move the people inside older versions of a flow into this one. The caller has locked the flow, so that one
 * move is under way. Returns the jobs owed after the commit; none when no one is inside now, whatever was counted before.
 */
export async function startMove(tx: Sql, move: Move, now: Date): Promise<Job[]> {
  const { shopId, flowId, versionId, choices, inside } = move;
  const begun = await tx.run(begin, [shopId, newId(), flowId, versionId, storableJson(choices), inside, now]);
  return begun.length > 0 ? [{ name: "flow-moves", payload: { shopId, flowId } }] : [];
}

/** Ends the move of a flow that is under way: the people who aren't moved yet stay where they are. Safe to repeat. */
export async function endMove(tx: Sql, shopId: string, flowId: string, now: Date): Promise<boolean> {
  return (await tx.run(end, [shopId, flowId, now])).length > 0;
}

/**
 * The same when the merchant asks for it. People who were moved already aren't moved back. Returns false when none was under way.
 */
export async function stopMove(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  flowId: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockFlow(tx, shopId, flowId);
    return endMove(tx, shopId, flowId, clock.now());
  });
}
