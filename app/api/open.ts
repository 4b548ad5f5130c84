import { signUpLimits } from "#app/public/sign-up-limits";
import { shopTurns } from "#app/shop-turns";
import type { Context } from "#domain/context";
import { createIntake } from "#domain/intake/accept";
import { createBodyBudget } from "#platform/http/body-budget";
import type { RefusalCounter } from "#platform/http/refusal-counter";
import type { Visitors } from "#platform/http/visitors";
import type { Redis } from "#platform/redis/redis";
import { connectDb } from "#platform/sql/db";
import { knownKeys } from "./known-keys.ts";
import { apiLimits } from "./limits.ts";
import type { ApiEndpoint } from "./receive.ts";

const MOST_WAITING = 5_000;
const MB = 1_024 ** 2;
/** Many programs share an address: those of one service provider. */
const BODIES = { bytesPerAddress: 16 * MB, bytesInAll: 48 * MB, bodiesPerAddress: 512, bodiesInAll: 1_024 };
const HEAVY = { mostPerShop: 1, mostWaiting: 4, patienceMs: 5_000 };
/** What a shop may send at once waits behind its own, and is done well within this time. */
const TURNS = { mostWaiting: 250, patienceMs: 5_000 };
/** One for the look-ups of keys, and one for the events. */
const KEPT_FREE = 2;
const REDIS_NAMES = "cartbell:api";

export interface OpenApi {
  endpoint: ApiEndpoint;
  /** Commits what was taken in, and lets go of the connections. */
  close(): Promise<void>;
}

export interface ApiPlan {
  databaseUrl: string;
  connections: number;
  /** Null: limits are counted in this process. */
  redis: Redis | null;
  refused: RefusalCounter;
  visitors: Visitors;
}

/**
 * Opens the API with budgets of its own: connections, batches, bodies and counts. Whatever programs ask of it, webhooks,
 * receipts and a STOP do not wait for it.
 */
export function openApi(base: Context, { databaseUrl, connections, redis, refused, visitors }: ApiPlan): OpenApi {
  const db = connectDb(databaseUrl, { connections, name: "api" });
  const ctx: Context = { ...base, db };
  const intake = createIntake(ctx, { mostWaiting: MOST_WAITING });
  const { country, number } = signUpLimits();
  const heavyInAll = Math.max(1, Math.floor(connections / 4));
  const turnsInAll = Math.max(1, connections - KEPT_FREE - heavyInAll);
  // Of what there is, one is always another shop's.
  const mostPerShop = Math.max(1, Math.min(2, turnsInAll - 1));
  return {
    endpoint: {
      ...{ ctx, intake, refused, signUps: { country, number } },
      heavy: shopTurns({ ...HEAVY, mostInAll: heavyInAll }),
      turns: shopTurns({ ...TURNS, mostPerShop, mostInAll: turnsInAll }),
      visitors: { ...visitors, bodies: createBodyBudget(BODIES) },
      keys: knownKeys(ctx),
      limits: apiLimits(ctx, redis, REDIS_NAMES),
    },
    async close() {
      await intake.close();
      await db.close();
    },
  };
}
