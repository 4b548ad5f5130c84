import type { Context } from "#domain/context";
import type { FlowDocument } from "#domain/flows/definition/document";
import type { Enrolling } from "#domain/flows/entry/enrolling";
import { bounded, withoutRecent } from "#domain/flows/entry/limits";
import { matchingPeople } from "#domain/flows/entry/people-filter";
import { publishedFlows } from "#domain/flows/publishing/live-flows";
import { loadVersions } from "#domain/flows/publishing/versions";
import { triggerType } from "#domain/flows/triggers/registry";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import { personTrace } from "#domain/subscribers/person-trace";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { storableJson } from "#platform/sql/storable";
import { entryOf, firstWait, startOf, type TriggerEvent } from "./entry.ts";
import type { StepOutcome } from "./next-step.ts";

const insert = statementFile(import.meta.url, "./insert-enrollments.sql");
const restartWait = statementFile(import.meta.url, "./restart-wait.sql");
const versionsOf = statement(
  "versions-under-way",
  `SELECT DISTINCT e.shop_id AS "shopId", e.version_id AS "versionId"
   FROM enrollments e JOIN unnest($1::uuid[], $2::uuid[], $3::text[]) AS t(shop_id, flow_id, subject)
     ON e.shop_id = t.shop_id AND e.flow_id = t.flow_id AND e.subject = t.subject
   WHERE e.state = 'waiting'`,
);

/** A walk through one flow, whatever its trigger is. */
export interface FlowStart extends Omit<TriggerEvent, "kind" | "flowId"> {
  flowId: string;
  /** The purposes that the flow may have; with another one it isn't started. */
  purposes: readonly FlowDocument["purpose"][];
}

/** Walks whose first steps are due now. */
export type DueAtOnce = { shopId: string; id: string }[];

/**
 * Writes down the walks that these events begin, as `enroll` (enroll.ts) says. Takes no steps: returns the walks that have nothing to
 * wait for. A step that acts uses this, and their steps are taken by the next job, so that flows that start each other don't grow one
 * transaction.
 */
export async function enterFlows(tx: Sql, { clock }: Pick<Context, "clock">, news: TriggerEvent[]): Promise<DueAtOnce> {
  const now = clock.now();
  return enter(tx, await entriesOf(tx, news, now), now);
}

/** The walks that these events may begin, by the rules of each flow. Some may have begun already. */
export async function entriesOf(tx: Sql, news: TriggerEvent[], now: Date): Promise<Enrolling[]> {
  if (news.length === 0) return [];
  const flows = await publishedFlows(
    tx,
    news.map((it) => it.shopId),
  );
  const flowsOf = Map.groupBy(flows, (flow) => flow.shopId);
  const enrolling = news.flatMap((it) =>
    (flowsOf.get(it.shopId) ?? []).flatMap((flow): Enrolling[] => {
      const entry = entryOf(flow, it, now);
      return entry ? [{ id: newId(), flow, news: it, entry }] : [];
    }),
  );
  const allowed = await withoutRecent(tx, await matchingPeople(tx, enrolling, now));
  return bounded(tx, allowed, now);
}

/**
 * The same for walks through these flows whatever their triggers are, for a step that starts another flow. The flow's rules about people
 * and re-entry hold, and so does the bound on a person's entries. A flow that isn't published starts none. No first wait starts again.
 */
export async function enterNamedFlows(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  starts: FlowStart[],
): Promise<DueAtOnce> {
  if (starts.length === 0) return [];
  const now = clock.now();
  const flows = await publishedFlows(
    tx,
    starts.map((it) => it.shopId),
  );
  const flowOf = new Map(flows.map((flow) => [`${flow.shopId} ${flow.id}`, flow]));
  const enrolling = starts.flatMap(({ flowId, purposes, ...start }): Enrolling[] => {
    const flow = flowOf.get(`${start.shopId} ${flowId}`);
    if (!flow || !purposes.includes(flow.version.document.purpose)) return [];
    const news = { ...start, kind: flow.version.document.trigger.kind };
    return [{ id: newId(), flow, news, entry: startOf(flow, news, now) }];
  });
  const allowed = await withoutRecent(tx, await matchingPeople(tx, enrolling, now));
  return enter(tx, await bounded(tx, allowed, now, () => true), now, { restartsFirstWait: () => false });
}

interface EnterOptions {
  /** Which of those that have begun already begin their first wait again. */
  restartsFirstWait?(it: Enrolling): boolean;
  /** Where walks stand whose first steps were decided beforehand, by their ids. */
  standing?: Map<string, StepOutcome>;
}

/** Writes down these walks, apart from those that there are already. Returns the new ones whose next step is due now. */
export async function enter(
  tx: Sql,
  allowed: Enrolling[],
  now: Date,
  {
    restartsFirstWait = ({ news }) => triggerType(news.kind).restartsFirstWait,
    standing = new Map(),
  }: EnterOptions = {},
): Promise<DueAtOnce> {
  if (allowed.length === 0) return [];
  const made = await insertWalks(tx, allowed, standing, now);
  const known = allowed.filter((it) => !made.has(it.id) && restartsFirstWait(it));
  await restartFirstWaits(tx, known);
  const entered = allowed.filter((it) => made.has(it.id) && it.entry.state === "waiting");
  await noteJoined(tx, entered, now);
  const atOnce = entered.filter(({ entry }) => entry.resumeAt !== null && entry.resumeAt <= now);
  return atOnce.map(({ id, flow }) => ({ id, shopId: flow.shopId }));
}

async function insertWalks(
  tx: Sql,
  enrolling: Enrolling[],
  standing: Map<string, StepOutcome>,
  now: Date,
): Promise<Set<string>> {
  const walks = enrolling.map((it) => ({
    ...it,
    start: standing.get(it.id) ?? { ...it.entry, waitsFor: null, waitingSince: null },
  }));
  const rows = await tx.run<{ id: string }>(
    ...batch(
      insert,
      {
        t: columnsOf(walks, {
          shop_id: ({ flow }) => flow.shopId,
          id: ({ id }) => id,
          flow_id: ({ flow }) => flow.id,
          version_id: ({ flow }) => flow.version.id,
          subscriber_id: ({ news }) => news.subscriberId,
          subject: ({ entry }) => entry.key,
          about: aboutOf,
          event: ({ news }) => (news.event ? storableJson(news.event) : null),
          state: ({ start }) => start.state,
          step_id: ({ start }) => start.stepId,
          resume_at: ({ start }) => start.resumeAt,
          because: ({ start }) => start.because,
          started_at: ({ news }) => news.since,
          trail: ({ start }) => start.trail,
          waits_for: ({ start }) => start.waitsFor,
          waiting_since: ({ start }) => start.waitingSince,
          traceparent: ({ news }) => personTrace(news),
          is_transactional: ({ flow }) => flow.version.document.purpose === "transactional",
        }),
      },
      [now],
    ),
  );
  return new Set(rows.map((row) => row.id));
}

/** What the facts are joined with, if it isn't the key of entry. */
export function aboutOf({ news, entry }: Enrolling): string | null {
  const about = news.about ?? news.subject;
  return about === entry.key ? null : about;
}

/** Someone may be inside an older version than the one that is live, with another first wait. */
async function restartFirstWaits(tx: Sql, known: Enrolling[]): Promise<void> {
  if (known.length === 0) return;
  const keys = columnsOf(known, {
    shop_id: ({ flow }) => flow.shopId,
    flow_id: ({ flow }) => flow.id,
    subject: ({ entry }) => entry.key,
  });
  const underWay = await tx.run<{ shopId: string; versionId: string }>(...batch(versionsOf, { t: keys }));
  // The live ones, too: someone may be moved there before their enrollment is locked.
  const versions = new Map(known.map(({ flow }) => [flow.version.id, flow.version]));
  for (const [id, version] of await loadVersions(tx, underWay)) versions.set(id, version);
  const waits = [...versions.values()].flatMap((version) => {
    const wait = firstWait(version);
    return wait ? [{ ...wait, versionId: version.id }] : [];
  });
  if (waits.length === 0) return;
  const latest = columnsOf(known, {
    about: ({ news }) => news.about ?? news.subject,
    subscriber_id: ({ news }) => news.subscriberId,
    since: ({ news }) => news.since,
    news_at: ({ news }) => news.at,
  });
  const v = columnsOf(waits, {
    id: (it) => it.versionId,
    step_id: (it) => it.nextStepId,
    wait_ms: (it) => it.ms,
  });
  await tx.run(...batch(restartWait, { t: { ...keys, ...latest }, v }));
}

async function noteJoined(tx: Sql, entered: Enrolling[], now: Date): Promise<void> {
  const joined = entered.map(({ flow, news }) => ({
    shopId: flow.shopId,
    subscriberId: news.subscriberId,
    kind: "joined-flow",
    occurredAt: now,
    data: { flowId: flow.id, preset: flow.preset, subject: news.subject },
  }));
  await addTimelineEntries(tx, joined, now);
}
