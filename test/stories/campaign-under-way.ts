import { setTimeout as sleep } from "node:timers/promises";
import { createCampaign } from "#domain/campaigns/drafts/create";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { type CampaignProgress, campaignProgress } from "#domain/campaigns/report/progress";
import { sumOf } from "#domain/campaigns/report/recipient-counts";
import type { CarrierControl } from "../contracts/carrier-control.ts";
import type { StoryWorld } from "./story-world.ts";
import { until } from "./until.ts";

/** A campaign that the world's worker sends, watched all the time. */
export interface CampaignUnderWay {
  id: string;
  progress(): Promise<CampaignProgress>;
  /** Resolves once the provider has taken more than so many of its texts. */
  hasSent(count: number): Promise<unknown>;
  /** Resolves when it has ended, and unless told otherwise when every receipt has been heard. */
  isOver(isEverythingTold?: boolean): Promise<CampaignProgress>;
  /** Ends the watching. Returns how often it looked; throws when the states once did not add up to the audience. */
  watched(): Promise<number>;
}

const LOOK_EVERY_MS = 40;

/** Sends a campaign, now, to everyone or to those who carry a tag. */
export async function startCampaign(
  world: StoryWorld,
  shopId: string,
  tag: string | null = null,
): Promise<CampaignUnderWay> {
  const { ctx, carrier } = world;
  const { accepted: before } = await carrier.summary();
  const id = await createCampaign(ctx, shopId, {
    name: `To ${tag ?? "everybody"}`,
    body: "{{ shop.name }}: 20% off today {{ link }}",
    linkUrl: "https://fernhill-supply.myshopify.com/sale",
    audience: tag === null ? { kind: "all" } : { kind: "tag", tag },
  });
  await scheduleCampaign(ctx, shopId, id, "now");

  const progress = async () => {
    const found = await campaignProgress(ctx.db, shopId, id, ctx.clock.now());
    if (!found) throw new Error("The campaign is gone.");
    return found;
  };
  const watching = new AbortController();
  const watch = watchSums(progress, watching.signal);
  // Told by watched(); a rejection before that is not unhandled.
  watch.catch(() => {});

  return {
    id,
    progress,
    hasSent: (count) =>
      until(`more than ${count} texts at the carrier`, async () => (await carrier.summary()).accepted - before > count),
    isOver: (isEverythingTold = true) =>
      until(
        "the campaign's end",
        async () => {
          const now = await progress();
          const { sending, accepted, sent } = now.counts;
          const isOpen = sending > 0 || (isEverythingTold && accepted + sent > 0);
          return now.finishedAt !== null && !isOpen && now;
        },
        50_000,
      ),
    watched: () => {
      watching.abort();
      return watch;
    },
  };
}

async function watchSums(progress: () => Promise<CampaignProgress>, signal: AbortSignal): Promise<number> {
  let looks = 0;
  for (; !signal.aborted; await sleep(LOOK_EVERY_MS)) {
    const { counts, audience } = await progress();
    if (sumOf(counts) !== audience) throw new Error(`Not the audience of ${audience}: ${JSON.stringify(counts)}`);
    looks += 1;
  }
  return looks;
}

/** Watches for `forMs` that the carrier gets nothing more; throws when it does. That nothing happens can only be watched. */
export async function nothingLeaves(carrier: CarrierControl, forMs: number): Promise<void> {
  const { accepted } = await carrier.summary();
  for (const end = performance.now() + forMs; performance.now() < end; await sleep(LOOK_EVERY_MS)) {
    const now = await carrier.summary();
    if (now.accepted !== accepted) throw new Error(`${now.accepted - accepted} texts left.`);
  }
}
