import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import type { MessageClass } from "#domain/jobs";
import type { Claim } from "#domain/messages/claim/claim";
import type { Decision } from "#domain/messages/claim/decide";
import { type HandedText, handOver, type Outcome } from "#domain/messages/delivery/hand-off";
import { noteCall } from "#domain/messages/delivery/note-call";
import type { Provider } from "#domain/messages/delivery/provider";
import { recordHandOff } from "#domain/messages/delivery/record";
import { watchRecalls } from "#domain/messages/delivery/watch-recalls";
import { isContention, isDatabaseDown } from "#platform/sql/db";
import { harmless } from "#platform/telemetry/harmless";
import { collectWith } from "#platform/telemetry/metrics/expose";
import { setGauge } from "#platform/telemetry/metrics/record";
import { makeBreaker } from "./breaker.ts";
import { concurrencyLimit } from "./concurrency.ts";
import { FEWEST_SLOTS, nextClass, perClass, sumOf, URGENCY } from "./slots.ts";

/** Most texts claimed at a time. */
export const SLICE = 250;
/** Calls in flight at a time to one provider from one process, unless PROVIDER_CALLS bounds the account's. */
const MOST_CALLS = 96;
/** So much work is claimed ahead, and never more: a claim is good for a few seconds only. */
const AHEAD_SECONDS = 1.5;
const MOST_AHEAD = 6 * SLICE;
/** What is known after this long is written, though other calls of the slice have no answer yet. */
const RECORD_AFTER_MS = 1_000;
const FIRST_GUESS_MS = 40;
const RECORD_ATTEMPTS = 20;
const RECORD_RETRY_MS = 500;

export interface PipelineOptions {
  /** Makes one call; see domain/messages/delivery/hand-off.ts. */
  handOver(claim: Claim, decision: Decision): Promise<Outcome>;
  /** Writes outcomes; `isLast` when the claim has no others. Must not throw for what a retry may fix. */
  record(claim: Claim, handed: HandedText[], isLast: boolean): Promise<void>;
  /** Calls that may be under way at once, however many the provider bears. */
  most?: number;
  /** Real time in milliseconds; performance.now() but for tests. */
  now?: () => number;
}

/** Leave to claim texts of one class; give it back when they are claimed, or when nothing was. */
export interface Room {
  texts: number;
  giveBack(): void;
}

export interface Pipeline {
  /**
   * Resolves when the calls can use more texts of this class: how many, at least one. A number instead says that the
   * provider is away and for how many real milliseconds it is left alone.
   */
  room(of: MessageClass): Promise<Room | number>;
  /** Hands a claim's texts over. Resolves when what became of every one is written. */
  carry(claim: Claim): Promise<void>;
  /** Resolves when nothing is under way: no call, no write, no claim for which there was room. */
  idle(): Promise<void>;
  /** How the calls stand now. */
  vitals(): { isOpen: boolean; inFlight: number; limit: number };
  /** Most calls that were under way at once since this was last asked. */
  takePeak(): number;
  /** From now on no more than so many calls are begun at once: this process's share of the account's. */
  keepTo(calls: number): void;
}

interface Slice {
  claim: Claim;
  left: number;
  handed: HandedText[];
  writing: Promise<void>;
  finish: { resolve: () => void; reject: (error: unknown) => void };
}

interface Queued {
  slice: Slice;
  decision: Decision;
}

type Handing = Pick<Context, "db" | "clock" | "hashPhone" | "log" | "appUrl">;

/** A pipeline for each provider, by its name. They share one watch on what is recalled. */
export function openPipelines(
  ctx: Handing,
  providers: Record<string, Provider>,
  most = MOST_CALLS,
): Record<string, Pipeline> {
  const recalls = watchRecalls(ctx.db);
  return Object.fromEntries(
    Object.entries(providers).map(([name, provider]) => {
      const pipeline = openPipeline({
        handOver: (claim, decision) => handOver(claim, decision, provider, { appUrl: ctx.appUrl, recalls }),
        record: (claim, handed, isLast) => recordInTheEnd(() => recordHandOff(ctx, claim, handed, isLast)),
        most,
      });
      return [name, pipeline];
    }),
  );
}

/**
 * What the provider said is known only here: a database that restarts is waited for, and so is a transaction that PostgreSQL lets
 * through first of two that wait for each other. When it stays away, the claims are recovered later by asking the provider.
 */
async function recordInTheEnd(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(isDatabaseDown(error) || isContention(error)) || attempt === RECORD_ATTEMPTS) throw error;
      await sleep(RECORD_RETRY_MS);
    }
  }
}

/**
 * The way from a claim to the provider, one per provider and process. Slices of many lanes are under way at once, so that
 * a slow answer holds up no one; the calls go to the classes by their urgency (slots.ts), are as many as the provider
 * bears (concurrency.ts), and stop while it is away (breaker.ts).
 */
export function openPipeline({
  handOver,
  record,
  most = MOST_CALLS,
  now = () => performance.now(),
}: PipelineOptions): Pipeline {
  const limit = concurrencyLimit({ least: FEWEST_SLOTS, most }, now);
  const circuit = makeBreaker(now);
  const queues: Record<MessageClass, Queued[]> = { transactional: [], reply: [], flow: [], campaign: [] };
  const heads = perClass(0);
  const queued = perClass(0);
  const promised = perClass(0);
  const busy = perClass(0);
  const askers: Record<MessageClass, ((room: Room | number) => void)[]> = {
    transactional: [],
    reply: [],
    flow: [],
    campaign: [],
  };
  const underWay = new Set<Promise<void>>();
  let callMs = FIRST_GUESS_MS;
  let peak = 0;

  function countAhead(): number {
    return Math.max(1, Math.min(MOST_AHEAD, (limit.calls / callMs) * 1_000 * AHEAD_SECONDS));
  }

  function answerAskers(): void {
    for (const of of URGENCY) {
      let asker = askers[of][0];
      while (asker) {
        const room = roomNow(of);
        if (room === null) break;
        askers[of].shift();
        asker(room);
        asker = askers[of][0];
      }
    }
  }

  /** Null: not yet. Only half a load asks for the next, or slices would become small. */
  function roomNow(of: MessageClass): Room | number | null {
    const rest = circuit.restsForMs();
    if (rest !== null) return rest;
    const load = queued[of] + promised[of];
    if (circuit.isProbing()) return load > 0 ? null : promiseRoom(of, 1);
    const most = countAhead();
    return load > most / 2 ? null : promiseRoom(of, Math.max(1, Math.min(SLICE, Math.floor(most - load))));
  }

  function promiseRoom(of: MessageClass, texts: number): Room {
    promised[of] += texts;
    const held = Promise.withResolvers<void>();
    let isHeld = true;
    underWay.add(held.promise);
    return {
      texts,
      giveBack() {
        if (isHeld) promised[of] -= texts;
        isHeld = false;
        underWay.delete(held.promise);
        held.resolve();
        answerAskers();
      },
    };
  }

  function startCalls(): void {
    for (let of = nextClass(limit.calls, busy, queued); of; of = nextClass(limit.calls, busy, queued)) {
      const next = takeQueued(of);
      if (!next) throw new Error(`The ${of} queue is shorter than its count.`);
      busy[of] += 1;
      // call() handles whatever the hand-over does; what it throws is a defect, and the caller is told.
      void callProvider(next, of);
    }
    if (sumOf(queued) > 0) limit.filled();
    peak = Math.max(peak, sumOf(busy));
    answerAskers();
  }

  function takeQueued(of: MessageClass): Queued | undefined {
    const next = queues[of][heads[of]];
    heads[of] += 1;
    queued[of] -= 1;
    if (queued[of] === 0) {
      queues[of] = [];
      heads[of] = 0;
    }
    return next;
  }

  async function callProvider({ slice, decision }: Queued, of: MessageClass): Promise<void> {
    const startedAt = now();
    try {
      const outcome = await circuit.call(() => handOver(slice.claim, decision));
      if (outcome?.kind === "accepted") limit.answered(startedAt, false);
      if (outcome?.kind === "not-sent" && outcome.isThrottled) limit.answered(startedAt, true);
      if (outcome !== null && outcome.kind !== "withheld") callMs += (now() - startedAt - callMs) / 50;
      harmless(() => noteCall(slice.claim, decision, outcome, now() - startedAt));
      slice.handed.push({ decision, outcome: outcome ?? { kind: "withheld" } });
    } catch (error) {
      // No one knows how far it came; left out of what is written it would stay "sending" after its claim has ended.
      slice.handed.push({ decision, outcome: { kind: "unknown", detail: String(error) } });
      slice.finish.reject(error);
    } finally {
      busy[of] -= 1;
      slice.left -= 1;
      if (slice.left === 0) writeOutcomes(slice);
      startCalls();
    }
  }

  /** One write of a slice at a time, in order. */
  function writeOutcomes(slice: Slice): void {
    const handed = slice.handed;
    slice.handed = [];
    const isLast = slice.left === 0;
    slice.writing = slice.writing.then(() => record(slice.claim, handed, isLast));
    slice.writing.then(isLast ? slice.finish.resolve : undefined, slice.finish.reject);
  }

  async function carryClaim(claim: Claim): Promise<void> {
    const of = claim.lane.class;
    const done = Promise.withResolvers<void>();
    const slice: Slice = {
      claim,
      left: claim.texts.length,
      handed: [],
      writing: Promise.resolve(),
      finish: done,
    };
    if (slice.left === 0) return;
    const timer = setInterval(() => slice.handed.length > 0 && slice.left > 0 && writeOutcomes(slice), RECORD_AFTER_MS);
    for (const decision of claim.texts) queues[of].push({ slice, decision });
    queued[of] += claim.texts.length;
    startCalls();
    try {
      await done.promise;
    } finally {
      clearInterval(timer);
    }
  }

  return {
    room(of) {
      const room = askers[of].length === 0 ? roomNow(of) : null;
      return room === null ? new Promise((resolve) => askers[of].push(resolve)) : Promise.resolve(room);
    },
    carry(claim) {
      const carried = carryClaim(claim);
      underWay.add(carried);
      void carried.catch(() => {}).finally(() => underWay.delete(carried));
      return carried;
    },
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    vitals() {
      return { isOpen: circuit.isProbing(), inFlight: sumOf(busy), limit: limit.calls };
    },
    takePeak() {
      const taken = peak;
      peak = sumOf(busy);
      return taken;
    },
    keepTo: limit.keepTo,
  };
}

/** Publishes how the calls to each provider stand, whenever the metrics are asked for. Returns what ends it. */
export function publishPipelines(pipelines: Record<string, Pipeline>): () => void {
  return collectWith(() => {
    for (const [provider, pipeline] of Object.entries(pipelines)) {
      const { isOpen, inFlight, limit } = pipeline.vitals();
      setGauge("cartbell_provider_breaker_open", { provider }, Number(isOpen));
      setGauge("cartbell_provider_calls_in_flight", { provider }, inFlight);
      setGauge("cartbell_provider_call_limit", { provider }, limit);
    }
  });
}
