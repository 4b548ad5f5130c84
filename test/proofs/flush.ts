import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { judgeAccount, judgeWithheld, type Proof, together } from "./proof.ts";
import { startSending } from "./sending.ts";
import { longestSilence } from "./silence.ts";

const AWAY_MS = 1_500;
const RESUMES_WITHIN_MS = 10_000;

export const flush: Proof = {
  name: "flush",
  claim: "Redis emptied, then killed and started again with nothing in it: sending goes on by itself in ten seconds",
  scales: {
    full: { people: 15_000, perSecond: 250, blows: 2, patienceMs: 5 * 60_000 },
    quick: { people: 1_000, perSecond: 100, blows: 2, patienceMs: 90_000 },
  },
  async run(world, { people, perSecond, patienceMs }, say) {
    const { carrier, servers } = world;
    await carrier.setFaults({ latencyMs: [5, 300] });
    const sending = await startSending(world, people, perSecond);

    await sending.hasReached(people * 0.25, patienceMs);
    await flushAll(servers.redisUrl);
    const flushedAt = new Date();
    say("Redis emptied");

    await sending.hasReached(people * 0.55, patienceMs);
    await servers.redis.crash();
    say("Redis killed");
    await sleep(AWAY_MS);
    await servers.redis.start();
    const backAt = new Date();
    say("Redis back, empty");

    await sending.isOver(patienceMs);
    // The last texts end at another pace than the sender's: what counts is how soon it goes on, and that it does.
    const times = (await carrier.handOffs({})).map(({ at }) => new Date(at));
    const silences = [
      longestSilence(before(times, backAt), flushedAt),
      longestSilence(times.slice(0, Math.floor(people * 0.95)), backAt),
    ];
    const account = await sending.account();
    return together(judgeAccount(account), judgeWithheld(account), {
      counts: silences.map(
        (ms, place) => `resumed after ${(ms / 1_000).toFixed(1)} s (${["emptied", "killed"][place]})`,
      ),
      complaints: silences
        .filter((ms) => ms >= RESUMES_WITHIN_MS)
        .map((ms) => `Nothing was handed over for ${Math.round(ms / 1_000)} s.`),
    });
  },
};

/** Empties Redis while everything uses it. */
export async function flushAll(url: string): Promise<void> {
  const redis = new Redis(url);
  try {
    await redis.flushall();
  } finally {
    redis.disconnect();
  }
}

function before(times: Date[], end: Date): Date[] {
  return times.filter((time) => time < end);
}
