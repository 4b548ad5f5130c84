import { type Enqueue, enqueueAll, keyOf, type Turn, turnJob } from "#domain/jobs";
import type { Deficits } from "#platform/redis/deficits";
import type { Rests } from "#platform/redis/rests";
import { type DueLane, dueLanes } from "./due-lanes.ts";
import { type BegunSlice, beginSlice, type Slicing } from "./slice.ts";

/** Parts that a shop of weight 1 may send in one turn. */
const QUANTUM = 250;
/** Slices are made smaller by what the calls and the number have room for; a turn of nothing but skipped texts must end. */
const MOST_SLICES = 8;

/** A shop with plenty due is not looked through again for this long; what a lane may send is asked at each claim. */
const LOOK_AGAIN_MS = 200;

/** Longer waits are left to the sweep. */
const LONGEST_TIMER_MS = 60_000;

export interface Dispatch extends Slicing {
  deficits: Deficits;
  /** Shops with plenty due, by class and shop: their lanes, and until when (performance.now()) they count as known. */
  deepLanes: Map<string, { lanes: DueLane[]; until: number }>;
}

/** What the shop wants next: another turn, a turn after some real time, or nothing until its job is enqueued again. */
export type TurnNext = { kind: "again" } | { kind: "wait"; ms: number } | { kind: "idle" };

/**
 * Gives a shop its turn. While it has more, its job is enqueued again and goes to the end of the line. One that must wait for
 * its number's rate, or for a provider that is away, is enqueued at that very moment, and until then no sweep looks at it.
 */
export function turnTaker(dispatch: Dispatch, enqueue: Enqueue, rests: Rests) {
  return async function handle(turn: Turn): Promise<void> {
    const next = await takeTurn(dispatch, turn);
    const again = () => enqueueAll(enqueue, [turnJob(turn)]);
    if (next.kind === "again") await again();
    if (next.kind !== "wait") return;
    const ms = Math.min(next.ms, LONGEST_TIMER_MS);
    await rests.rest(keyOf(turn), ms);
    setTimeout(() => void again(), ms).unref();
  };
}

/**
 * Gives a shop its turn in a class: claims its most pressing texts and puts them on their way, as many parts as its share
 * allows. Deficit round robin (Shreedhar and Varghese, 1995), counted in parts: every turn adds the shop's quantum, what
 * it sends is taken off, and what is left over is carried to its next turn; so long texts, many senders and many campaigns
 * buy nothing. The turn ends when its slices are begun; the calls, and the claims of a lane with plenty, go on beside the line.
 */
export async function takeTurn(dispatch: Dispatch, turn: Turn): Promise<TurnNext> {
  const key = keyOf(turn);
  const lanes = await scanLanes(dispatch, turn, key);
  const [first] = lanes;
  if (!first) {
    await dispatch.deficits.forget(key);
    return { kind: "idle" };
  }
  const owed = await dispatch.deficits.add(key, QUANTUM * first.weight);
  const { used, next } = await serveShop(dispatch, turn, lanes, owed);
  // A shop that could have sent more and had nothing to send saves nothing up.
  if (next.kind === "again") await dispatch.deficits.add(key, -used);
  else await dispatch.deficits.forget(key);
  return next;
}

async function scanLanes(dispatch: Dispatch, turn: Turn, key: string): Promise<DueLane[]> {
  const known = dispatch.deepLanes.get(key);
  if (known && performance.now() < known.until) return known.lanes;
  const lanes = await dueLanes(dispatch.db, dispatch.sources, turn, dispatch.clock.now());
  if (lanes[0]?.isDeep) dispatch.deepLanes.set(key, { lanes, until: performance.now() + LOOK_AGAIN_MS });
  else dispatch.deepLanes.delete(key);
  return lanes;
}

async function serveShop(
  dispatch: Dispatch,
  turn: Turn,
  lanes: DueLane[],
  owed: number,
): Promise<{ used: number; next: TurnNext }> {
  let used = 0;
  let waitMs: number | null = null;
  let slices = 0;
  for (const lane of lanes) {
    for (let isFull = true; isFull; ) {
      if (used >= owed || slices >= MOST_SLICES * lane.weight) return { used, next: { kind: "again" } };
      const begun = await beginAbreast(dispatch, turn, lane, owed - used);
      slices += begun.length;
      for (const slice of begun) {
        if (slice.kind === "wait") {
          waitMs = Math.min(waitMs ?? slice.ms, slice.ms);
          isFull = false;
        } else if (lane.isDeep) {
          used += slice.expectedParts;
        } else {
          const sent = await slice.claimed;
          used += sent.parts;
          isFull = sent.isFull;
        }
      }
    }
  }
  return { used, next: waitMs === null ? { kind: "idle" } : { kind: "wait", ms: waitMs } };
}

/**
 * A shop of weight 3 with plenty due stands in line for the calls with three slices at once: other turns are served beside
 * this one, and taking one slice after another it would get no more of the calls meanwhile than each of them.
 */
function beginAbreast(dispatch: Dispatch, turn: Turn, lane: DueLane, owed: number) {
  const abreast = lane.isDeep ? lane.weight : 1;
  const begin = async () => {
    const slice = await beginSlice(dispatch, turn, lane, owed / abreast);
    if (lane.isDeep && slice.kind === "begun") void correctTurn(dispatch, turn, slice);
    return slice;
  };
  return Promise.all(Array.from({ length: abreast }, begin));
}

/** The turn went on without waiting for this claim: what it really took is known only now. */
async function correctTurn(dispatch: Dispatch, turn: Turn, { expectedParts, claimed }: BegunSlice): Promise<void> {
  try {
    const { parts, isFull } = await claimed;
    if (!isFull) dispatch.deepLanes.delete(keyOf(turn));
    await dispatch.deficits.add(keyOf(turn), expectedParts - parts);
  } catch (error) {
    dispatch.deepLanes.delete(keyOf(turn));
    // Nothing was claimed; the sweep enqueues what is still due.
    dispatch.log.warn({ err: error }, "claim");
  }
}
