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
/**
 * Of what a key may save up, a process takes so much more than it needs and spends it without asking Redis again. What is taken is
 * counted: several processes together never admit more than was saved up, and another one misses so much at most.
 */
const AHEAD_SHARE = 0.02;
/** After so long the rate is read again, which an operator may have changed. */
const HELD_MS = 1_000;
const MOST_HELD = 5_000;
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

/** Taken for a key and not spent yet. */
interface Held {
  tokens: number;
  perSecond: number;
  /** What was left at each level when it was taken. */
  left: number[];
  since: number;
}

/**
 * Limits what one key, and all keys of one shop together, may ask: a key has half of its shop's rate, which operators can
 * change (the flag api.requests). Concurrent requests of a key are counted in one call, and a few that follow with them. While
 * Redis is away each process counts for itself and admits a quarter.
 */
export function apiLimits(
  ctx: Pick<Context, "flags">,
  redis: Redis | null,
  prefix: string,
  nowMs: () => number = performance.now.bind(performance),
): ApiLimits {
  const shared = redis && redisAllowance(redis, prefix);
  const local = localAllowance();
  const holds = new Map<string, Held>();

  function hold(keyId: string, held: Held): void {
    holds.set(keyId, held);
    if (holds.size > MOST_HELD) holds.delete(holds.keys().next().value ?? "");
  }

  /** Null: there is not enough of it. */
  function spendHeld({ key, cost }: Asked): Admission | null {
    const held = holds.get(key.id);
    if (!held || held.tokens < cost || nowMs() - held.since >= HELD_MS) return null;
    held.tokens -= cost;
    return { isAdmitted: true, headers: headersFor(held.perSecond, withHeld(held), 0) };
  }

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
        const { key } = first;
        const before = holds.get(key.id);
        // What comes meanwhile waits for the next call.
        holds.delete(key.id);
        const perSecond = await limitOf(ctx, "api.requests", key.shopId);
        const kept = before?.perSecond === perSecond ? before.tokens : 0;
        const cost = ofKey.reduce((sum, it) => sum + it.cost, 0);
        const since = nowMs();
        const { granted, left } = await take(key, perSecond, cost + aheadOf(perSecond) - kept);
        let unspent = kept + granted;
        const admitted = new Set<Asked>();
        for (const it of ofKey) {
          if (it.cost > unspent) continue;
          unspent -= it.cost;
          admitted.add(it);
        }
        const areAll = admitted.size === ofKey.length;
        if (areAll) hold(key.id, { tokens: unspent, perSecond, left, since });
        const now = areAll
          ? withHeld({ left, tokens: unspent })
          : unspent === 0
            ? left
            : (await take(key, perSecond, -unspent)).left;
        for (const it of ofKey) {
          const isAdmitted = admitted.has(it);
          admissions.set(it, { isAdmitted, headers: headersFor(perSecond, now, isAdmitted ? 0 : it.cost) });
        }
      }),
    );
    return (it) => admissions.get(it) ?? { isAdmitted: false, headers: {} };
  });
  return {
    async admit(key, cost) {
      const asked = { key, cost };
      return spendHeld(asked) ?? admit(asked);
    },
  };
}

function aheadOf(perSecond: number): number {
  return Math.floor(burstOf(perSecond / 2) * AHEAD_SHARE);
}

/** What is held is still the caller's to spend. */
function withHeld({ left, tokens }: Pick<Held, "left" | "tokens">): number[] {
  return left.map((ofLevel) => ofLevel + tokens);
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
