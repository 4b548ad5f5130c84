import { type CapVerdict, frequencyVerdict } from "#domain/compliance/frequency-cap";
import { type LawCap, lawCaps } from "#domain/compliance/law-caps";
import { nextAllowed } from "#domain/compliance/next-allowed";
import { refTo } from "#domain/compliance/rules/rule";
import type { Stricter } from "#domain/compliance/stricter";
import { type SendWindow, sendWindow } from "#domain/compliance/window";
import { measureText } from "#domain/messages/content/parts";
import { type Link, type Worded, type WordingWays, word } from "#domain/messages/content/word";
import type { ProviderFacts } from "#domain/messages/delivery/provider-facts";
import { content } from "#domain/messages/gates/content";
import type { CapLimits, GateFacts, Refusal } from "#domain/messages/gates/gate";
import { type GateRecord, outcomeOf, sharedJudge } from "#domain/messages/gates/gates";
import { variant } from "#domain/messages/gates/variant";
import type { Month } from "#domain/messages/month";
import type { Reason } from "#domain/messages/reason";
import type { Purpose, SourceAnswer, SourceKind } from "#domain/messages/source";
import { PARKED } from "#domain/messages/waiting";
import { countryOfPhone } from "#domain/places/phone-country";
import { parseSignature } from "#domain/places/signature";
import { isTextable } from "#domain/subscribers/phone-number";
import type { PropertyValue } from "#domain/subscribers/properties/property";
import { assertNever } from "#platform/assert-never";
import { priceMicros } from "./price.ts";

/** One text that a lane has taken up and must decide about. */
export interface Candidate {
  id: string;
  month: Month;
  sourceKind: SourceKind;
  sourceId: string;
  purpose: Purpose;
  subscriberId: string;
  expiresAt: Date;
  /** Since when it was due; absent where that is not measured. */
  dueAt?: Date;
  /** The words when they are settled: given by the source, or rendered by an earlier claim. */
  body: string | null;
  /** Of settled words. */
  variant?: string | null;
  /** See messages.resends and messages.tries; absent for a text without a row. */
  resends?: number;
  tries?: number;
  /** Of the sampled trace that planned it. */
  traceparent?: string | null;
  sourceAnswer: SourceAnswer;
}

export interface Recipient {
  id: string;
  phone: string | null;
  marketing: "never" | "pending" | "subscribed" | "unsubscribed";
  country: string | null;
  ruleSignature: string;
  firstName: string | null;
  lastName: string | null;
  /** By name; absent when no text of the claim names one. */
  properties?: Record<string, PropertyValue>;
  isInvalid: boolean;
  suppressedBecause: string | null;
  marketingAt: Date[];
}

/** The shop's side of every decision in a slice. */
export interface ShopRules {
  brandName: string;
  isLive: boolean;
  isSenderLive: boolean;
  /** Of the sender's provider. */
  facts: Pick<ProviderFacts, "prices" | "limits">;
  /** Countries that the provider's account may not text at present, and when to try them again. */
  heldRegions?: HeldRegion[];
  /** How long the carrier keeps the sender's texts in its queue at present. */
  queueSeconds: number;
  textingStartsMinute: number;
  textingEndsMinute: number;
  /** What the merchant chose beyond the law. */
  stricter: Stricter;
  frequencyCapTexts: number;
  frequencyCapHours: number;
  frequencyCapAction: "defer" | "skip";
}

export interface HeldRegion {
  /** ISO 3166-1 alpha-2. */
  region: string;
  /** ISO 8601. */
  until: string;
  /** One text of this slice may try whether it is allowed by now. */
  mayTry?: boolean;
}

export interface Decision {
  candidate: Candidate;
  state: "sending" | "waiting" | "skipped" | "expired";
  /** Of a text to be sent: now. */
  dueAt: Date;
  reason: Reason | null;
  why: GateRecord[];
  body: string | null;
  /** Which text of an A/B test it is. */
  variant: string | null;
  phone: string | null;
  encoding: string | null;
  parts: number | null;
  priceMicros: number | null;
  /** The short link made for this text. */
  link: Link | null;
  /** How long after the decision the provider may still hold it. */
  validitySeconds: number;
  /** The provider's name for the text that left already, before the database was restored: it is not sent again. */
  leftAs?: string;
  /** Of its claim, in a sampled trace. */
  traceparent?: string;
}

/** Of texts that no cap counts. */
const NO_CAP: CapVerdict = { kind: "pass" };

/** A text to a country that is being tried looks again after this. */
const REGION_RETRY_MS = 60_000;

/** Decides about the texts of one slice. What depends on a set of rules is worked out once for it, not for each person. */
export function makeDecider(shop: ShopRules, ways: Omit<WordingWays, "brandName" | "longestText">, now: Date) {
  const rulesOf = rulesBySignature(shop, now);
  const judgeShared = sharedJudge(now);
  const { longestText, longestValiditySeconds } = shop.facts.limits;
  const wordingWays = { ...ways, brandName: shop.brandName, longestText };
  const heldUntil = regionHolds(shop.heldRegions ?? []);

  return function decide(candidate: Candidate, recipient: Recipient | undefined): Decision {
    const { sourceAnswer, purpose, expiresAt } = candidate;
    if (sourceAnswer.kind === "held") return withoutText(candidate, "waiting", PARKED, null);
    if (sourceAnswer.kind === "unwanted") return withoutText(candidate, "skipped", now, sourceAnswer.because);
    if (!recipient) return withoutText(candidate, "skipped", now, "redacted");

    const rules = rulesOf(recipient, purpose);
    const regionHeldUntil = heldUntil(recipient.phone, now);
    const facts = { ...ownFacts(shop, candidate, recipient), ...rules, regionHeldUntil };
    const { verdict, why } = judgeShared(facts);
    if (verdict.kind !== "send") return refusedDecision(candidate, verdict, now, why);

    const worded: Worded =
      candidate.body === null
        ? word(sourceAnswer.wording, purpose, recipient, wordingWays)
        : { kind: "worded", text: candidate.body, link: null };
    if (worded.kind === "failed") {
      const judgment = content.judge({ worded, segments: 0 }, now);
      const { record } = outcomeOf(content, judgment, expiresAt);
      return withoutText(candidate, "skipped", now, worded.because, [...why, record]);
    }
    const { encoding, parts } = measureText(worded.text);
    const label = (candidate.body === null ? sourceAnswer.wording.variant : candidate.variant) ?? null;
    const leavesBy = Math.min(expiresAt.getTime(), rules.window.closesAt.getTime());
    return {
      ...withoutText(
        candidate,
        "sending",
        now,
        null,
        label === null ? why : [...why, ofVariant(label, now, expiresAt)],
      ),
      body: worded.text,
      variant: label,
      phone: recipient.phone,
      encoding,
      parts,
      priceMicros: priceMicros(shop.facts.prices, recipient.country, parts),
      link: worded.link,
      // Providers queue for hours; a text must not leave after its window or its deadline.
      validitySeconds: Math.min(longestValiditySeconds, (leavesBy - now.getTime()) / 1_000),
    };
  };
}

/**
 * Until when a number's country is held; null when it is not. The first text to a country that may be tried is let through,
 * and the others of the slice wait for what becomes of it.
 */
function regionHolds(held: HeldRegion[]): (phone: string | null, now: Date) => Date | null {
  const tried = new Set<string>();
  return (phone, now) => {
    if (held.length === 0 || phone === null) return null;
    const region = countryOfPhone(phone);
    const hold = held.find((it) => it.region === region);
    if (!hold || region === null) return null;
    if (hold.mayTry && !tried.has(region)) {
      tried.add(region);
      return null;
    }
    return new Date(Math.max(Date.parse(hold.until), now.getTime() + REGION_RETRY_MS));
  };
}

function ofVariant(label: string, now: Date, expiresAt: Date): GateRecord {
  return outcomeOf(variant, variant.judge({ label }, now), expiresAt).record;
}

/** What the gates are asked about one person's text, for those who explain it. */
export function gateFacts(
  shop: ShopRules,
  candidate: Pick<Candidate, "purpose" | "expiresAt">,
  recipient: Recipient,
  now: Date,
): GateFacts {
  return {
    ...ownFacts(shop, candidate, recipient),
    ...rulesBySignature(shop, now)(recipient, candidate.purpose),
    regionHeldUntil: regionHolds(shop.heldRegions ?? [])(recipient.phone, now),
  };
}

function ownFacts(
  { isLive: isShopLive, isSenderLive }: ShopRules,
  { purpose, expiresAt }: Pick<Candidate, "purpose" | "expiresAt">,
  { phone, marketing, isInvalid, suppressedBecause }: Recipient,
) {
  const number = { hasNumber: phone !== null, isTextable: phone === null || isTextable(phone) };
  return { purpose, expiresAt, isShopLive, isSenderLive, ...number, marketing, isInvalid, suppressedBecause };
}

/** The decision about a text that a gate does not let pass now. */
export function refusedDecision(candidate: Candidate, verdict: Refusal, now: Date, why: GateRecord[]): Decision {
  switch (verdict.kind) {
    case "wait":
      return withoutText(candidate, "waiting", verdict.until, verdict.because, why);
    case "hold":
      return withoutText(candidate, "waiting", PARKED, verdict.because, why);
    case "skip":
      return withoutText(candidate, "skipped", now, verdict.because, why);
    case "expire":
      return withoutText(candidate, "expired", now, "expired", why);
    default:
      return assertNever(verdict);
  }
}

/** A decision without a text to send. Words that were settled before are kept. */
export function withoutText(
  candidate: Candidate,
  state: Decision["state"],
  dueAt: Decision["dueAt"],
  reason: Reason | null,
  why: GateRecord[] = [],
): Decision {
  const nothing = {
    variant: null,
    phone: null,
    encoding: null,
    parts: null,
    priceMicros: null,
    link: null,
    validitySeconds: 0,
  };
  return { candidate, state, dueAt, reason, why, body: candidate.body, ...nothing };
}

type PersonalRules = Pick<GateFacts, "window" | "cap" | "recentTexts" | "capLimits">;

function rulesBySignature(shop: ShopRules, now: Date) {
  const known = new Map<string, { window: SendWindow; law: LawCap[]; capLimits: CapLimits }>();
  const { textingStartsMinute: startsMinute, textingEndsMinute: endsMinute, stricter } = shop;
  const merchant = { startsMinute, endsMinute, stricter };
  const { queueSeconds, frequencyCapTexts: texts, frequencyCapHours: hours, frequencyCapAction: action } = shop;

  return ({ ruleSignature: signature, marketingAt: recent }: Recipient, purpose: Purpose): PersonalRules => {
    const key = `${purpose} ${signature}`;
    let rules = known.get(key);
    if (!rules) {
      const law = lawCaps(parseSignature(signature), now, stricter);
      const byLaw = law.map(({ texts, hours, rule }) => ({ texts, hours, rule: refTo(rule) }));
      const window = sendWindow({ signature, merchant, now, purpose, queueSeconds });
      rules = { window, law, capLimits: { texts, hours, byLaw } };
      known.set(key, rules);
    }
    const { window, law, capLimits } = rules;
    if (purpose !== "marketing") return { window, cap: NO_CAP, recentTexts: 0, capLimits };
    const caps = { recent, texts, hours, lawCaps: law };
    const verdict = frequencyVerdict({ ...caps, action }, now);
    // A cap may end while the window is closed: the text waits for the moment at which both let it pass.
    const cap: CapVerdict =
      verdict.kind === "defer"
        ? { kind: "defer", until: nextAllowed({ signature, merchant, now, purpose, queueSeconds }, caps) }
        : verdict;
    return { window, cap, recentTexts: recent.length, capLimits };
  };
}
