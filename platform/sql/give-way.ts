import type { Db } from "./db.ts";

/** Work of this process that someone waits for. */
export interface Urgency {
  during<T>(work: () => Promise<T>): Promise<T>;
  isUnderWay(): boolean;
  /** Calls back each time the last of it has ended. */
  onCalm(listener: () => void): void;
}

export function watchUrgency(): Urgency {
  const listeners: (() => void)[] = [];
  let underWay = 0;
  return {
    async during(work) {
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        if (underWay === 0) for (const listener of listeners) listener();
      }
    },
    isUnderWay: () => underWay > 0,
    onCalm: (listener) => void listeners.push(listener),
  };
}

/**
 * The same database for work that can wait: at most `most` of its statements and transactions run at a time, and at most
 * `beside` while something urgent is under way. What is running goes on; what comes next waits in line. Single records by
 * Prisma don't wait.
 */
export function giveWay(db: Db, urgency: Urgency, { most, beside }: { most: number; beside: number }): Db {
  const line: (() => void)[] = [];
  let running = 0;

  const hasRoom = () => running < (urgency.isUnderWay() ? beside : most);
  function callNext(): void {
    while (line.length > 0 && hasRoom()) {
      running += 1;
      line.shift()?.();
    }
  }
  urgency.onCalm(callNext);

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (line.length === 0 && hasRoom()) running += 1;
    else await new Promise<void>((resolve) => line.push(resolve));
    try {
      return await work();
    } finally {
      running -= 1;
      callNext();
    }
  }

  return {
    ...db,
    run: (statement, values) => inTurn(() => db.run(statement, values)),
    transaction: (work) => inTurn(() => db.transaction(work)),
  };
}
