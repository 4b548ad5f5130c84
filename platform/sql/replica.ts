import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "#platform/log";
import { isDatabaseDown } from "#platform/outages/database";
import { clearGauge, setGauge } from "#platform/telemetry/metrics/record";
import { connectSql, isCancelledByRecovery, type SqlPool } from "./sql.ts";
import { statement } from "./statement.ts";

/** How often the replica is asked whether it lives, and how long it may take to answer. */
const PROBE_MS = 2_000;
const CONNECTIONS = 4;
/** A replica that is further behind is of no use: what it says is old, and no read waits that long for it. */
const MOST_LAG_SECONDS = 30;

const probe = statement("replica-lives", "SELECT 1");
const written = statement("primary-written", "SELECT pg_current_wal_lsn()::text AS position");
/**
 * An idle primary commits nothing for hours: the age of the last commit is a lag only while there is more to replay. A replica
 * that has replayed no commit since it started is behind by that time at least.
 */
const lag = statement(
  "replica-lag",
  `SELECT CASE WHEN coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, true) THEN 0
     ELSE extract(epoch FROM clock_timestamp() - coalesce(pg_last_xact_replay_timestamp(), pg_postmaster_start_time()))
     END::float8 AS seconds`,
);

/** A read replica that its primary stands in for while it is away. Use it for reads only: a read may run twice. */
export interface Replica extends SqlPool {
  /** True while reads go to the primary instead. */
  isAway(): boolean;
  /** Leaves the replica alone for `ms` real milliseconds: it is too far behind to be of use. */
  setAside(ms: number): void;
}

class ReplicaSilent extends Error {
  readonly code = "ETIMEDOUT";
}

interface ReplicaOptions {
  log: Log;
  probeMs?: number;
  mostLagSeconds?: number;
}

/**
 * Reads from the replica at `url`. When it can't be reached, or answers nothing for four seconds, the read runs on the
 * primary, and so do all others until the replica answers again. The log says both. While it is further behind than
 * `mostLagSeconds`, it is left alone.
 */
export function openReplica(
  url: string,
  primary: SqlPool,
  { log, probeMs = PROBE_MS, mostLagSeconds = MOST_LAG_SECONDS }: ReplicaOptions,
): Replica {
  const stopping = new AbortController();
  let current = connectSql(url, { connections: CONNECTIONS, name: "replica" });
  let lost = Promise.withResolvers<never>();
  lost.promise.catch(() => {});
  let isAway = false;
  let restsUntil = 0;

  function leaveReplica(error: unknown): void {
    if (isAway) return;
    isAway = true;
    clearGauge("cartbell_replica_lag_seconds");
    log.warn({ err: error }, "the replica is away: its reads go to the primary");
    lost.reject(error);
    // Connections that hang would hang for minutes after the network is back.
    void current.close().catch(() => {});
    current = connectSql(url, { connections: CONNECTIONS, name: "replica" });
    lost = Promise.withResolvers<never>();
    lost.promise.catch(() => {});
  }

  function setAside(ms: number): void {
    if (performance.now() >= restsUntil) log.warn({ ms }, "the replica is far behind: its reads go to the primary");
    restsUntil = performance.now() + ms;
  }

  async function measureLag(): Promise<void> {
    const [primaryNow] = await primary.run<{ position: string }>(written);
    const [is] = await current.run<{ seconds: number | null }>(lag, [primaryNow?.position]);
    if (is?.seconds == null) return;
    setGauge("cartbell_replica_lag_seconds", {}, is.seconds);
    // Past the next measurement, which may be late itself.
    if (is.seconds > mostLagSeconds) setAside(3 * probeMs);
  }

  async function watchReplica(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await inTime(current.run(probe), probeMs);
        if (isAway) log.info("the replica is back");
        isAway = false;
        await inTime(measureLag(), probeMs).catch(() => clearGauge("cartbell_replica_lag_seconds"));
      } catch (error) {
        if (!stopping.signal.aborted) leaveReplica(error);
      }
      await sleep(probeMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }
  void watchReplica();

  async function readFrom<T>(work: (db: SqlPool) => Promise<T>): Promise<T> {
    if (isAway || performance.now() < restsUntil) return work(primary);
    const { promise: ifLost } = lost;
    try {
      return await Promise.race([work(current), ifLost]);
    } catch (error) {
      if (isDatabaseDown(error)) leaveReplica(error);
      else if (!isCancelledByRecovery(error)) throw error;
      return work(primary);
    }
  }

  return {
    run: (asked, values) => readFrom((db) => db.run(asked, values)),
    transaction: (work) => readFrom((db) => db.transaction(work)),
    isAway: () => isAway,
    setAside,
    async close() {
      stopping.abort();
      await current.close();
    },
  };
}

async function inTime(asked: Promise<unknown>, ms: number): Promise<void> {
  const late = sleep(ms, "late", { ref: false });
  if ((await Promise.race([asked, late])) === "late") throw new ReplicaSilent("The replica does not answer.");
}
