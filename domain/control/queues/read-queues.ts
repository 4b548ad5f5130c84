import type { Context } from "#domain/context";
import { type Backlog, readBacklog } from "#domain/control/backlog/read-backlog";
import { type PauseNow, readPauses } from "#domain/control/pauses/read-pauses";
import { type ProcessNow, readProcesses } from "#domain/control/processes/read-processes";
import { intakeKind, type JobName, jobs, type MessageClass } from "#domain/jobs";
import { dueWork } from "#domain/sweep/due";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

/** More than so many waiting deliveries are not counted. */
const MOST_COUNTED = 10_000;

/** A queue, as far as PostgreSQL and the heartbeats of its workers tell. */
export interface QueueNow {
  name: JobName;
  /**
   * What is due: texts for dispatch, deliveries for intake, else shops or records with work. Counted up to ten thousand of a
   * kind or lane; `isMore` says that there are more.
   */
  depth: number;
  isMore: boolean;
  /** How long the oldest has been due; null when nothing is, or when the queue's work has no such time. */
  oldestSeconds: number | null;
  /** Living processes that serve it; one that is told to drain does not. */
  servers: number;
  running: number;
  donePerMinute: number;
  failedPerMinute: number;
  /** The operator's pause on it: of the queue itself, or of its class of texts. */
  pause: PauseNow | null;
}

interface Waiting {
  depth: number;
  isMore: boolean;
  since: Date | null;
}

const deliveries = statementFile(import.meta.url, "./queue-depths.sql");

/**
 * Every queue of the job page, in its order. Asks Redis nothing: a job there is only a hint. A caller that reads processes or
 * pauses itself hands them in, so that they are read once.
 */
export async function readQueues(
  { db, clock }: Pick<Context, "db" | "clock">,
  {
    processes = readProcesses(db),
    pauses = readPauses(db),
  }: { processes?: Promise<ProcessNow[]>; pauses?: Promise<PauseNow[]> } = {},
): Promise<QueueNow[]> {
  const now = clock.now();
  const [waiting, running, paused] = await Promise.all([readWaiting(db, now), processes, pauses]);
  const living = running.filter(({ state, told }) => state !== "gone" && told === null);
  return (Object.keys(jobs) as JobName[]).map((name) => {
    const { depth, isMore, since } = waiting.get(name) ?? { depth: 0, isMore: false, since: null };
    return {
      name,
      depth,
      isMore,
      oldestSeconds: since && Math.max(0, (now.getTime() - since.getTime()) / 1_000),
      ...loadOf(name, living),
      pause: paused.find((it) => isPauseOf(it, name)) ?? null,
    };
  });
}

async function readWaiting(db: Sql, now: Date): Promise<Map<JobName, Waiting>> {
  const [backlog, intake, due] = await Promise.all([
    readBacklog(db, now),
    db.run<{ kind: string; depth: number; since: Date | null }>(deliveries, [now, intakeKind.options, MOST_COUNTED]),
    db.run<{ job: JobName }>(dueWork, [now]),
  ]);
  const waiting = new Map<JobName, Waiting>();
  for (const [job, rows] of Map.groupBy(due, ({ job }) => job))
    waiting.set(job, { depth: rows.length, isMore: false, since: null });
  for (const { kind, depth, since } of intake)
    waiting.set(`intake-${intakeKind.parse(kind)}`, { depth, isMore: depth === MOST_COUNTED, since });
  // A shop that is stopped has nothing due.
  const ofSending = backlog.filter(({ isStopped }) => !isStopped);
  for (const [of, rows] of Map.groupBy(ofSending, (it) => it.class)) waiting.set(`dispatch-${of}`, sumOf(rows));
  return waiting;
}

function sumOf(rows: Backlog[]): Waiting {
  return {
    depth: rows.reduce((sum, { texts }) => sum + texts, 0),
    isMore: rows.some(({ isMore }) => isMore),
    since: new Date(Math.min(...rows.map(({ since }) => since.getTime()))),
  };
}

function loadOf(name: JobName, living: ProcessNow[]) {
  const serving = living.filter(({ queues }) => queues.includes(name));
  const loads = serving.flatMap(({ load }) => load?.queues?.[name] ?? []);
  const sum = (part: "running" | "donePerMinute" | "failedPerMinute") =>
    loads.reduce((total, load) => total + load[part], 0);
  return {
    servers: serving.length,
    running: sum("running"),
    donePerMinute: sum("donePerMinute"),
    failedPerMinute: sum("failedPerMinute"),
  };
}

function isPauseOf({ kind, name }: PauseNow, queue: JobName): boolean {
  if (kind === "queue") return name === queue;
  return kind === "class" && queue === `dispatch-${name as MessageClass}`;
}
