import type { WorkingKey } from "#domain/api-keys/find-keys";
import type { Context } from "#domain/context";
import { limitOf } from "#domain/flags/open-flags";
import { type Allowed, type Level, localAllowance, redisAllowance } from "#platform/redis/allowance";
import type { Redis } from "#platform/redis/redis";
import { gatheredLookup } from "#platform/sql/gathered-lookup";

/** What saved-up requests may come at once, in seconds of the rate. */
const BURST_SECONDS = 5;
/** The most that one request costs: however small an operator makes the rate, every operation is possible now and then. */
const HIGHEST_COST = 10;
/** Redis answers in a millisecond. What takes longer than this is decided here. */
const PATIENCE_MS = 200;
/** Of the rate, when each process counts for itself: several of them admit several times as many. */
const LOCAL_SHARE = 0.25;

export interface Admission {
  isAdmitted: boolean;
  /** How the answer's headers tell it (draft-ietf-httpapi-ratelimit-headers). */
  headers: Record<string, string>;
}

export interface ApiLimits {
  /** Counts a request that costs so much, of its key and of its shop. One that is refused costs nothing. */
  admit(key: WorkingKey, cost: number): Promise<Admission>;
}

interface Asked {
  key: WorkingKey;
  cost: number;
}

/**
 * Limits what one key, and all keys of one shop together, may ask: a key has half of its shop's rate, which operators can
 * change (the flag api.requests). Concurrent requests of a key are counted in one call. While Redis is away each process counts
 * for itself and admits a quarter.
 */
export function apiLimits(ctx: Pick<Context, "flags">, redis: Redis | null, prefix: string): ApiLimits {
  const shared = redis && redisAllowance(redis, prefix);
  const local = localAllowance();

  /** `want` as the allowance takes it: below zero it gives back. */
  async function take({ shopId, id }: WorkingKey, perSecond: number, want: number): Promise<Allowed> {
    const levels = levelsOf(id, perSecond);
    const fallBack = () => local.take(shopId, levels.map(smaller), want);
    return shared ? inTime(shared.take(shopId, levels, want), fallBack) : fallBack();
  }

  const admit = gatheredLookup(async (asked: Asked[]) => {
    const admissions = new Map<Asked, Admission>();
    const ofKeys = [...Map.groupBy(asked, ({ key }) => key.id).values()];
    await Promise.all(
      ofKeys.map(async (ofKey) => {
        const [first] = ofKey;
        if (!first) return;
        const perSecond = await limitOf(ctx, "api.requests", first.key.shopId);
        const cost = ofKey.reduce((sum, it) => sum + it.cost, 0);
        const { granted, left } = await take(first.key, perSecond, cost);
        let unspent = granted;
        const admitted = ofKey.filter(({ cost: of }) => {
          if (of > unspent) return false;
          unspent -= of;
          return true;
        });
        const now = unspent === 0 ? left : (await take(first.key, perSecond, -unspent)).left;
        for (const it of ofKey) {
          const isAdmitted = admitted.includes(it);
          admissions.set(it, { isAdmitted, headers: headersFor(perSecond, now, isAdmitted ? 0 : it.cost) });
        }
      }),
    );
    return (it) => admissions.get(it) ?? { isAdmitted: false, headers: {} };
  });
  return { admit: (key, cost) => admit({ key, cost }) };
}

function levelsOf(keyId: string, perSecond: number): Level[] {
  const level = (name: string, rate: number): Level => ({ name, perSecond: rate, burst: burstOf(rate) });
  return [level(keyId, perSecond / 2), level("shop", perSecond)];
}

function burstOf(perSecond: number): number {
  return Math.max(perSecond * BURST_SECONDS, HIGHEST_COST);
}

function smaller({ name, perSecond, burst }: Level): Level {
  return { name, perSecond: perSecond * LOCAL_SHARE, burst: Math.max(HIGHEST_COST, burst * LOCAL_SHARE) };
}

/** Of the two levels the one with less left. `missing`: what was asked and not granted. */
function headersFor(perSecond: number, left: number[], missing: number): Record<string, string> {
  const [ofKey = 0, ofShop = 0] = left;
  const [name, rate, remaining] = ofKey <= ofShop ? ["key", perSecond / 2, ofKey] : ["shop", perSecond, ofShop];
  const quota = Math.floor(burstOf(rate));
  const resetSeconds = Math.ceil((quota - Math.min(quota, remaining)) / rate);
  return {
    "RateLimit-Policy": `"${name}";q=${quota};w=${Math.ceil(quota / rate)}`,
    RateLimit: `"${name}";r=${Math.max(0, remaining)};t=${resetSeconds}`,
    ...(missing > 0 && { "Retry-After": String(Math.max(1, Math.ceil((missing - remaining) / rate))) }),
  };
}

async function inTime(work: Promise<Allowed>, otherwise: () => Promise<Allowed>): Promise<Allowed> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null);
  });
  try {
    // An error of Redis's is no caller's: its own process decides then.
    return (await Promise.race([work.catch(() => null), late])) ?? (await otherwise());
  } finally {
    clearTimeout(timer);
  }
}
