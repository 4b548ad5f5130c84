import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import type { Lane } from "#domain/jobs";
import { claimSlice, type Sources } from "#domain/messages/claim";
import { handOff } from "#domain/messages/hand-off";
import type { Provider } from "#domain/messages/provider";
import { recordHandOff } from "#domain/messages/record";
import type { Withdrawn } from "#domain/messages/withdrawn";
import { CLAIM_SECONDS } from "#domain/messages/write-claim";
import { isDatabaseDown } from "#platform/db";
import type { BucketSpec, RateBucket } from "#platform/rate-bucket";

/** Most texts a lane sends before the next lane has its turn. */
const SLICE = 250;
/** Calls in flight at a time for one slice. */
const CONCURRENCY = 64;
const RECORD_ATTEMPTS = 20;
const RECORD_RETRY_MS = 500;

export interface Dispatch extends Pick<Context, "db" | "clock" | "log" | "hashPhone" | "appUrl" | "shortLinkUrl"> {
  sources: Sources;
  providers: Record<string, Provider>;
  bucket: RateBucket;
  withdrawn: Withdrawn;
}

/** What the lane wants next: another turn, a turn after some real time, or nothing until it is rung again. */
export type LaneNext = { kind: "again" } | { kind: "wait"; ms: number } | { kind: "idle" };

/**
 * Sends one slice of a lane: as many texts as the sender's throughput has tokens for, at most 250. Claimed, handed over
 * and recorded, in this order; a process that dies in between leaves claims that `recoverClaims` finds.
 */
export async function dispatchSlice(dispatch: Dispatch, lane: Lane): Promise<LaneNext> {
  const sender = await dispatch.db.prisma.sender.findUnique({
    where: { shopId_id: { shopId: lane.shopId, id: lane.senderId } },
  });
  if (!sender) return { kind: "idle" };
  const spec: BucketSpec = {
    key: sender.id,
    perSecond: sender.partsPerSecond,
    burst: Math.max(1, sender.partsPerSecond),
  };
  const grant = await dispatch.bucket.take(spec, SLICE);
  if (grant.granted === 0) return { kind: "wait", ms: grant.waitMs };

  const fence = performance.now() + CLAIM_SECONDS * 1_000;
  const claim = await claimSlice(dispatch, dispatch.sources, lane, grant.granted);
  const parts = claim?.texts.reduce((sum, text) => sum + (text.parts ?? 0), 0) ?? 0;
  await dispatch.bucket.settle(spec, parts - grant.granted);
  if (!claim) return { kind: "idle" };

  const provider = dispatch.providers[claim.provider];
  if (!provider) throw new Error(`No driver for the provider "${claim.provider}".`);
  const { appUrl, withdrawn } = dispatch;
  const handed = await handOff(claim, provider, { appUrl, withdrawn, fence, concurrency: CONCURRENCY });
  await outliveRestart(() => recordHandOff(dispatch, claim, handed));
  return claim.taken < grant.granted ? { kind: "idle" } : { kind: "again" };
}

/**
 * What the provider said is known only here: a database that restarts is waited for. When it stays away, the claims are
 * recovered later by asking the provider.
 */
async function outliveRestart(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseDown(error) || attempt === RECORD_ATTEMPTS) throw error;
      await sleep(RECORD_RETRY_MS);
    }
  }
}
