import type { Context } from "#domain/context";
import { type Due, enqueueAll, type Job } from "#domain/jobs";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { inBatch } from "#platform/telemetry/tracing/batch";
import { readFacts } from "./facts.ts";
import { holdPeople } from "./hold-people.ts";
import { runActions } from "./run-actions.ts";
import { type DueEnrollment, type EnrollmentKey, isOwnFault, moveOnByParts } from "./set-aside.ts";
import { decideSteps, type Moved, planAndNote } from "./take-steps.ts";
import { traceWalks } from "./trace-walks.ts";
import { ANSWER } from "./walk.ts";

/** Most enrollments that one transaction moves on. */
const BATCH = 500;

const claimDue = statementFile(import.meta.url, "./claim-due.sql");
const claimAgain = statementFile(import.meta.url, "./claim-again.sql");
const write = statementFile(import.meta.url, "./move-on.sql");

/** When the sweep adds the job. */
export const dueEnrollments: Due<"flow-timers"> = {
  anything: "SELECT 1 FROM enrollments WHERE state = 'waiting' AND resume_at <= $1",
};

/**
 * Moves on up to 500 enrollments whose timers are due, of any shops, those of transactional flows first: each
 * takes its steps until a wait or the end, and the texts on the way are planned in the same transaction, so
 * that a walk that is repeated repeats no text. An enrollment whose step throws is set aside, and the others go
 * on. Returns true when more may be due. Workers may run it side by side.
 */
export async function advanceEnrollments(ctx: Pick<Context, "db" | "clock" | "enqueue" | "log">): Promise<boolean> {
  let due: DueEnrollment[] = [];
  const claim = async (tx: Sql) => {
    const now = ctx.clock.now();
    const first = await tx.run<DueEnrollment>(claimDue, [now, BATCH, true]);
    const others =
      first.length < BATCH ? await tx.run<DueEnrollment>(claimDue, [now, BATCH - first.length, false]) : [];
    due = [...first, ...others];
    return due;
  };
  try {
    await advance(ctx, claim);
  } catch (error) {
    if (due.length === 0 || !isOwnFault(error)) throw error;
    await moveOnByParts(ctx, due, (some) => advance(ctx, (tx) => claimThese(tx, some, ctx.clock.now())));
  }
  return due.length === BATCH;
}

async function advance(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  claim: (tx: Sql) => Promise<EnrollmentKey[]>,
): Promise<void> {
  const jobs = await inBatch(() => db.transaction(async (tx) => moveOn(tx, { clock }, await claim(tx))));
  await enqueueAll(enqueue, jobs);
}

function claimThese(tx: Sql, some: EnrollmentKey[], now: Date): Promise<EnrollmentKey[]> {
  const t = columnsOf(some, { shop_id: (it) => it.shopId, id: (it) => it.id });
  return tx.run<EnrollmentKey>(...batch(claimAgain, { t }, [now]));
}

/**
 * Moves on these enrollments, which the caller's transaction has locked or has made. Those whose steps change a person
 * whom another transaction holds stay where they are and are due again in a few seconds. Returns the jobs owed.
 */
export async function moveOn(tx: Sql, { clock }: Pick<Context, "clock">, enrollments: EnrollmentKey[]): Promise<Job[]> {
  if (enrollments.length === 0) return [];
  const now = clock.now();
  const deciding = await decideSteps(tx, await readFacts(tx, enrollments), now);
  const moved = await holdPeople(tx, deciding, now);
  traceWalks(moved);
  const { jobs, learned } = await runActions(
    tx,
    { clock },
    moved.map(({ facts: it, outcome }) => ({ facts: it, acts: outcome.acts })),
  );
  /** An action may have the answer that its step would wait for. */
  const resumeAt = ({ facts: { id }, outcome }: Moved): Date | null => {
    const isAnswered = outcome.waitsFor === ANSWER && learned.get(id)?.[outcome.stepId ?? ""] !== undefined;
    return isAnswered ? now : outcome.resumeAt;
  };
  await tx.run(
    ...batch(
      write,
      {
        t: columnsOf(moved, {
          shop_id: ({ facts: it }) => it.shopId,
          id: ({ facts: it }) => it.id,
          state: ({ outcome }) => outcome.state,
          step_id: ({ outcome }) => outcome.stepId,
          resume_at: resumeAt,
          because: ({ outcome }) => outcome.because,
          waits_for: ({ outcome }) => outcome.waitsFor,
          waiting_since: ({ outcome }) => outcome.waitingSince,
          learned: ({ facts: it }) => jsonOf(learned.get(it.id)),
          trail: ({ outcome }) => outcome.trail,
        }),
      },
      [now],
    ),
  );
  const turns = await planAndNote(tx, { clock }, moved, now);
  const goesOn = moved.some((it) => {
    const at = resumeAt(it);
    return at !== null && at <= now;
  });
  return [...jobs, ...turns, ...(goesOn ? [{ name: "flow-timers", payload: {} } as const] : [])];
}

function jsonOf(learned: Record<string, unknown> | undefined): string | null {
  return learned ? JSON.stringify(learned) : null;
}
