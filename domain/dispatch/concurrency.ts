/** What a new process gives a provider at once before it knows what the provider bears. Latency alone never goes below it. */
const FIRST_CALLS = 96;
/** Answers that make a round at least; fewer would make a share of them chance. */
const ROUND = 50;
/** A round in which more than this is refused is cut; the provider bears less than it is given. */
const CUT_SHARE = 0.15;
/** Beyond this share of refusals nothing grows. Below it they may have other reasons than our number of calls. */
const SMALL_SHARE = 0.08;
/** Answers so soon after a cut are to calls from before it. */
const RECOVERY_MS = 250;
/** Once the provider's bounds are near, a round adds this share of the limit, and one call at least. */
const GROWTH = 0.02;
const LEAST_GROWTH = 1;
/** Calls that take this many times as long as calls that don't wait do wait, for one another: half of them are too many. */
const SLOWER = 2;
/** A difference smaller than this is the machine's, not the provider's. */
const LEAST_WAIT_MS = 20;
/** For so long the quickest round counts; what the provider has changed since then is learned again. */
const QUICKEST_FOR_MS = 30_000;

export interface CallBounds {
  least: number;
  most: number;
}

export interface ConcurrencyLimit {
  /** Calls that may be under way now; a whole number. */
  readonly calls: number;
  /** From now on it is never above this: the process's share of what all of them may have under way. */
  keepTo(most: number): void;
  /** There was a text to call for and every call it might have used was under way. What is never filled never grows. */
  filled(): void;
  /** A call that began then was answered; `isThrottled`: with "too many". */
  answered(begunAt: number, isThrottled: boolean): void;
}

/** Answers to as many calls as may be under way. */
interface Round {
  begunAt: number;
  size: number;
  accepted: number;
  refused: number;
  acceptedMs: number;
  wasFilled: boolean;
}

/**
 * How many calls a provider is given at once. It doubles with each round of accepted calls until the provider says "too many",
 * or calls wait for one another; then it grows by a fiftieth a round. A round with more than a few refusals cuts it by
 * half of the share that was refused. A round whose calls took twice as long as the quickest round lately cuts it to what
 * would be under way without the waiting (Little's law), and what calls take then is what they take. Additive increase,
 * multiplicative decrease as TCP does it (RFC 5681), with the bound that BBR puts on what is in flight. Times are real
 * milliseconds by `now`. Decision 91 compares it with a gradient limiter.
 */
export function concurrencyLimit({ least, most }: CallBounds, now: () => number): ConcurrencyLimit {
  let ceiling = most;
  let limit = Math.min(FIRST_CALLS, most);
  let isStarting = true;
  let cutAt = Number.NEGATIVE_INFINITY;
  /** Answers to calls that began before are news of an earlier limit. */
  let countsFrom = Number.NEGATIVE_INFINITY;
  let quickest: { ms: number; at: number } | null = null;
  let lastShare = 0;
  let isSlow = false;
  let wasCutForWaiting = false;
  let wasFilled = false;
  let round = beginRound();

  function beginRound(): Round {
    return { begunAt: now(), size: Math.max(ROUND, limit), accepted: 0, refused: 0, acceptedMs: 0, wasFilled: false };
  }

  function endRound(): void {
    const { begunAt, accepted, refused, acceptedMs } = round;
    lastShare = refused / Math.max(1, accepted + refused);
    wasFilled = round.wasFilled;
    if (lastShare > SMALL_SHARE) isStarting = false;
    if (accepted > 0) judgeLatency(acceptedMs / accepted, accepted / Math.max(1, now() - begunAt));
    round = beginRound();
  }

  function judgeLatency(callMs: number, perMs: number): void {
    const isLongAgo = quickest === null || now() - quickest.at > QUICKEST_FOR_MS;
    if (quickest === null || isLongAgo || callMs <= quickest.ms) quickest = { ms: callMs, at: now() };
    isSlow = callMs > Math.max(SLOWER * quickest.ms, quickest.ms + LEAST_WAIT_MS);
    if (isSlow && wasCutForWaiting) {
      // Fewer calls were no quicker: they didn't wait for one another.
      quickest = { ms: callMs, at: now() };
      isSlow = false;
    }
    wasCutForWaiting = false;
    if (isSlow) cutWaiting(callMs, perMs * quickest.ms);
  }

  function cutWaiting(callMs: number, withoutWaiting: number): void {
    isStarting = false;
    const next = Math.max(Math.min(FIRST_CALLS, limit), withoutWaiting);
    if (next >= limit) return;
    limit = next;
    countsFrom = now() + callMs;
    wasCutForWaiting = true;
  }

  function cut(share: number): void {
    limit = Math.max(least, limit * (1 - share / 2));
    cutAt = now();
    countsFrom = Math.max(countsFrom, cutAt);
    isStarting = false;
    lastShare = 0;
    round = beginRound();
  }

  function grow(): void {
    const share = Math.max(lastShare, round.refused / round.size);
    if (share > SMALL_SHARE || isSlow || !(wasFilled || round.wasFilled)) return;
    limit = Math.min(ceiling, limit + (isStarting ? 1 : Math.max(LEAST_GROWTH, GROWTH * limit) / limit));
  }

  return {
    get calls() {
      return Math.floor(limit);
    },
    keepTo(bound) {
      ceiling = Math.max(least, bound);
      limit = Math.min(limit, ceiling);
    },
    filled() {
      round.wasFilled = true;
    },
    answered(begunAt, isThrottled) {
      if (now() - cutAt < RECOVERY_MS) return;
      if (begunAt < countsFrom) return;
      round[isThrottled ? "refused" : "accepted"] += 1;
      if (!isThrottled) round.acceptedMs += now() - begunAt;
      const { accepted, refused, size } = round;
      if (refused > CUT_SHARE * size) cut(refused / (accepted + refused));
      else {
        if (!isThrottled) grow();
        if (accepted + refused >= size) endRound();
      }
    },
  };
}
