import type { Context } from "#domain/context";
import { type PublishedFlow, publishedFlows } from "#domain/flows/publishing/live-flows";
import { loadVersions } from "#domain/flows/publishing/versions";
import { triggerType } from "#domain/flows/triggers/registry";
import type { Job } from "#domain/jobs";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { storableJson } from "#platform/sql/storable";
import { moveOn } from "./advance.ts";
import { type Entry, entryOf, firstWait, type TriggerNews } from "./entry.ts";

const insert = statementFile(import.meta.url, "./insert-enrollments.sql");
const restartWait = statementFile(import.meta.url, "./restart-wait.sql");
const versionsOf = statement(
  "versions-under-way",
  `SELECT DISTINCT e.shop_id AS "shopId", e.version_id AS "versionId"
   FROM enrollments e JOIN unnest($1::uuid[], $2::uuid[], $3::text[]) AS t(shop_id, flow_id, subject)
     ON e.shop_id = t.shop_id AND e.flow_id = t.flow_id AND e.subject = t.subject
   WHERE e.state = 'waiting'`,
);
/** Two workers that enroll the same person at once take turns; which of the 64 turns is by the person. Ends with the transaction. */
const takeTurns = statement(
  "enroll-in-turns",
  `SELECT pg_advisory_xact_lock(key) FROM (
     SELECT DISTINCT hashtextextended(t.flow_id::text, abs(hashtext(t.subscriber_id::text)) % 64) AS key
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS t(shop_id, flow_id, subscriber_id, not_since)
     ORDER BY key) AS keys`,
);
/** Served by enrollments_shop_id_subscriber_id_idx. */
const enteredLately = statement(
  "entered-flow-lately",
  `SELECT DISTINCT e.flow_id AS "flowId", e.subscriber_id AS "subscriberId"
   FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS t(shop_id, flow_id, subscriber_id, not_since)
   JOIN enrollments e ON e.shop_id = t.shop_id AND e.subscriber_id = t.subscriber_id AND e.flow_id = t.flow_id AND e.started_at > t.not_since`,
);

interface Enrolling {
  id: string;
  flow: PublishedFlow;
  news: TriggerNews;
  entry: Entry;
}

/**
 * Starts walks through the shops' published flows for what has happened. One walk for each flow and key of entry, for ever
 * (`entryOf` makes the key by the flow's rule of re-entry): told again it starts none. Newer news of somebody still in the first wait start that wait again. Whoever has nothing
 * to wait for takes their first steps at once, in this transaction. Returns the jobs owed after the commit.
 */
export async function enroll(tx: Sql, { clock }: Pick<Context, "clock">, news: TriggerNews[]): Promise<Job[]> {
  if (news.length === 0) return [];
  const now = clock.now();
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
  const allowed = await withoutRecent(tx, enrolling);
  if (allowed.length === 0) return [];
  const made = await insertWalks(tx, allowed, now);
  const known = allowed.filter((it) => !made.has(it.id) && triggerType(it.news.kind).restartsFirstWait);
  await restartFirstWaits(tx, known);
  const entered = allowed.filter((it) => made.has(it.id) && it.entry.state === "waiting");
  await noteJoined(tx, entered, now);
  const atOnce = entered.filter(({ entry }) => entry.resumeAt !== null && entry.resumeAt <= now);
  return moveOn(
    tx,
    { clock },
    atOnce.map(({ id, flow }) => ({ id, shopId: flow.shopId })),
  );
}

/** Leaves out people who entered a flow too lately for its rule "again after N days": before this batch, or in it. */
async function withoutRecent(tx: Sql, enrolling: Enrolling[]): Promise<Enrolling[]> {
  const limited = enrolling.filter(({ entry }) => entry.notSince !== null);
  if (limited.length === 0) return enrolling;
  const t = columnsOf(limited, {
    shop_id: ({ flow }) => flow.shopId,
    flow_id: ({ flow }) => flow.id,
    subscriber_id: ({ news }) => news.subscriberId,
    not_since: ({ entry }) => entry.notSince,
  });
  await tx.run(...batch(takeTurns, { t }));
  const rows = await tx.run<{ flowId: string; subscriberId: string }>(...batch(enteredLately, { t }));
  const entered = new Set(rows.map((it) => `${it.flowId} ${it.subscriberId}`));
  return enrolling.filter(({ flow, news, entry }) => {
    if (entry.notSince === null) return true;
    const pair = `${flow.id} ${news.subscriberId}`;
    if (entered.has(pair)) return false;
    entered.add(pair);
    return true;
  });
}

async function insertWalks(tx: Sql, enrolling: Enrolling[], now: Date): Promise<Set<string>> {
  const rows = await tx.run<{ id: string }>(
    ...batch(
      insert,
      {
        t: columnsOf(enrolling, {
          shop_id: ({ flow }) => flow.shopId,
          id: ({ id }) => id,
          flow_id: ({ flow }) => flow.id,
          version_id: ({ flow }) => flow.version.id,
          subscriber_id: ({ news }) => news.subscriberId,
          subject: ({ entry }) => entry.key,
          about: aboutOf,
          event: ({ news }) => (news.event ? storableJson(news.event) : null),
          state: ({ entry }) => entry.state,
          step_id: ({ entry }) => entry.stepId,
          resume_at: ({ entry }) => entry.resumeAt,
          because: ({ entry }) => entry.because,
          started_at: ({ news }) => news.since,
        }),
      },
      [now],
    ),
  );
  return new Set(rows.map((row) => row.id));
}

/** What the facts are joined with, if it isn't the key of entry. */
function aboutOf({ news, entry }: Enrolling): string | null {
  const about = news.about ?? news.subject;
  return about === entry.key ? null : about;
}

/** Somebody may be inside an older version than the one that is live, with another first wait. */
async function restartFirstWaits(tx: Sql, known: Enrolling[]): Promise<void> {
  if (known.length === 0) return;
  const keys = columnsOf(known, {
    shop_id: ({ flow }) => flow.shopId,
    flow_id: ({ flow }) => flow.id,
    subject: ({ entry }) => entry.key,
  });
  const underWay = await tx.run<{ shopId: string; versionId: string }>(...batch(versionsOf, { t: keys }));
  const versions = [...(await loadVersions(tx, underWay)).values()];
  const waits = versions.flatMap((version) => {
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
