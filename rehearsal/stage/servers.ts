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
import type { Wreckable } from "../../test/proofs/recovery/wreckable.ts";
import { startServers } from "../../test/proofs/servers.ts";

export interface RehearsalServers extends Servers {
  /** The database, which may be stopped without a farewell and started again. */
  postgres: Wreckable;
}

/** A durable PostgreSQL and a Redis for one rehearsal, as the proofs have them: migrated, empty, and gone at the end. */
export async function openServers({ say, onEnd }: Pick<RunOptions, "say" | "onEnd">): Promise<RehearsalServers> {
  await ensureRedis(undefined);
  const folder = join(ROOT, ".data/rehearsals", String(process.pid), "servers");
  mkdirSync(join(folder, "logs"), { recursive: true });
  say("Starting PostgreSQL and Redis");
  onEnd(() => forgetServices(folder));
  const held = await holdServices({ folder, isExclusive: true, isDurable: false, postgres: null, redis: null });
  onEnd(held.release);
  const { databaseUrl, redisUrl, postgres, redis } = await startServers(folder, held);
  onEnd(redis.stop);
  onEnd(postgres.stop);
  await deployMigrations(databaseUrl);
  const redisProcess = await redisPid(redisUrl);
  let database = await postgresPid(databaseUrl);
  let ofEarlier = 0;
  return {
    ...{ databaseUrl, redisUrl, folder, held },
    postgres: {
      ...postgres,
      async crash() {
        ofEarlier += cpuSecondsOf(database, true);
        await postgres.crash();
      },
      async start() {
        await postgres.start();
        database = await postgresPid(databaseUrl);
      },
    },
    cpuSeconds: async () => ({
      postgres: ofEarlier + cpuSecondsOf(database, true),
      redis: cpuSecondsOf(redisProcess),
    }),
  };
}
