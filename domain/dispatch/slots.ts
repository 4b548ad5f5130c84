import { type MessageClass, messageClass } from "#domain/jobs";

/** Most urgent first. */
export const URGENCY: readonly MessageClass[] = messageClass.options;

/**
 * What part of the calls each class owns. Never less than one call, so that no class can starve another. Of more calls than
 * these it owns no more: with so many under way one ends every moment, and the most urgent text is called for next.
 */
const OWNED_OF = 320;
const OWNED: Record<MessageClass, number> = { transactional: 0.1, reply: 0.05, flow: 0.1, campaign: 0.05 };

/** The least limit for which every class owns a call. */
export const FEWEST_SLOTS = URGENCY.length;

export type PerClass = Record<MessageClass, number>;

export function perClass(value: number): PerClass {
  return { transactional: value, reply: value, flow: value, campaign: value };
}

export function sumOf(counts: PerClass): number {
  return URGENCY.reduce((sum, of) => sum + counts[of], 0);
}

/**
 * The class whose text may be called for next, or null when none may. Each class owns a few of the `limit` calls, which
 * no one else may occupy: for the urgent ones that is capacity always at hand, for the others the floor under them. The
 * rest goes to the most urgent class that has something waiting. `limit` is at least FEWEST_SLOTS.
 */
export function nextClass(limit: number, busy: PerClass, waiting: PerClass): MessageClass | null {
  let owned = 0;
  let borrowed = 0;
  for (const of of URGENCY) {
    const own = ownedBy(of, limit);
    owned += own;
    borrowed += Math.max(0, busy[of] - own);
  }
  const isFull = borrowed >= limit - owned;
  for (const of of URGENCY) if (waiting[of] > 0 && (!isFull || busy[of] < ownedBy(of, limit))) return of;
  return null;
}

function ownedBy(of: MessageClass, limit: number): number {
  return Math.max(1, Math.floor(Math.min(limit, OWNED_OF) * OWNED[of]));
}
