import type pg from "pg";
import { collectWith } from "./expose.ts";
import { observe, setGauge } from "./record.ts";

/** Times every wait for one of the pool's connections, under its name, and counts the connections until the pool ends. */
export function watchPool(pool: pg.Pool, name: string): void {
  const connect = pool.connect.bind(pool) as (callback?: Callback) => Promise<pg.PoolClient> | undefined;
  const timed = (callback?: Callback) => {
    const startedAt = performance.now();
    const note = () => observe("cartbell_pool_wait_seconds", { pool: name }, (performance.now() - startedAt) / 1_000);
    if (!callback) return connect()?.finally(note);
    return connect((...given) => {
      note();
      callback(...given);
    });
  };
  pool.connect = timed as pg.Pool["connect"]; // its two forms, with and without a callback
  const stop = collectWith(() => {
    if (pool.ending) return void stop();
    const { totalCount, idleCount, waitingCount } = pool;
    setGauge("cartbell_pool_connections", { pool: name, state: "busy" }, totalCount - idleCount);
    setGauge("cartbell_pool_connections", { pool: name, state: "idle" }, idleCount);
    setGauge("cartbell_pool_connections", { pool: name, state: "waiting" }, waitingCount);
  });
}

type Callback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;
