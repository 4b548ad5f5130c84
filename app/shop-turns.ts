import { setTimeout as sleep } from "node:timers/promises";

export interface TurnLimits {
  /** At once, of one shop and of all shops together. */
  mostPerShop: number;
  mostInAll: number;
  /** Of one shop, waiting for a turn; more are refused at once. */
  mostWaiting: number;
  /** Real milliseconds that one waits at most. */
  patienceMs: number;
  /** How long one shop's turns may take together; without limit when absent. */
  budget?: TimeBudget;
}

/** Real milliseconds of turns: what a shop may use up at once, and what comes back in each second. */
export interface TimeBudget {
  burstMs: number;
  perSecondMs: number;
}

export interface ShopTurns {
  /** Waits for a turn of the shop's. Returns what ends it, or null when there was none in time. End it exactly once. */
  take(shopId: string): Promise<(() => void) | null>;
}

interface Account {
  /** What is left of the budget at `at`; below zero after a turn that took longer. */
  leftMs: number;
  at: number;
}

interface Waiting {
  shopId: string;
  start: () => void;
}

/**
 * Shares out something that is scarce in this process, such as database connections: one shop takes a few at a time and
 * queues for the rest, so its hundredth request waits behind its own and not before other shops' first. With a budget,
 * a shop that asks without a break gets its share of the time and no more.
 */
export function shopTurns(
  { mostPerShop, mostInAll, mostWaiting, patienceMs, budget }: TurnLimits,
  now: () => number = () => performance.now(),
): ShopTurns {
  const running = new Map<string, number>();
  const queue = new Set<Waiting>();
  const accounts = new Map<string, Account>();
  let inAll = 0;

  const hasRoom = (shopId: string) =>
    inAll < mostInAll && (running.get(shopId) ?? 0) < mostPerShop && leftOf(shopId) > 0;

  function leftOf(shopId: string): number {
    const account = accounts.get(shopId);
    if (!budget || !account) return Number.POSITIVE_INFINITY;
    const left = account.leftMs + ((now() - account.at) * budget.perSecondMs) / 1_000;
    if (left < budget.burstMs) return left;
    accounts.delete(shopId);
    return Number.POSITIVE_INFINITY;
  }

  function chargeShop(shopId: string, ms: number): void {
    if (!budget) return;
    const leftMs = Math.min(leftOf(shopId), budget.burstMs) - ms;
    accounts.set(shopId, { leftMs, at: now() });
    wakeWhenPaid(shopId, budget.perSecondMs);
  }

  /** With no turn under way, nothing else would wake those who wait. A timer may fire early: it is set again then. */
  function wakeWhenPaid(shopId: string, perSecondMs: number): void {
    const left = leftOf(shopId);
    if (left > 0) startNext();
    else setTimeout(() => wakeWhenPaid(shopId, perSecondMs), (-left * 1_000) / perSecondMs + 1).unref();
  }

  function beginTurn(shopId: string): () => void {
    const beganAt = now();
    running.set(shopId, (running.get(shopId) ?? 0) + 1);
    inAll += 1;
    let hasEnded = false;
    return () => {
      if (hasEnded) return;
      hasEnded = true;
      const left = (running.get(shopId) ?? 1) - 1;
      if (left === 0) running.delete(shopId);
      else running.set(shopId, left);
      inAll -= 1;
      chargeShop(shopId, now() - beganAt);
      startNext();
    };
  }

  /** Of those that may start, the one whose shop has the fewest under way; of several, the one that waits longest. */
  function startNext(): void {
    let best: Waiting | null = null;
    for (const it of queue) {
      if (!hasRoom(it.shopId)) continue;
      if (best === null || (running.get(it.shopId) ?? 0) < (running.get(best.shopId) ?? 0)) best = it;
    }
    if (best === null) return;
    queue.delete(best);
    best.start();
    startNext();
  }

  return {
    async take(shopId) {
      if (hasRoom(shopId)) return beginTurn(shopId);
      if ([...queue].filter((it) => it.shopId === shopId).length >= mostWaiting) return null;
      const turn = Promise.withResolvers<() => void>();
      const it: Waiting = { shopId, start: () => turn.resolve(beginTurn(shopId)) };
      queue.add(it);
      const late = new AbortController();
      const tooLate = sleep(patienceMs, null, { signal: late.signal, ref: false }).catch(() => null);
      const taken = await Promise.race([turn.promise, tooLate]);
      late.abort();
      // Between the timer and here the turn may have come all the same.
      if (taken === null && !queue.delete(it)) return turn.promise;
      return taken;
    },
  };
}
