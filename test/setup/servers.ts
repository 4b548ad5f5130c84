import { fileURLToPath } from "node:url";
import { holdServices } from "../../bin/servers/hold.ts";

/** Redis's numbered databases: 0 keeps count, the others are handed out, one a worker. */
export const REDIS_DATABASES = 1024;

/** Where tests get their PostgreSQL and Redis: from the environment, or from a pair kept under .data/test. */
export interface TestServices {
  /** May create and drop databases. */
  postgresUrl: string;
  redisUrl: string;
  /** The pair stops when the last run on this clone has released it. */
  release(): Promise<void>;
}

/**
 * Starts the pair or joins the one that another run on this clone uses. Servers of your own go into TEST_DATABASE_URL
 * and TEST_REDIS_URL; never DATABASE_URL, which may name something dear.
 */
export async function holdTestServices(): Promise<TestServices> {
  const { TEST_DATABASE_URL: postgres, TEST_REDIS_URL: redis } = process.env;
  if (postgres && redis) return { postgresUrl: postgres, redisUrl: redis, release: async () => {} };
  const held = await holdServices({
    folder: fileURLToPath(new URL("../../.data/test", import.meta.url)),
    isExclusive: false,
    isDurable: false,
    postgres: postgres ? null : { preferredPort: 54320 },
    redis: redis ? null : { preferredPort: 63800, databases: REDIS_DATABASES },
  });
  return {
    postgresUrl: postgres ?? held.postgresUrl("postgres"),
    redisUrl: redis ?? held.redisUrl(0),
    release: held.release,
  };
}

/** The same server, another of its databases. */
export function withDatabase(url: string, database: string | number): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
