import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { RunOptions } from "../../bench/benchmark.ts";
import { cpuSecondsOf } from "../../bench/stage/cpu.ts";
import { postgresPid, redisPid, type Servers } from "../../bench/stage/servers.ts";
import { deployMigrations } from "../../bin/prisma/command.ts";
import { ROOT } from "../../bin/root.ts";
import { forgetServices } from "../../bin/servers/forget.ts";
import { holdServices } from "../../bin/servers/hold.ts";
import { ensureRedis } from "../../bin/servers/install-redis.ts";
import type { ProofPostgres } from "../../test/proofs/recovery/postgres.ts";
import { startServers } from "../../test/proofs/servers.ts";

export interface RehearsalServers extends Servers {
  /** Kills the database with all its processes; its standby takes its place. Throws when it has none. */
  failOver: ProofPostgres["failOver"];
}

/**
 * A durable PostgreSQL and a Redis for one rehearsal, as the proofs have them: migrated, empty, and gone at the end. With a
 * standby, every commit waits for it. There is nothing between the processes and the database that would cost time.
 */
export async function openServers(
  { say, onEnd }: Pick<RunOptions, "say" | "onEnd">,
  { hasStandby }: { hasStandby: boolean },
): Promise<RehearsalServers> {
  await ensureRedis(undefined);
  const folder = join(ROOT, ".data/rehearsals", String(process.pid), "servers");
  mkdirSync(join(folder, "logs"), { recursive: true });
  say("Starting PostgreSQL and Redis");
  onEnd(() => forgetServices(folder));
  const held = await holdServices({ folder, isExclusive: true, isDurable: false, postgres: null, redis: null });
  onEnd(held.release);
  const { databaseUrl, redisUrl, postgres, redis } = await startServers(folder, held, undefined, "followed");
  onEnd(redis.stop);
  onEnd(postgres.stop);
  await deployMigrations(databaseUrl);
  if (hasStandby) await postgres.attachStandby("synchronous");
  const redisProcess = await redisPid(redisUrl);
  let database = await postgresPid(databaseUrl);
  let ofEarlier = 0;
  return {
    ...{ databaseUrl, redisUrl, folder, held },
    async failOver() {
      ofEarlier += cpuSecondsOf(database, true);
      await postgres.failOver();
      database = await postgresPid(databaseUrl);
      // What the standby used before it was the primary.
      ofEarlier -= cpuSecondsOf(database, true);
    },
    cpuSeconds: async () => ({
      postgres: ofEarlier + cpuSecondsOf(database, true),
      redis: cpuSecondsOf(redisProcess),
    }),
  };
}
