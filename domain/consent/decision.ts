/** Where a decision about consent came from. */
export type ConsentSource =
  | "checkout"
  | "sign-up-form"
  | "inbound-text"
  | "import"
  | "merchant"
  | "shopify"
  | "provider"
  | "redaction";

export type ConsentState = "pending" | "subscribed" | "unsubscribed";

/** One decision, as the ledger keeps it. Only marketing has a ledger yet. */
export interface LedgerEntry {
  state: ConsentState;
  source: ConsentSource;
  occurredAt: Date;
}

/** What the ledger says at present. */
export interface Standing {
  marketing: "never" | ConsentState;
  /** When the decision that stands was made. */
  marketingAt: Date | null;
  /** A STOP that stands: nothing but a compliance text may leave. */
  stop: { by: "text" | "provider"; at: Date } | null;
  /** When the last STOP was lifted. */
  liftedAt: Date | null;
}

export const NEVER_DECIDED: Standing = { marketing: "never", marketingAt: null, stop: null, liftedAt: null };

/** Of decisions made at the same instant the stricter counts as the later. */
const STRICTNESS = { subscribed: 0, pending: 1, unsubscribed: 2 };

/**
 * Reads a ledger, in whatever order it was written: the newest decision wins, but what a person texted outranks what a
 * store or a file says. A texted STOP is lifted only by a texted START or by a fresh opt-in of the person's own at a
 * checkout box or a sign-up form; what a provider blocks, only START opens again.
 */
export function standingOf(ledger: LedgerEntry[]): Standing {
  return [...ledger].sort(byTime).reduce(next, NEVER_DECIDED);
}

/** True when nothing that binds us now differs. */
export function isSameStanding(a: Standing, b: Standing): boolean {
  return (
    a.marketing === b.marketing &&
    time(a.marketingAt) === time(b.marketingAt) &&
    a.stop?.by === b.stop?.by &&
    time(a.stop?.at) === time(b.stop?.at)
  );
}

function next(standing: Standing, { state, source, occurredAt: at }: LedgerEntry): Standing {
  if (state === "unsubscribed") {
    const stop = stopOf(standing, source, at);
    return { ...standing, marketing: "unsubscribed", marketingAt: at, stop };
  }
  if (standing.stop === null) return { ...standing, marketing: state, marketingAt: at };
  if (!lifts(standing.stop.by, state, source)) return standing;
  return { marketing: state, marketingAt: at, stop: null, liftedAt: at };
}

function stopOf({ stop }: Standing, source: ConsentSource, at: Date): Standing["stop"] {
  // The provider's block is the harder to lift, so it stays what it is until START.
  if (source === "provider") return { by: "provider", at };
  if (source === "inbound-text") return { by: stop?.by ?? "text", at };
  return stop;
}

function lifts(stop: "text" | "provider", state: ConsentState, source: ConsentSource): boolean {
  if (state !== "subscribed") return false;
  if (source === "inbound-text") return true;
  return stop === "text" && (source === "checkout" || source === "sign-up-form");
}

function byTime(a: LedgerEntry, b: LedgerEntry): number {
  return (
    a.occurredAt.getTime() - b.occurredAt.getTime() ||
    STRICTNESS[a.state] - STRICTNESS[b.state] ||
    // Two alike at one instant: any fixed order will do.
    a.source.localeCompare(b.source)
  );
}

function time(date: Date | null | undefined): number | null {
  return date?.getTime() ?? null;
}
