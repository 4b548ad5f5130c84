/**
 * Which text of an A/B test does better, and how sure that is, at any moment: looking again and again makes no
 * false winner more likely. The method and its sources: docs/decisions/0062.
 *
 * In short: people are assigned by chance. If two texts do equally well, the next person who clicks got either of
 * them as often as their shares say. We bet on the leader at these odds. Such bets win nothing on average, and their
 * stake grows more than n-fold, ever, in at most one of n tests. Between texts that differ it grows with each person.
 */

export interface Share {
  /** Of the variant. */
  id: string;
  /** Compared with the others' weights. */
  weight: number;
}

/** People who clicked or ordered, each once. */
export interface Success {
  /** Of the variant that they got. */
  id: string;
  /** What a person counts, from 0 to 1: a click 1, an order its part of the greatest amount (order-worth.ts). */
  worth: number;
  /** So many such people. */
  people: number;
}

export interface Comparison {
  /** The variant that does best so far. */
  leader: string;
  /** From 0 to 1. At most 1 − confidence of all tests without a difference ever show this much. */
  confidence: number;
}

/** The bets: the leader does so many times as well as the other. The stake is split among them. */
const LIFTS = [1.1, 1.25, 1.5, 2, 3, 6];

/** Null until someone clicked or ordered, and for fewer than two texts. */
export function compareVariants(shares: Share[], successes: Success[]): Comparison | null {
  const running = shares.filter(({ weight }) => weight > 0);
  const leader = leaderOf(running, successes);
  if (!leader || running.length < 2) return null;
  const logs = running.filter(({ id }) => id !== leader.id).map((other) => logEvidence(leader, other, successes));
  // The leader must beat each of the others; and any of the texts may be the one that leads by chance.
  const falseAlarm = Math.min(1, running.length / Math.exp(Math.min(...logs)));
  return { leader: leader.id, confidence: 1 - falseAlarm };
}

function leaderOf(shares: Share[], successes: Success[]): Share | null {
  const rateOf = ({ id, weight }: Share) =>
    successes.reduce((sum, it) => (it.id === id ? sum + it.worth * it.people : sum), 0) / weight;
  const best = shares.reduce<Share | null>((top, it) => (top && rateOf(top) >= rateOf(it) ? top : it), null);
  return best && rateOf(best) > 0 ? best : null;
}

/** The logarithm of what became of a stake of 1 that was bet on the leader against one other text. */
function logEvidence(leader: Share, other: Share, successes: Success[]): number {
  const share = leader.weight / (leader.weight + other.weight);
  const bets = LIFTS.map((lift) => {
    // If the leader does `lift` times as well, this part of the stake is the best to risk.
    const risked = ((lift - 1) * share) / (1 + (lift - 1) * share);
    return successes.reduce((log, { id, worth, people }) => {
      if (id === leader.id) return log + people * Math.log1p((risked * worth * (1 - share)) / share);
      return id === other.id ? log + people * Math.log1p(-risked * worth) : log;
    }, 0);
  });
  const most = Math.max(...bets);
  return most + Math.log(bets.reduce((sum, log) => sum + Math.exp(log - most), 0) / bets.length);
}
