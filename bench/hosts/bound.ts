/** CPU µs that a text costs each kind of process. */
export interface TextCost {
  worker: number;
  postgres: number;
  redis: number;
}

const SECOND = 1_000_000;

/**
 * The most texts a second that the CPU allows if the database has cores of its own. Each host's worker has one core for its
 * event loop, and Redis works on one core. Locks, disks and networks may allow less.
 */
export function mostPerSecond(hosts: number, databaseCores: number, { worker, postgres, redis }: TextCost): number {
  return Math.min((hosts * SECOND) / worker, (databaseCores * SECOND) / postgres, SECOND / redis);
}

/** The number of hosts, rounded down, that a database with so many cores can feed: one more adds less than a whole host's texts. */
export function bendsAt(databaseCores: number, { worker, postgres, redis }: TextCost): number {
  return Math.floor(Math.min((databaseCores * worker) / postgres, worker / redis));
}
