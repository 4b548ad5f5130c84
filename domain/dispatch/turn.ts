import type { Context } from "#domain/context";
import { type DueLane, dueLanes } from "#domain/dispatch/due-lanes";
import { type Pipeline, SLICE } from "#domain/dispatch/pipeline";
import { takeTokens } from "#domain/dispatch/tokens";
import type { Turn } from "#domain/jobs";
import { claimSlice, type Sources } from "#domain/messages/claim";
import { CLAIM_SECONDS } from "#domain/messages/write-claim";
import type { Deficits } from "#platform/deficits";
import type { RateBucket } from "#platform/rate-bucket";

/** Parts that a shop of weight 1 may send in one turn. */
const QUANTUM = 250;
/** Slices are made smaller by what the calls and the number have room for; a turn of nothing but skipped texts must end. */
const MOST_SLICES = 8;

export interface Dispatch extends Pick<Context, "db" | "clock" | "log" | "shortLinkUrl"> {
  sources: Sources;
  /** By provider. */
  pipelines: Record<string, Pipeline>;
  bucket: RateBucket;
  deficits: Deficits;
  /** Parts of an average text in each shop's last slice, by class and shop; makes turns come out at their share. */
  usualParts: Map<string, number>;
}

/** What the shop wants next: another turn, a turn after some real time, or nothing until it is rung again. */
export type TurnNext = { kind: "again" } | { kind: "wait"; ms: number } | { kind: "idle" };

/**
 * Gives a shop its turn in a class: claims its most pressing texts and puts them on their way, as many parts as its share
 * allows. Deficit round robin (Shreedhar and Varghese, 1995), counted in parts: every turn adds the shop's quantum, what
 * it sends is taken off, and what is left over is carried to its next turn; so long texts, many senders and many campaigns
 * buy nothing. The turn ends when the last slice is claimed; the calls go on beside the line.
 */
export async function takeTurn(dispatch: Dispatch, turn: Turn): Promise<TurnNext> {
  const lanes = await dueLanes(dispatch.db, dispatch.sources, turn, dispatch.clock.now());
  const [first] = lanes;
  const key = keyOf(turn);
  if (!first) {
    await dispatch.deficits.forget(key);
    return { kind: "idle" };
  }
  const owed = await dispatch.deficits.add(key, QUANTUM * first.weight);
  const { used, next } = await serve(dispatch, turn, lanes, owed);
  // A shop that could have sent more and had nothing to send saves nothing up.
  if (next.kind === "again") await dispatch.deficits.add(key, -used);
  else await dispatch.deficits.forget(key);
  return next;
}

function keyOf({ class: of, shopId }: Turn): string {
  return `${of}/${shopId}`;
}

async function serve(
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
      if (used >= owed || slices === MOST_SLICES * lane.weight) return { used, next: { kind: "again" } };
      const sent = await sendSlice(dispatch, turn, lane, owed - used);
      if (sent.kind === "wait") {
        waitMs = Math.min(waitMs ?? sent.ms, sent.ms);
        break;
      }
      used += sent.parts;
      slices += 1;
      isFull = sent.isFull;
    }
  }
  return { used, next: waitMs === null ? { kind: "idle" } : { kind: "wait", ms: waitMs } };
}

type SliceSent = { kind: "wait"; ms: number } | { kind: "sent"; parts: number; isFull: boolean };

/** One slice of a lane: what the calls have room for, the number's throughput has tokens for, and the share allows. */
async function sendSlice(dispatch: Dispatch, turn: Turn, lane: DueLane, owed: number): Promise<SliceSent> {
  const pipeline = dispatch.pipelines[lane.provider];
  if (!pipeline) throw new Error(`No driver for the provider "${lane.provider}".`);
  const room = await pipeline.room(turn.class);
  if (typeof room === "number") return { kind: "wait", ms: room };
  try {
    const share = Math.ceil(owed / (dispatch.usualParts.get(keyOf(turn)) ?? 1));
    const want = Math.min(room.texts, SLICE, share);
    const { granted, waitMs, used } = await takeTokens(dispatch.bucket, lane, turn.class, want);
    if (granted === 0) return { kind: "wait", ms: waitMs };
    const fence = performance.now() + CLAIM_SECONDS * 1_000;
    const { senderId, isUrgent } = lane;
    const claim = await claimSlice(dispatch, dispatch.sources, { ...turn, senderId }, granted, { isUrgent });
    const parts = claim?.texts.reduce((sum, text) => sum + (text.parts ?? 0), 0) ?? 0;
    await used(parts);
    if (parts > 0) dispatch.usualParts.set(keyOf(turn), parts / (claim?.texts.length ?? 1));
    if (!claim) return { kind: "sent", parts: 0, isFull: false };
    void pipeline.carry(claim, fence).catch((error) => dispatch.log.error({ err: error }, "hand-off not recorded"));
    return { kind: "sent", parts, isFull: claim.taken >= granted };
  } finally {
    room.giveBack();
  }
}
