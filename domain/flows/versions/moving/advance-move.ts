import type { Context } from "#domain/context";
import { loadVersions, type Version } from "#domain/flows/publishing/versions";
import { stepTypeOf } from "#domain/flows/steps/registry";
import { type EnrollmentFacts, readFacts } from "#domain/flows/walk/facts";
import type { LeavingReason } from "#domain/flows/walk/leaving-reason";
import { lookUp } from "#domain/flows/walk/look-up";
import { type Due, enqueueAll, type Job } from "#domain/jobs";
import { cancelWaiting, cancelWaitingOthers } from "#domain/messages/waiting";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { choicesSchema } from "./choices.ts";
import { type Decision, decide, type Moved } from "./decide.ts";
import { destinationOf } from "./place.ts";

/** When the sweep adds the job. */
export const dueMoves: Due<"flow-moves"> = {
  records: `SELECT m.shop_id, m.flow_id AS id FROM flow_moves m
    WHERE m.state = 'moving' AND m.due_at <= $1 ORDER BY m.due_at LIMIT 100`,
  payloadKey: "flowId",
};

/** People that one transaction looks at. */
const PAGE = 500;
/** Business time until people who were held, or whose text was on its way, are looked at again. A claim lives for seconds. */
const AGAIN_MS = 5_000;
/** After so many looks they stay in the older version. */
const MOST_PASSES = 6;
/** How fast people whose wait is over go on after a move: so many a minute, and for at most an hour. */
const A_MINUTE = 1_000;
const LONGEST_SPREAD_MS = 3_600_000;

// A publication waits for the page that is under way, and the page after it finds its move stopped.
const holdFlow = statement("hold-flow-of-move", "SELECT id FROM flows WHERE shop_id = $1 AND id = $2 FOR SHARE");
const take = statement(
  "take-flow-move",
  `SELECT id, version_id AS "versionId", choices, pass, cursor, total, moved, "left", stayed, busy FROM flow_moves
   WHERE shop_id = $1 AND flow_id = $2 AND state = 'moving' AND due_at <= $3
   FOR UPDATE SKIP LOCKED`,
);
/** By enrollments_inside. */
const findPage = statement(
  "people-to-move",
  `SELECT id FROM enrollments
   WHERE shop_id = $1 AND flow_id = $2 AND state = 'waiting' AND version_id <> $3 AND ($4::uuid IS NULL OR id > $4::uuid)
   ORDER BY id LIMIT $5`,
);
/** SKIP LOCKED: a transaction that holds one of them may wait for one that we hold. */
const hold = statement(
  "hold-people-to-move",
  `SELECT shop_id AS "shopId", id, resume_at AS "resumeAt" FROM enrollments
   WHERE shop_id = $1 AND id = ANY($2::uuid[]) AND state = 'waiting' AND version_id <> $3
   ORDER BY id FOR UPDATE SKIP LOCKED`,
);
/** A claim that isn't committed holds the enrollment; a text that is claimed while we hold it is worded from the new version. */
const findOnTheirWay = statement(
  "texts-on-their-way",
  "SELECT DISTINCT source_id AS id FROM messages WHERE shop_id = $1 AND source_id = ANY($2::uuid[]) AND state = 'sending'",
);
const writeMoved = statementFile(import.meta.url, "./write-moved.sql");
const writeProgress = statement(
  "write-move-progress",
  `UPDATE flow_moves SET state = $3, pass = $4, cursor = $5, due_at = $6, ended_at = $7, moved = $8, "left" = $9, stayed = $10, busy = $11
   WHERE shop_id = $1 AND id = $2`,
);

interface Progress {
  id: string;
  versionId: string;
  choices: unknown;
  pass: number;
  cursor: string | null;
  total: number;
  moved: number;
  left: number;
  stayed: number;
  busy: number;
}

interface Decided {
  facts: EnrollmentFacts;
  decision: Decision;
}

/**
 * Moves the next people of a flow into its new version, up to 500 in one transaction: who was moved and how far
 * it came are written together, so a page that is repeated moves no one twice. People whom another transaction
 * holds, and those with a text on its way, are looked at again a few seconds later. Returns true when more are
 * due. Workers may run it side by side; one of them moves.
 */
export async function advanceMove(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  flowId: string,
): Promise<boolean> {
  const { jobs, isMoreDue } = await db.transaction(async (tx) => {
    const now = clock.now();
    await tx.run(holdFlow, [shopId, flowId]);
    const [move] = await tx.run<Progress>(take, [shopId, flowId, now]);
    if (!move) return { jobs: [], isMoreDue: false };
    const page = await tx.run<{ id: string }>(findPage, [shopId, flowId, move.versionId, move.cursor, PAGE]);
    const decided = await decideAll(tx, { shopId, move, ids: page.map(({ id }) => id), now });
    await write(tx, decided, move.versionId, now);
    const progress = progressAfter(move, page, decided, now);
    await tx.run(writeProgress, [
      ...[shopId, move.id, progress.state, progress.pass, progress.cursor, progress.dueAt],
      ...[progress.state === "finished" ? now : null, progress.moved, progress.left, progress.stayed, progress.busy],
    ]);
    const isMoreDue = progress.state === "moving" && progress.dueAt <= now;
    return { jobs: jobsOf(decided, now), isMoreDue };
  });
  await enqueueAll(enqueue, jobs);
  return isMoreDue;
}

interface Page {
  shopId: string;
  move: Progress;
  ids: string[];
  now: Date;
}

async function decideAll(tx: Sql, { shopId, move, ids, now }: Page): Promise<Decided[]> {
  if (ids.length === 0) return [];
  const held = await tx.run<{ shopId: string; id: string; resumeAt: Date | null }>(hold, [shopId, ids, move.versionId]);
  const facts = await readFacts(tx, held);
  const resumeAtOf = new Map(held.map(({ id, resumeAt }) => [id, resumeAt]));
  const versions = await loadVersions(tx, [...facts, { shopId, versionId: move.versionId }]);
  const next = versions.get(move.versionId);
  // A newer release made the version: one of its workers goes on.
  if (!next) return facts.map((it) => ({ facts: it, decision: { kind: "busy" } }));
  const sending = new Set((await tx.run<{ id: string }>(findOnTheirWay, [shopId, ids])).map(({ id }) => id));
  const asking = facts.flatMap((it) => askingAt(it, versions.get(it.versionId), next));
  const lookedUp = await lookUp(tx, asking, versions, now);
  const choices = choicesSchema.catch({}).parse(move.choices);
  const spreadMs = Math.min(LONGEST_SPREAD_MS, Math.floor((move.total / A_MINUTE) * 60_000));
  return facts.map((it) => {
    const around = { old: versions.get(it.versionId), next, choices, now, spreadMs, lookedUp: lookedUp.get(it.id) };
    const own = { facts: it, resumeAt: resumeAtOf.get(it.id) ?? null, hasTextOnItsWay: sending.has(it.id) };
    return { facts: it, decision: decide({ ...around, ...own }) };
  });
}

/** Only a wait of the new version that asks for a property of theirs needs more than the facts. */
function askingAt(facts: EnrollmentFacts, old: Version | undefined, next: Version): EnrollmentFacts[] {
  const standing = { stepId: facts.stepId, hasBegun: facts.waitingSince !== null };
  const place = old && destinationOf(old.document, standing, next.document)?.place;
  const wait = place?.kind === "in-wait" ? place.wait : null;
  if (!wait || !stepTypeOf(wait.type)?.reads(wait.config).properties) return [];
  return [{ ...facts, versionId: next.id, stepId: wait.id }];
}

async function write(tx: Sql, decided: Decided[], versionId: string, now: Date): Promise<void> {
  const rows = decided.flatMap(rowOf(versionId));
  if (rows.length === 0) return;
  const t = columnsOf(rows, {
    shop_id: (it) => it.shopId,
    id: (it) => it.id,
    version_id: (it) => it.versionId,
    state: (it) => it.state,
    step_id: (it) => it.stepId,
    resume_at: (it) => it.resumeAt,
    because: (it) => it.because,
    waits_for: (it) => it.waitsFor,
    waiting_since: (it) => it.waitingSince,
    trail: (it) => it.trail,
  });
  await tx.run(...batch(writeMoved, { t }, [now]));
  await takeTextsBack(tx, decided, versionId, now);
  const left = decided.filter(({ decision }) => decision.kind === "left");
  await addTimelineEntries(
    tx,
    left.map(({ facts: { shopId, subscriberId, flowId, flowPreset } }) => ({
      ...{ shopId, subscriberId, kind: "left-flow", occurredAt: now },
      data: { flowId, preset: flowPreset, because: "step-removed" },
    })),
    now,
  );
}

interface Row extends Omit<Moved, "state" | "trail"> {
  shopId: string;
  id: string;
  versionId: string;
  state: string;
  because: LeavingReason | null;
  trail: string | null;
}

function rowOf(versionId: string): (it: Decided) => Row[] {
  return ({ facts, decision }) => {
    const { shopId, id } = facts;
    if (decision.kind === "moved") return [{ shopId, id, versionId, because: null, ...decision.to }];
    if (decision.kind !== "left") return [];
    const gone = { state: "exited", stepId: facts.stepId, resumeAt: null, waitsFor: null, waitingSince: null };
    return [{ shopId, id, versionId: facts.versionId, because: "step-removed", ...gone, trail: facts.trail }];
  };
}

/** Texts that wait for a step that the new version has stay planned: they are worded from it when they are claimed. */
async function takeTextsBack(tx: Sql, decided: Decided[], versionId: string, now: Date): Promise<void> {
  const [first] = decided;
  if (!first) return;
  const { shopId } = first.facts;
  const idsOf = (kind: Decision["kind"]) =>
    decided.filter(({ decision }) => decision.kind === kind).map(({ facts }) => facts.id);
  const next = (await loadVersions(tx, [{ shopId, versionId }])).get(versionId);
  const kept = [...(next?.paths.from.keys() ?? [])];
  await cancelWaitingOthers(tx, shopId, { sourceIds: idsOf("moved"), kept, because: "step-removed" }, now);
  await cancelWaiting(tx, shopId, idsOf("left"), "step-removed", now);
}

/** After the last page everyone who was put off is looked at again, a few times. */
function progressAfter(move: Progress, page: { id: string }[], decided: Decided[], now: Date) {
  const count = (kind: Decision["kind"]) => decided.filter(({ decision }) => decision.kind === kind).length;
  const counts = {
    moved: move.moved + count("moved"),
    left: move.left + count("left"),
    stayed: move.stayed + count("stayed"),
    // Those whom another transaction holds weren't decided about.
    busy: move.busy + count("busy") + (page.length - decided.length),
  };
  if (page.length === PAGE)
    return { state: "moving", pass: move.pass, cursor: page.at(-1)?.id ?? null, dueAt: now, ...counts };
  const pass = move.pass + 1;
  if (counts.busy === 0 || pass >= MOST_PASSES) return { state: "finished", pass, cursor: null, dueAt: now, ...counts };
  const dueAt = new Date(now.getTime() + AGAIN_MS);
  return { state: "moving", pass, cursor: null, dueAt, ...counts, stayed: 0, busy: 0 };
}

function jobsOf(decided: Decided[], now: Date): Job[] {
  const isDue = decided.some(
    ({ decision }) => decision.kind === "moved" && decision.to.resumeAt !== null && decision.to.resumeAt <= now,
  );
  return isDue ? [{ name: "flow-timers", payload: {} }] : [];
}
