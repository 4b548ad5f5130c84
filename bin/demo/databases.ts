import { step } from "../progress.ts";
import { createDatabase } from "../servers/create-database.ts";
import { type HeldServices, holdServices } from "../servers/hold.ts";
import { ensureRedis } from "../servers/install-redis.ts";
import type { StartOptions } from "./options.ts";

const NAME = "cartbell";

export interface Databases {
  /** Also guards our processes, when the environment names both databases and there is nothing else to hold. */
  held: HeldServices;
  databaseUrl: string;
  redisUrl: string;
}

/** Those that DATABASE_URL and REDIS_URL name; else our own, started here and stopped by `shutdown`. */
export async function openDatabases({ folder, isThrowAway, shutdown }: StartOptions): Promise<Databases> {
  const { DATABASE_URL, REDIS_URL } = process.env;
  await ensureRedis(REDIS_URL);
  return step("PostgreSQL and Redis", async () => {
    const held = await holdServices({
      folder,
      isExclusive: true,
      isDurable: !isThrowAway,
      postgres: DATABASE_URL ? null : { preferredPort: isThrowAway ? null : 54310 },
      redis: REDIS_URL ? null : { preferredPort: isThrowAway ? null : 63790, databases: 16 },
    });
    shutdown.add({ stop: held.release, kill: () => {} });
    if (!DATABASE_URL) await createDatabase(held.postgresUrl("postgres"), NAME);
    return { held, databaseUrl: DATABASE_URL || held.postgresUrl(NAME), redisUrl: REDIS_URL || held.redisUrl(0) };
  });
}
