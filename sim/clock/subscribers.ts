import type { ServerResponse } from "node:http";

/** How long a process may be busy following a move before we stop counting on it. */
const absentAfterMs = 3_000;

interface Subscriber {
  knownOffsetMs: number;
  /** The open long poll; null while the process works through a move. */
  waiting: ServerResponse | null;
  lastSeen: number;
}

export interface Subscribers {
  /** Holds the poll open until the clock differs from what the caller knows, or until the poll's time is up. */
  poll(id: string, knownOffsetMs: number, response: ServerResponse): void;
  /** Answers every open poll with the new offset; resolves when all have come back knowing it, or after the patience. */
  moved(offsetMs: number, patienceMs: number): Promise<void>;
  close(): void;
}

export function createSubscribers(
  currentOffset: () => number,
  answer: (response: ServerResponse) => void,
): Subscribers {
  const known = new Map<string, Subscriber>();
  const watchers = new Set<() => void>();

  function poll(id: string, knownOffsetMs: number, response: ServerResponse): void {
    const subscriber: Subscriber = { knownOffsetMs, waiting: null, lastSeen: Date.now() };
    known.set(id, subscriber);
    for (const watcher of watchers) watcher();
    if (knownOffsetMs !== currentOffset()) {
      answer(response);
      return;
    }
    subscriber.waiting = response;
    const timer = setTimeout(() => settle(subscriber), 20_000);
    response.on("close", () => {
      clearTimeout(timer);
      // A poll that closes unanswered belongs to a process that is gone.
      if (subscriber.waiting === response && known.get(id) === subscriber) known.delete(id);
      for (const watcher of watchers) watcher();
    });
  }

  function settle(subscriber: Subscriber): void {
    const response = subscriber.waiting;
    if (!response) return;
    subscriber.waiting = null;
    subscriber.lastSeen = Date.now();
    answer(response);
  }

  function hasEveryoneFollowed(offsetMs: number): boolean {
    const cutoff = Date.now() - absentAfterMs;
    return [...known.values()].every(
      (one) => one.knownOffsetMs === offsetMs || (!one.waiting && one.lastSeen < cutoff),
    );
  }

  async function moved(offsetMs: number, patienceMs: number): Promise<void> {
    for (const subscriber of known.values()) settle(subscriber);
    if (hasEveryoneFollowed(offsetMs)) return;
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        watchers.delete(watch);
        resolve();
      };
      const watch = () => {
        if (hasEveryoneFollowed(offsetMs)) finish();
      };
      const timer = setTimeout(finish, patienceMs);
      watchers.add(watch);
    });
  }

  return {
    poll,
    moved,
    close: () => {
      for (const subscriber of known.values()) settle(subscriber);
    },
  };
}
