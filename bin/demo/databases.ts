import pg from "pg";
import { step } from "../progress.ts";
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
    if (!DATABASE_URL) await createDatabase(held);
    return { held, databaseUrl: DATABASE_URL || held.postgresUrl(NAME), redisUrl: REDIS_URL || held.redisUrl(0) };
  });
}

async function createDatabase(held: HeldServices): Promise<void> {
  const admin = new pg.Client({ connectionString: held.postgresUrl("postgres") });
  await admin.connect();
  try {
    const { rowCount } = await admin.query("SELECT FROM pg_database WHERE datname = $1", [NAME]);
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${NAME}`);
  } finally {
    await admin.end();
  }
}
