/** Where a decision about consent came from. */
export type ConsentSource =
  | "checkout"
  | "sign-up-form"
  | "inbound-text"
  /** A person, or the deadline, decided that a reply was an opt-out. */
  | "reply-review"
  /** The public page behind a link of ours. */
  | "unsubscribe-page"
  | "import"
  | "merchant"
  | "shopify"
  | "provider"
  | "redaction";

/**
 * "expired" says that a question for double opt-in was not answered in time; "retracted", that what a reply was taken for was
 * a mistake.
 */
export type ConsentState = "pending" | "subscribed" | "unsubscribed" | "expired" | "retracted";

/** How far a double opt-in has come; null where none was asked for. */
export type DoubleOptIn = "asked" | "confirmed" | "expired";

/** One decision, as the ledger keeps it. */
export interface LedgerEntry {
  state: ConsentState;
  source: ConsentSource;
  doubleOptIn: DoubleOptIn | null;
  /** By the source's clock, and never later than when we heard of it. */
  occurredAt: Date;
  /** What the source's clock said when that was ahead: the same news is known by it. */
  claimedAt?: Date | null;
  /** Of a decision about a reply: which one, so that it can be taken back. */
  reviewId?: string | null;
}

/** What the ledger says at present. */
export interface ConsentStatus {
  marketing: "never" | "pending" | "subscribed" | "unsubscribed";
  /** When the decision that stands was made. */
  marketingAt: Date | null;
  /** A STOP that stands: nothing but a compliance text may leave, not even about orders. */
  stop: { by: "text" | "provider"; at: Date } | null;
  /** The source of the no that stands which is the hardest to lift. */
  refusedBy: ConsentSource | null;
  /** When the last STOP was lifted. */
  liftedAt: Date | null;
}

export const NEVER_DECIDED: ConsentStatus = {
  marketing: "never",
  marketingAt: null,
  stop: null,
  refusedBy: null,
  liftedAt: null,
};

/** Of decisions made at the same instant the stricter counts as the later. */
const STRICTNESS = { expired: 0, subscribed: 1, pending: 2, unsubscribed: 3, retracted: 4 };

/**
 * A no is lifted by a yes that is at least as near to the person. A STOP, in whatever way it was said, is lifted only by a
 * text from that phone: anyone can type a number into a form or a checkout. A no in a file counts as a STOP, because it may
 * be one that the person texted to another provider. What was refused with us, the store's record does not take back; a file
 * takes back nothing.
 */
const HARDNESS_OF_NO: Record<ConsentSource, number> = {
  provider: 4,
  "inbound-text": 3,
  "reply-review": 3,
  "unsubscribe-page": 3,
  import: 3,
  merchant: 2,
  redaction: 2,
  shopify: 1,
  checkout: 1,
  "sign-up-form": 1,
};
const POWER_OF_YES: Record<ConsentSource, number> = {
  "inbound-text": 4,
  checkout: 2,
  "sign-up-form": 2,
  merchant: 2,
  shopify: 1,
  import: 0,
  provider: 0,
  redaction: 0,
  "reply-review": 0,
  "unsubscribe-page": 0,
};

/**
 * Reads a ledger, in whatever order it was written: the newest decision wins, but a no stands against any yes that is
 * further from the person than it (so that where the store's record and ours disagree, the stricter holds), and a sign-up
 * whose confirmation is still awaited changes nothing for anyone who had decided before.
 */
export function consentStatusOf(ledger: LedgerEntry[]): ConsentStatus {
  const retractions = ledger.filter(({ state }) => state === "retracted");
  if (retractions.length === 0) return [...ledger].sort(byTime).reduce(nextStatus, NEVER_DECIDED);
  const kept = ledger.filter((entry) => !retractions.some((retraction) => takesBack(retraction, entry, ledger)));
  const status = kept.sort(byTime).reduce(nextStatus, NEVER_DECIDED);
  const at = new Date(Math.max(...retractions.map(({ occurredAt }) => occurredAt.getTime())));
  return restoreStatus(status, at);
}

/** True when nothing that binds us now differs. */
export function isSameStatus(a: ConsentStatus, b: ConsentStatus): boolean {
  return (
    a.marketing === b.marketing &&
    timeOf(a.marketingAt) === timeOf(b.marketingAt) &&
    a.refusedBy === b.refusedBy &&
    a.stop?.by === b.stop?.by &&
    timeOf(a.stop?.at) === timeOf(b.stop?.at)
  );
}

/** Why a decision changed nothing. */
export type StaleReason =
  | "older-news"
  | "opted-out-by-text"
  | "refused-here"
  | "awaits-confirmation"
  | "already-recorded";

/** What one more decision does to a ledger; `stale` is null when it took effect. */
export function weighEntries(
  ledger: LedgerEntry[],
  entry: LedgerEntry,
): { stale: StaleReason | null; before: ConsentStatus; after: ConsentStatus } {
  const before = consentStatusOf(ledger);
  if (ledger.some((other) => isSameEntry(other, entry))) return { stale: "already-recorded", before, after: before };
  const after = consentStatusOf([...ledger, entry]);
  return { stale: isSameStatus(before, after) ? staleReason(before, entry) : null, before, after };
}

function staleReason(before: ConsentStatus, entry: LedgerEntry): StaleReason {
  const { state, doubleOptIn, occurredAt: at } = entry;
  const isYes = state === "subscribed" || state === "pending";
  if (!isYes || before.marketingAt === null || at <= before.marketingAt) return "older-news";
  if (before.stop !== null) return "opted-out-by-text";
  if (!liftsRefusal(before, entry.source)) return "refused-here";
  return doubleOptIn === "asked" ? "awaits-confirmation" : "older-news";
}

function isSameEntry(a: LedgerEntry, b: LedgerEntry): boolean {
  return (
    a.state === b.state &&
    a.source === b.source &&
    (a.claimedAt ?? a.occurredAt).getTime() === (b.claimedAt ?? b.occurredAt).getTime() &&
    (a.reviewId ?? null) === (b.reviewId ?? null)
  );
}

/**
 * What a decision is about. A STOP without a word on what it means ends texts of every kind (47 CFR 64.1200(a)(12)), and
 * START opens them again; anything else is about marketing alone, and texts about someone's own orders go on.
 */
export function scopeOf(source: ConsentSource): "marketing" | "all" {
  return source === "provider" || isOwnStop(source) ? "all" : "marketing";
}

/** Said by the person to us, as a STOP is. */
function isOwnStop(source: ConsentSource): boolean {
  return source === "inbound-text" || source === "reply-review" || source === "unsubscribe-page";
}

/** The decision about the same reply, and what the store said back when it was told of it: its clock shows whole seconds. */
function takesBack(retraction: LedgerEntry, entry: LedgerEntry, ledger: LedgerEntry[]): boolean {
  const isMistake = ({ state, reviewId, occurredAt }: LedgerEntry) =>
    state === "unsubscribed" &&
    reviewId != null &&
    reviewId === retraction.reviewId &&
    occurredAt <= retraction.occurredAt;
  if (entry.source !== "shopify" || entry.state !== "unsubscribed") return isMistake(entry);
  const second = Math.floor(entry.occurredAt.getTime() / 1_000);
  return ledger.some((it) => isMistake(it) && Math.floor(it.occurredAt.getTime() / 1_000) === second);
}

/** What stood before holds again, from the moment at which the mistake was taken back. */
function restoreStatus(status: ConsentStatus, at: Date): ConsentStatus {
  const since = (date: Date | null) => (date === null || date < at ? at : date);
  const { marketing, stop } = status;
  return {
    ...status,
    marketingAt: marketing === "never" ? null : since(status.marketingAt),
    liftedAt: stop === null ? since(status.liftedAt) : status.liftedAt,
  };
}

function nextStatus(status: ConsentStatus, entry: LedgerEntry): ConsentStatus {
  switch (entry.state) {
    case "unsubscribed":
      return afterRefusal(status, entry);
    case "pending":
      return afterQuestion(status, entry);
    case "expired":
      return afterSilence(status);
    case "subscribed":
      return afterConsent(status, entry);
    case "retracted":
      return status;
  }
}

function afterRefusal(status: ConsentStatus, { source, occurredAt: at }: LedgerEntry): ConsentStatus {
  const { refusedBy } = status;
  const isHarder = refusedBy === null || HARDNESS_OF_NO[source] >= HARDNESS_OF_NO[refusedBy];
  return {
    ...status,
    marketing: "unsubscribed",
    marketingAt: at,
    stop: stopOf(status, source, at),
    refusedBy: isHarder ? source : refusedBy,
  };
}

function stopOf({ stop }: ConsentStatus, source: ConsentSource, at: Date): ConsentStatus["stop"] {
  // The provider's block is the harder to lift, so it stays what it is until START.
  if (source === "provider") return { by: "provider", at };
  if (isOwnStop(source)) return { by: stop?.by ?? "text", at };
  return stop;
}

/**
 * The store may ask on its own account, and then the person waits; a question of ours binds only who never decided, or is
 * being asked already. No question lifts a STOP.
 */
function afterQuestion(status: ConsentStatus, { source, doubleOptIn, occurredAt: at }: LedgerEntry): ConsentStatus {
  const { marketing, stop, refusedBy } = status;
  if (stop !== null || refusedBy === "import" || !liftsRefusal(status, source)) return status;
  if (doubleOptIn === "asked" && marketing !== "never" && marketing !== "pending") return status;
  return { ...status, marketing: "pending", marketingAt: at };
}

/** Back to where they were: with a no that still stands, the wait was the store's own and not about our question. */
function afterSilence(status: ConsentStatus): ConsentStatus {
  if (status.marketing !== "pending" || status.refusedBy !== null) return status;
  return { ...status, marketing: "never", marketingAt: null };
}

function afterConsent(status: ConsentStatus, { source, occurredAt: at }: LedgerEntry): ConsentStatus {
  if (!liftsRefusal(status, source)) return status;
  // A list's no suppresses the number as a STOP does, and is lifted as one: by a text from the phone.
  const liftedAt = status.stop === null && status.refusedBy !== "import" ? status.liftedAt : at;
  return { marketing: "subscribed", marketingAt: at, stop: null, refusedBy: null, liftedAt };
}

function liftsRefusal({ refusedBy }: ConsentStatus, source: ConsentSource): boolean {
  return refusedBy === null || POWER_OF_YES[source] >= HARDNESS_OF_NO[refusedBy];
}

function byTime(a: LedgerEntry, b: LedgerEntry): number {
  return (
    countsFrom(a) - countsFrom(b) ||
    STRICTNESS[a.state] - STRICTNESS[b.state] ||
    // Two alike at one instant: any fixed order will do.
    a.source.localeCompare(b.source) ||
    (a.doubleOptIn ?? "").localeCompare(b.doubleOptIn ?? "")
  );
}

/** The store's clock shows whole seconds: its no may have been said at the end of one, and counts from there. */
function countsFrom({ state, source, occurredAt }: LedgerEntry): number {
  const at = occurredAt.getTime();
  return state === "unsubscribed" && source === "shopify" && at % 1_000 === 0 ? at + 999 : at;
}

function timeOf(date: Date | null | undefined): number | null {
  return date?.getTime() ?? null;
}
