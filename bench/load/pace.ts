import type { Connection } from "./connection.ts";
import type { Pace, RequestSource } from "./plan.ts";

const TICK_MS = 1;

/** Each answer's time in ms, and how many there were of each status. */
export interface Answers {
  times: number[];
  statuses: Record<string, number>;
}

/** Sends at the wanted pace, and resolves when the last request under way is answered. */
export function sendAt(pace: Pace, connections: Connection[], next: RequestSource): Promise<Answers> {
  return pace.kind === "closed"
    ? sendClosed(pace.seconds, connections, next)
    : sendOpen(pace.perSecond, pace.seconds, connections, next);
}

async function sendClosed(seconds: number, connections: Connection[], next: RequestSource): Promise<Answers> {
  const answers: Answers = { times: [], statuses: {} };
  const endsAt = performance.now() + seconds * 1_000;
  const keepSending = (connection: Connection) =>
    new Promise<void>((resolve) => {
      function sendNext(): void {
        const startedAt = performance.now();
        const request = startedAt < endsAt ? next() : null;
        if (request === null) {
          resolve();
          return;
        }
        connection.send(request, (status) => {
          note(answers, status, startedAt);
          if (status === 0) resolve();
          else sendNext();
        });
      }
      sendNext();
    });
  await Promise.all(connections.map(keepSending));
  return answers;
}

function sendOpen(
  perSecond: number,
  seconds: number,
  connections: Connection[],
  next: RequestSource,
): Promise<Answers> {
  const answers: Answers = { times: [], statuses: {} };
  const total = Math.round(perSecond * seconds);
  const idle = [...connections];
  const startedAt = performance.now();
  const dueAt = (index: number) => startedAt + (index / perSecond) * 1_000;
  let sent = 0;
  return new Promise((resolve) => {
    function sendDue(): void {
      const now = performance.now();
      while (sent < total && dueAt(sent) <= now && idle.length > 0) {
        const connection = idle.pop();
        const request = next();
        if (!connection || request === null) return;
        const due = dueAt(sent);
        sent += 1;
        connection.send(request, (status) => {
          note(answers, status, due);
          if (status !== 0) idle.push(connection);
          if (answers.times.length === total) return finish();
          // Someone may have waited for a free connection; their time has counted since they were due.
          sendDue();
        });
      }
    }
    const ticking = setInterval(sendDue, TICK_MS);
    function finish(): void {
      clearInterval(ticking);
      resolve(answers);
    }
  });
}

function note({ times, statuses }: Answers, status: number, since: number): void {
  times.push(performance.now() - since);
  statuses[status] = (statuses[status] ?? 0) + 1;
}
