import { z } from "zod";
import { parseRedisAddress } from "#platform/redis/redis-address";
import { FOR_MIGRATE_TOO, FOR_WEB, FOR_WORKERS, SECRET } from "./described.ts";

/** The databases, and the connections to them. */
export const databaseSettings = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe(
      "postgresql://user:password@host:port/database, with ?pgbouncer=true behind a PgBouncer in transaction mode",
    )
    .meta({ ...SECRET, ...FOR_MIGRATE_TOO }),
  DATABASE_REPLICA_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("a read replica of the database, which segments are then counted on")
    .meta(SECRET),
  DATABASE_POOL: z.coerce.number().int().min(2).default(10).describe("connections to PostgreSQL a process may hold"),
  DATABASE_ENDPOINT_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .default(6)
    .describe(
      "connections to PostgreSQL that a web process keeps for webhooks, callbacks, sign-ups and short links, and as many again for the API; the web pixel has four more",
    )
    .meta(FOR_WEB),
};

/** What is kept outside the database. */
export const diskAndRedisSettings = {
  EPOCH_FOLDER: z
    .string()
    .default(".data/epochs")
    .describe("a folder on a lasting disk that is not restored with the database: it tells a restored one")
    .meta(FOR_WORKERS),
  REDIS_URL: z
    .string()
    .refine((text) => parseRedisAddress(text) !== null)
    .describe(
      "redis://host:port/database, or redis+cluster://host:port,host:port for a Redis Cluster, which has no databases",
    )
    .meta(SECRET),
};
