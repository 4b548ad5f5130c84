import { minuteBuckets } from "#domain/carriers/minute-budgets";
import type { Context } from "#domain/context";
import { keyOf, type MessageClass, type Turn } from "#domain/jobs";
import { claimSlice, type Sources } from "#domain/messages/claim/claim";
import type { RateBucket } from "#platform/redis/rate-bucket";
import { observe } from "#platform/telemetry/metrics/record";
import type { DueLane } from "./due-lanes.ts";
import { type Pace, paceOf, paceOfBudget } from "./pace.ts";
import { type Pipeline, type Room, SLICE } from "./pipeline.ts";
import { URGENCY } from "./slots.ts";

export interface Slicing
  extends Pick<Context, "db" | "providers" | "clock" | "log" | "shortLinkUrl" | "epoch" | "hashPhone"> {
  sources: Sources;
  /** By provider. */
  pipelines: Record<string, Pipeline>;
  bucket: RateBucket;
  /** Parts of an average text in each shop's last slice, by class and shop; makes turns come out at their share. */
  usualParts: Map<string, number>;
}

export interface BegunSlice {
  kind: "begun";
  /** What it takes of the shop's share, as far as is known before the texts are rendered. */
  expectedParts: number;
  /** Resolves when the slice is claimed and its texts are on their way. `isFull`: there may be more. */
  claimed: Promise<{ parts: number; isFull: boolean }>;
}

interface Tokens {
  granted: number;
  /** Real milliseconds until asking again makes sense; 0 when anything was granted. */
  waitMs: number;
  /** Says how many parts were used in the end, of those granted or beyond. */
  used(parts: number): Promise<void>;
}

/**
 * Begins a slice of a lane: as many texts as the calls have room for, the number's throughput has tokens for and the share
 * allows. Waits for the room; a number or a provider that has none says for how long.
 */
export async function beginSlice(
  dispatch: Slicing,
  turn: Turn,
  lane: DueLane,
  owed: number,
): Promise<BegunSlice | { kind: "wait"; ms: number }> {
  const pipeline = dispatch.pipelines[lane.provider];
  if (!pipeline) throw new Error(`No driver for the provider "${lane.provider}".`);
  const room = await pipeline.room(turn.class);
  if (typeof room === "number") return { kind: "wait", ms: room };
  let tokens: Tokens | null = null;
  const usual = dispatch.usualParts.get(keyOf(turn)) ?? 1;
  try {
    const want = Math.min(room.texts, SLICE, Math.ceil(owed / usual));
    const ofUse = lane.isDeep ? want : Math.min(want, Math.max(1, lane.due));
    tokens = await takeTokens(dispatch.bucket, lane, turn.class, { want, ofUse });
  } finally {
    if (!tokens?.granted) room.giveBack();
  }
  if (tokens.granted === 0) {
    observe("cartbell_token_wait_seconds", { class: turn.class }, tokens.waitMs / 1_000);
    return { kind: "wait", ms: tokens.waitMs };
  }
  const claimed = claimTexts(dispatch, turn, lane, pipeline, room, tokens);
  return { kind: "begun", expectedParts: Math.ceil(tokens.granted * usual), claimed };
}

async function claimTexts(
  dispatch: Slicing,
  turn: Turn,
  lane: DueLane,
  pipeline: Pipeline,
  room: Room,
  { granted, used }: Tokens,
): Promise<{ parts: number; isFull: boolean }> {
  const { senderId, isUrgent } = lane;
  try {
    const claim = await claimSlice(dispatch, dispatch.sources, { ...turn, senderId }, granted, {
      ...{ isUrgent, hasWaiting: lane.due > 0 },
    });
    const parts = claim?.texts.reduce((sum, text) => sum + (text.parts ?? 0), 0) ?? 0;
    if (claim) {
      if (parts > 0) dispatch.usualParts.set(keyOf(turn), parts / claim.texts.length);
      void pipeline.carry(claim).catch((error) => dispatch.log.error({ err: error }, "hand-off not recorded"));
    }
    await used(parts);
    return { parts, isFull: claim !== null && claim.taken >= granted };
  } finally {
    room.giveBack();
  }
}

/**
 * Tokens for up to `want` parts from the number's own bucket and from those of its carriers' minutes: as many as the
 * emptiest of them grants this class. What the others granted beyond it goes back at once. `ofUse`: how many of them the
 * lane has texts for, as far as is known; with fewer it stands in line before the classes below it.
 */
async function takeTokens(
  bucket: RateBucket,
  lane: DueLane,
  of: MessageClass,
  { want, ofUse }: { want: number; ofUse: number },
): Promise<Tokens> {
  const rank = URGENCY.indexOf(of);
  const carriers = minuteBuckets(lane.minuteBudgets).map((spec) => paceOfBudget(spec, of));
  const taken: (Pace & { granted: number })[] = [];
  let granted = want;
  let waitMs = 0;
  for (const pace of [paceOf(lane, of), ...carriers]) {
    const grant = await bucket.take(pace.spec, {
      want: granted,
      ofUse: Math.min(ofUse, granted),
      keep: pace.keep,
      rank,
    });
    taken.push({ ...pace, granted: grant.granted });
    granted = grant.granted;
    waitMs = grant.waitMs;
    if (granted === 0) break;
  }
  const settle = async (parts: number) => {
    for (const { spec, granted: has } of taken) await bucket.adjust(spec, parts - has);
  };
  if (granted === 0) await settle(0);
  return { granted, waitMs, used: settle };
}
