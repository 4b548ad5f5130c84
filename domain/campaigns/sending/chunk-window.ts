import { type LocalClock, localInstant } from "#domain/campaigns/drafts/local-time";
import type { MerchantHours } from "#domain/compliance/stricter";
import { type SendWindow, sendWindow } from "#domain/compliance/window";

/** When a chunk's people may be texted, as columns of the chunk. */
export interface ChunkWindow {
  /** Not before. */
  dueAt: Date;
  /** The end of that window: of two chunks the one that closes first goes first. */
  closesAt: Date;
  /** True when the chunk may be claimed at once. */
  isDue: boolean;
}

/** What a campaign says about the hours of its texts. */
export interface CampaignHours extends MerchantHours {
  expiresAt: Date;
  /** Null when its texts leave as soon as they may. */
  localTime: string | null;
  /** How long the carrier keeps the number's texts in its queue at present. */
  queueSeconds?: number;
}

/**
 * Answers for the people of one signature and clock at one moment. Local time is a "not before": where it has passed
 * already, the window alone decides. A window that opens only after the campaign's deadline makes the chunk due at once:
 * its claim ends every recipient as expired, with the record of why.
 */
export function chunkWindows(campaign: CampaignHours, now: Date): (clock: LocalClock) => ChunkWindow {
  const { localTime, expiresAt, queueSeconds } = campaign;
  return (clock) => {
    const earliest = localTime === null ? now : laterOf(now, localInstant(localTime, clock));
    const window = sendWindow({
      signature: clock.signature,
      merchant: campaign,
      now: earliest,
      purpose: "marketing",
      queueSeconds,
    });
    return placeChunk(window, earliest, now, expiresAt);
  };
}

function placeChunk(window: SendWindow, earliest: Date, now: Date, expiresAt: Date): ChunkWindow {
  const { closesAt } = window;
  const opensAt = window.isOpen ? earliest : window.opensAt;
  if (opensAt <= now || now >= expiresAt) return { dueAt: now, closesAt, isDue: true };
  if (opensAt < expiresAt) return { dueAt: opensAt, closesAt, isDue: false };
  // Claimed before their hour on a day that they may be texted, they would get it early: they wait for the deadline itself.
  return earliest > now ? { dueAt: expiresAt, closesAt, isDue: false } : { dueAt: now, closesAt, isDue: true };
}

function laterOf(some: Date, other: Date): Date {
  return some > other ? some : other;
}
