import type { StoreTrouble } from "#domain/shops/store-answer";
import type { ConsentToPush, StoreConsent } from "./store.ts";

export type Push =
  | { kind: "write"; decidedAt: Date }
  /** Nothing to write: `because` says why. */
  | { kind: "leave"; because: "in-step" | "no-customer" | "another-number" | "stricter-there" };

/**
 * What to write into the store's record, given what it says now. Never about another number than the one that decided, for
 * a customer may have changed theirs; never a yes over a no that is as new (the store's news of it is on its way to us). A no
 * is written over a newer yes at a time after it, or the store would take it for older news.
 */
export function choosePush(
  ours: ConsentToPush & { phone: string | null },
  atStore: StoreConsent | null,
  now: Date,
): Push {
  if (atStore === null) return { kind: "leave", because: "no-customer" };
  if (ours.phone === null || atStore.phone !== ours.phone) return { kind: "leave", because: "another-number" };
  if (atStore.state === ours.state) return { kind: "leave", because: "in-step" };
  // It does not say when. A yes is not written over a no that may be the newer one.
  if (atStore.at === null && atStore.state === "unsubscribed") return { kind: "leave", because: "stricter-there" };
  const storesSecond = atStore.at === null ? null : secondOf(atStore.at);
  if (storesSecond === null || storesSecond < secondOf(ours.decidedAt))
    return { kind: "write", decidedAt: ours.decidedAt };
  if (atStore.state === "unsubscribed" || ours.state === "subscribed")
    return { kind: "leave", because: "stricter-there" };
  const after = new Date((storesSecond + 1) * 1_000);
  return { kind: "write", decidedAt: after < now ? after : now };
}

/** The store keeps no more of a time. */
function secondOf(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}

const MINUTE_MS = 60_000;
const LONGEST_RETRY_MS = 6 * 60 * MINUTE_MS;
const NO_TOKEN_RETRY_MS = 10 * MINUTE_MS;

/**
 * How long to wait after a push that failed, at the nth attempt: doubling from a minute to six hours. A token comes
 * with the merchant's next visit, whenever that is.
 */
export function retryAfterMs(trouble: StoreTrouble, attempt: number): number {
  if (trouble === "no-token") return NO_TOKEN_RETRY_MS;
  return Math.min(LONGEST_RETRY_MS, MINUTE_MS * 2 ** (attempt - 1));
}
