import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AlreadyHeldError, type HeldServices, holdServices } from "../../bin/servers/hold.ts";

/** Redis's numbered databases: 0 keeps count, the others are handed out, one a worker. */
export const REDIS_DATABASES = 1024;

const FOLDER = fileURLToPath(new URL("../../.data/test", import.meta.url));
const MASTERS = 3;

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
    folder: FOLDER,
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

/**
 * Starts so many Redis Clusters, each for one worker of this run alone: a cluster has no numbered databases to share out.
 */
export function holdTestClusters(count: number): Promise<HeldServices[]> {
  const places = Array.from({ length: 100 }, (_, number) => join(FOLDER, `cluster-${number + 1}`));
  return Promise.all(Array.from({ length: count }, () => holdFirstFree(places)));
}

/** Takes from `places` until one is not held by another run. */
async function holdFirstFree(places: string[]): Promise<HeldServices> {
  for (let folder = places.shift(); folder !== undefined; folder = places.shift()) {
    const order = { folder, isExclusive: true, isDurable: false, postgres: null, redis: null };
    try {
      return await holdServices({ ...order, redisCluster: { masters: MASTERS } });
    } catch (error) {
      if (!(error instanceof AlreadyHeldError)) throw error;
    }
  }
  throw new Error("Other runs hold all Redis Clusters.");
}

/** The same server, another of its databases. */
export function withDatabase(url: string, database: string | number): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
