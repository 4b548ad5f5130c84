import type { CapVerdict } from "#domain/compliance/frequency-cap";
import type { SendWindow } from "#domain/compliance/window";
import type { Reason } from "#domain/messages/reason";
import type { Purpose } from "#domain/messages/source";

/** Everything the gates look at for one person, read once for the whole slice. */
export interface GateFacts {
  purpose: Purpose;
  expiresAt: Date;
  isShopLive: boolean;
  isSenderLive: boolean;
  /** Set when the provider's account may not text this number's country: when that is tried again. */
  regionHeldUntil?: Date | null;
  phone: string | null;
  marketing: "never" | "pending" | "subscribed" | "unsubscribed";
  isInvalid: boolean;
  /** Null when the number is not suppressed. */
  suppressedBecause: string | null;
  window: SendWindow;
  cap: CapVerdict;
  /** What the cap was judged by, in words. */
  capSaw: string;
}

export type Verdict =
  | { kind: "send" }
  | { kind: "wait"; until: Date; because: Reason }
  | { kind: "skip"; because: Reason }
  | { kind: "expire" };

/** One line of the why-record: which rule ran, what it saw, what it said. */
export interface GateRecord {
  gate: string;
  saw: string;
  said: "pass" | "wait" | "skip" | "expire";
}

/** How long a text waits for a sender that was taken out of service before it is looked at again. */
const SENDER_RETRY_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

type Gate = { name: string; judge: (facts: GateFacts, now: Date) => { saw: string; verdict: Verdict } };

const PASS: Verdict = { kind: "send" };
const skip = (because: Reason): Verdict => ({ kind: "skip", because });

/** In order; the first objection wins. The source's own wish is asked before any of these. */
const gates: Gate[] = [
  {
    name: "deadline",
    judge: ({ expiresAt }, now) => ({
      saw: `must leave before ${wordDeadline(expiresAt, now)}`,
      verdict: expiresAt <= now ? { kind: "expire" } : PASS,
    }),
  },
  {
    name: "shop",
    judge: ({ isShopLive }) => ({
      saw: isShopLive ? "installed" : "uninstalled",
      verdict: isShopLive ? PASS : skip("shop-uninstalled"),
    }),
  },
  { name: "consent", judge: judgeConsent },
  {
    name: "number",
    judge: ({ phone, isInvalid, suppressedBecause }) => {
      if (phone === null) return { saw: "erased", verdict: skip("redacted") };
      const invalid = isInvalid || suppressedBecause === "invalid-number";
      return { saw: invalid ? "invalid" : "reachable", verdict: invalid ? skip("invalid-number") : PASS };
    },
  },
  {
    name: "sender",
    judge: judgeSender,
  },
  {
    name: "quiet hours",
    judge: ({ window, purpose }) => ({
      saw: purpose === "marketing" ? `${window.rules.join(", ")}: ${spanOf(window)}` : "exempt",
      verdict: window.isOpen ? PASS : { kind: "wait", until: window.opensAt, because: "quiet-hours" },
    }),
  },
  {
    name: "frequency cap",
    judge: ({ cap, capSaw: saw }) => {
      if (cap.kind === "defer") return { saw, verdict: { kind: "wait", until: cap.until, because: "frequency-cap" } };
      return { saw, verdict: cap.kind === "skip" ? skip("frequency-cap") : PASS };
    },
  },
];

/**
 * Decides about one text at `now`. `why` lists every gate that ran, the objecting one last. A wait that would end after
 * the text's deadline is an expiry at once: nothing is ever sent late.
 */
export function judge(facts: GateFacts, now: Date): { verdict: Verdict; why: GateRecord[] } {
  const why: GateRecord[] = [];
  for (const gate of gates) {
    const { saw, verdict } = gate.judge(facts, now);
    const isTooLate = verdict.kind === "wait" && verdict.until >= facts.expiresAt;
    why.push({ gate: gate.name, saw, said: isTooLate ? "expire" : verdict.kind === "send" ? "pass" : verdict.kind });
    if (isTooLate) return { verdict: { kind: "expire" }, why };
    if (verdict.kind !== "send") return { verdict, why };
  }
  return { verdict: PASS, why };
}

/** What every gate says of a text at `now`, also those behind the first that objects: for explaining, not for deciding. */
export function askEveryGate(facts: GateFacts, now: Date): (GateRecord & { until: Date | null })[] {
  return gates.map((gate) => {
    const { saw, verdict } = gate.judge(facts, now);
    const said = verdict.kind === "send" ? "pass" : verdict.kind;
    return { gate: gate.name, saw, said, until: verdict.kind === "wait" ? verdict.until : null };
  });
}

function judgeSender({ isSenderLive, regionHeldUntil }: GateFacts, now: Date): { saw: string; verdict: Verdict } {
  if (!isSenderLive) {
    const until = new Date(now.getTime() + SENDER_RETRY_MS);
    return { saw: "out of service", verdict: { kind: "wait", until, because: "sender-stopped" } };
  }
  if (regionHeldUntil)
    return {
      saw: "not allowed to text this country",
      verdict: { kind: "wait", until: regionHeldUntil, because: "region-not-allowed" },
    };
  return { saw: "in service", verdict: PASS };
}

/** A STOP ends every kind of text but the one that confirms it. Transactional texts need no marketing consent. */
function judgeConsent({ purpose, marketing, suppressedBecause }: GateFacts): { saw: string; verdict: Verdict } {
  if (purpose === "compliance") return { saw: "exempt", verdict: PASS };
  // Until a person has read what may be an opt-out, nothing is advertised; texts about their own orders go on.
  if (suppressedBecause === "reply-unsure")
    return { saw: suppressedBecause, verdict: purpose === "transactional" ? PASS : skip("reply-unsure") };
  if (suppressedBecause !== null && suppressedBecause !== "invalid-number")
    return { saw: suppressedBecause, verdict: skip("opted-out") };
  if (purpose === "transactional") return { saw: "not needed", verdict: PASS };
  if (marketing === "unsubscribed") return { saw: marketing, verdict: skip("opted-out") };
  return { saw: marketing, verdict: marketing === "subscribed" ? PASS : skip("no-consent") };
}

/** To the minute while it is further off: a flow's texts of one minute then share a why-record. */
function wordDeadline(at: Date, now: Date): string {
  const iso = at.toISOString();
  return at.getTime() - now.getTime() < MINUTE_MS ? iso : `${iso.slice(0, "2026-11-24T15:00".length)}Z`;
}

function spanOf(window: SendWindow): string {
  return window.isOpen ? `open until ${window.closesAt.toISOString()}` : `closed until ${window.opensAt.toISOString()}`;
}
