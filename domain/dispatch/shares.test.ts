import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { jobs, keyOf, type Turn } from "#domain/jobs";
import type { Claim } from "#domain/messages/claim/claim";
import type { Decision } from "#domain/messages/claim/decide";
import { aContext } from "../../test/factories/context.ts";
import { sources } from "../../test/factories/lane.ts";
import type { DueLane } from "./due-lanes.ts";
import { openPipeline } from "./pipeline.ts";
import { type Dispatch, takeTurn } from "./turn.ts";

const CALL_MS = 20;
/** Few, so that there is always more to send than they can. */
const MOST_CALLS = 96;
const SECONDS = 12;

/** Everyone has more than can be sent: a claim takes what it was granted, after the time that one takes. */
vi.mock("#domain/messages/claim/claim", () => ({
  claimSlice: async (_dispatch: unknown, _sources: unknown, lane: { shopId: string }, limit: number) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const texts = Array.from({ length: limit }, () => ({ parts: 1 }));
    return { lane: { class: "campaign", ...lane }, texts, taken: limit };
  },
}));
/** node:timers/promises has no fake timers. */
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const ctx = aContext();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"] });
});
afterEach(() => vi.useRealTimers());

/** What each shop sends, in parts, when all have plenty and stand in one line as they do in the queue. */
async function partsSent(weights: number[]): Promise<number[]> {
  const sent = weights.map(() => 0);
  const owed = new Map<string, number>();
  const handOver = async (claim: Claim, { parts }: Decision) => {
    await sleep(CALL_MS);
    const shop = Number(claim.lane.shopId);
    sent[shop] = (sent[shop] ?? 0) + (parts ?? 0);
    return { kind: "accepted" as const, providerId: "SM" };
  };
  const dispatch: Dispatch = {
    ...ctx,
    sources,
    pipelines: { twilio: openPipeline({ handOver, record: () => sleep(5), most: MOST_CALLS }) },
    bucket: { take: async (_spec, { want }) => ({ granted: want, waitMs: 0 }), adjust: async () => {} },
    deficits: {
      async add(key, amount) {
        await sleep(1);
        owed.set(key, (owed.get(key) ?? 0) + amount);
        return owed.get(key) ?? 0;
      },
      async forget(key) {
        owed.delete(key);
      },
    },
    usualParts: new Map(),
    deepLanes: new Map(),
  };
  const line: Turn[] = weights.map((weight, shop) => {
    const turn: Turn = { class: "campaign", shopId: String(shop) };
    dispatch.deepLanes.set(keyOf(turn), { lanes: [deepLane(weight)], until: Number.POSITIVE_INFINITY });
    return turn;
  });
  const over = new AbortController();
  async function serveLine(): Promise<void> {
    while (!over.signal.aborted) {
      const turn = line.shift();
      if (turn && (await takeTurn(dispatch, turn)).kind === "again") line.push(turn);
      else await sleep(1);
    }
  }
  const serving = Array.from({ length: jobs["dispatch-campaign"].concurrency }, serveLine);
  await vi.advanceTimersByTimeAsync(SECONDS * 1_000);
  const result = [...sent];
  over.abort();
  await vi.advanceTimersByTimeAsync(5_000);
  await Promise.all(serving);
  return result;
}

const deepLane = (weight: number): DueLane => ({
  senderId: "sender",
  provider: "twilio",
  partsPerSecond: 100_000,
  minuteBudgets: [],
  weight,
  isUrgent: false,
  isDeep: true,
  due: 0,
});

test.each([[[1, 1, 3]], [[1, 3, 1, 1, 1, 1, 1, 1]], [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3]]])(
  "parts follow the weights %j",
  async (weights) => {
    const sent = await partsSent(weights);
    const share = sent.reduce((sum, parts) => sum + parts, 0) / weights.reduce((sum, weight) => sum + weight, 0);
    for (const [shop, weight] of weights.entries()) {
      expect((sent[shop] ?? 0) / share / weight).toBeGreaterThan(0.9);
      expect((sent[shop] ?? 0) / share / weight).toBeLessThan(1.1);
    }
  },
);
