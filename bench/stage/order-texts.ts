import { setTimeout as sleep } from "node:timers/promises";
import { percentiles } from "../report/percentiles.ts";
import { untilArrived } from "./arrivals.ts";
import { realNow } from "./campaign.ts";
import { cpuBetween } from "./cpu.ts";
import { type Posted, postAtPace, type ShopperEvent, type Store } from "./shoppers.ts";
import type { Stage } from "./stage.ts";

export const ORDERS_PER_SECOND = 5;
/** Order texts are timed for at least so long beside each kind of work. */
const LEAST_SECONDS = 5;

export interface Orders {
  post: Store;
  next: () => ShopperEvent;
}

export interface Measured<Result> {
  result: Result;
  /** Of the work. */
  seconds: number;
  texts: number;
  missing: number;
  p50Ms: number;
  p99Ms: number;
  cpuSeconds: Record<string, number>;
}

/** Times the work, and the way of order texts from their webhook to the carrier while it is done. */
export async function beside<Result>(
  stage: Stage,
  { post, next }: Orders,
  work: () => Promise<Result>,
): Promise<Measured<Result>> {
  await stage.carrier.recorded(true);
  const before = await stage.cpuSeconds();
  const began = realNow();
  let endedAt = 0;
  const working = work().then((result) => {
    endedAt = realNow();
    return result;
  });
  working.catch(() => {});
  const posts: Promise<Posted[]>[] = [];
  for (let second = 0; endedAt === 0 || second < LEAST_SECONDS; second += 1) {
    posts.push(postAtPace(post, next, ORDERS_PER_SECOND, 1));
    await sleep(1_000);
  }
  const result = await working;
  const cpuSeconds = cpuBetween(before, await stage.cpuSeconds());
  const posted = (await Promise.all(posts)).flat();
  const phoneOf = ({ event }: Posted) => Number(event.shopper.phone.slice(1));
  const arrivals = await untilArrived(stage, new Set(posted.map(phoneOf)));
  const givenUpAt = realNow();
  const delays = posted.map((it) => (arrivals.at.get(phoneOf(it)) ?? givenUpAt) - it.at);
  const [p50Ms = Number.NaN, p99Ms = Number.NaN] = percentiles(delays, [50, 99]);
  const missing = posted.length - arrivals.at.size;
  return { result, seconds: (endedAt - began) / 1_000, texts: posted.length, missing, p50Ms, p99Ms, cpuSeconds };
}

export function figuresOf({ cpuSeconds, result: _result, ...figures }: Measured<unknown>): Record<string, number> {
  return { ...figures, ...Object.fromEntries(Object.entries(cpuSeconds).map(([name, it]) => [`${name}Cpu`, it])) };
}
