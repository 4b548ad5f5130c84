import type { Context } from "#domain/context";
import { keyOf, type Turn } from "#domain/jobs";
import { claimSlice, type Sources } from "#domain/messages/claim/claim";
import type { RateBucket } from "#platform/redis/rate-bucket";
import type { DueLane } from "./due-lanes.ts";
import { type Pipeline, type Room, SLICE } from "./pipeline.ts";
import { type Tokens, takeTokens } from "./tokens.ts";

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
  if (tokens.granted === 0) return { kind: "wait", ms: tokens.waitMs };
  const claimed = claim(dispatch, turn, lane, pipeline, room, tokens);
  return { kind: "begun", expectedParts: Math.ceil(tokens.granted * usual), claimed };
}

async function claim(
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
