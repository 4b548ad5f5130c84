import type { Recorded } from "../carrier/recording.ts";
import { percentile } from "../report/percentiles.ts";
import type { Posted } from "../stage/shoppers.ts";
import { type Fate, phoneNumber } from "./event-book.ts";

/** Real times of the hand-offs to each phone. */
export type HandOffs = Map<number, number[]>;

export function handOffsIn({ count, at, to }: Recorded): HandOffs {
  const handOffs: HandOffs = new Map();
  for (let index = 0; index < count; index += 1) {
    const phone = to[index] ?? 0;
    const times = handOffs.get(phone) ?? [];
    times.push(at[index] ?? 0);
    handOffs.set(phone, times);
  }
  return handOffs;
}

export interface Account {
  lost: number;
  doubled: number;
  /** Sent though the deadline had passed or the cart was bought. */
  sentInVain: number;
}

export function accountFor(fates: Map<number, Fate>, handOffs: HandOffs): Account {
  const account: Account = { lost: 0, doubled: 0, sentInVain: 0 };
  for (const [phone, fate] of fates) {
    const texts = handOffs.get(phone)?.length ?? 0;
    if (fate === "no text") account.sentInVain += texts;
    else if (texts === 0) account.lost += 1;
    else account.doubled += texts - 1;
  }
  return account;
}

/** When an event was, in seconds since the provider came back, and how long its text took; Infinity if it never came. */
export interface Delay {
  second: number;
  ms: number;
}

export function delaysOf(posted: Posted[], handOffs: HandOffs, since: number): Delay[] {
  return posted.map(({ event, at }) => {
    const first = handOffs.get(phoneNumber(event.shopper))?.[0] ?? Number.POSITIVE_INFINITY;
    return { second: (at - since) / 1_000, ms: first - at };
  });
}

/** Windows in which a p99 is taken: short enough to tell when it fell, long enough to hold some hundred texts. */
const WINDOW_SECONDS = 5;

/**
 * The second from which on the p99 of each window of five seconds stays below the limit; Infinity when it never does.
 * Texts are counted by when their event was, not by when they left.
 */
export function recoveredAfter(delays: Delay[], limitMs: number, seconds: number): number {
  let recovered = Number.POSITIVE_INFINITY;
  for (let from = Math.floor(seconds) - WINDOW_SECONDS; from >= 0; from -= 1) {
    const inside = delays.filter(({ second }) => second >= from && second < from + WINDOW_SECONDS).map(({ ms }) => ms);
    if (!(percentile(inside, 99) < limitMs)) return recovered;
    recovered = from;
  }
  return recovered;
}
