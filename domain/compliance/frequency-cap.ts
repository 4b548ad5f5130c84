/** So many texts in a rolling window of so many hours. */
export interface Cap {
  texts: number;
  hours: number;
}

export interface CapQuestion extends Cap {
  /** When this person's latest marketing texts left, in any order. */
  recent: Date[];
  /** What the merchant wants done with a text over the cap. */
  action: "defer" | "skip";
  /** The caps of the law where the person is; they hold beside the merchant's own. */
  lawCaps?: Cap[];
}

// One object each: people with the same verdict are recognized by it.
const PASS: CapVerdict = { kind: "pass" };
const SKIP: CapVerdict = { kind: "skip" };

export type CapVerdict = { kind: "pass" } | { kind: "defer"; until: Date } | { kind: "skip" };

/**
 * Whether one more marketing text to this person fits under the merchant's cap and the law's. "until" is the first
 * millisecond at which all would let it pass, if nothing else is sent meanwhile. A cap of no texts skips.
 */
export function frequencyVerdict(question: CapQuestion, now: Date): CapVerdict {
  const { recent, action, lawCaps = [] } = question;
  const caps = [question, ...lawCaps];
  if (caps.some((cap) => cap.texts <= 0)) return SKIP;
  const latestFirst = recent.map((date) => date.getTime()).sort((a, b) => b - a);
  const freeAt = Math.max(...caps.map((cap) => whenFree(latestFirst, cap)));
  if (freeAt <= now.getTime()) return PASS;
  return action === "skip" ? SKIP : { kind: "defer", until: new Date(freeAt) };
}

/** The text that must fall out of the window is the `texts`th latest; it still counts exactly `hours` later. */
function whenFree(latestFirst: number[], { texts, hours }: Cap): number {
  const oldestThatCounts = latestFirst[texts - 1];
  return oldestThatCounts === undefined ? Number.NEGATIVE_INFINITY : oldestThatCounts + hours * 3_600_000 + 1;
}
