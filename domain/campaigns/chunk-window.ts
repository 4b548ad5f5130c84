import { type MerchantHours, type SendWindow, sendWindow } from "#domain/compliance/window";

/** When a chunk's people may be texted, as columns of the chunk. */
export interface ChunkWindow {
  /** Not before. */
  dueAt: Date;
  /** The end of that window: of two chunks the one that closes first goes first. */
  closesAt: Date;
  /** True when the chunk may be claimed at once. */
  isDue: boolean;
}

/**
 * Answers for signatures at one moment. A window that would open only after the campaign's deadline makes the chunk due
 * at once: its claim ends every recipient as expired, with the record of why.
 */
export function chunkWindows(merchant: MerchantHours, now: Date, expiresAt: Date): (signature: string) => ChunkWindow {
  return (signature) => place(sendWindow({ signature, merchant, now, purpose: "marketing" }), now, expiresAt);
}

export function place(window: SendWindow, now: Date, expiresAt: Date): ChunkWindow {
  const isDue = window.isOpen || window.opensAt >= expiresAt || now >= expiresAt;
  return { dueAt: isDue ? now : window.opensAt, closesAt: window.closesAt, isDue };
}
