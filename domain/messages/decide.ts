import { type FrequencyVerdict, frequencyVerdict } from "#domain/compliance/frequency-cap";
import { type SendWindow, sendWindow } from "#domain/compliance/window";
import { type GateRecord, judge } from "#domain/messages/gates";
import type { Month } from "#domain/messages/month";
import { withOptOutLine } from "#domain/messages/opt-out-line";
import { measureText } from "#domain/messages/parts";
import { priceMicros } from "#domain/messages/price";
import type { Reason } from "#domain/messages/reason";
import { render } from "#domain/messages/render";
import type { Purpose, SourceKind, Wish } from "#domain/messages/source";

/** Twilio refuses more (error 21617); so do the others, at about the same length. */
const LONGEST_TEXT = 1_600;

/** One text that a lane has taken up and must decide about. */
export interface Candidate {
  id: string;
  month: Month;
  sourceKind: SourceKind;
  sourceId: string;
  purpose: Purpose;
  subscriberId: string;
  expiresAt: Date;
  /** The words when they are settled: given by the source, or rendered by an earlier claim. */
  body: string | null;
  wish: Wish;
}

export interface Recipient {
  id: string;
  phone: string | null;
  marketing: "never" | "pending" | "subscribed" | "unsubscribed";
  country: string | null;
  ruleSignature: string;
  firstName: string | null;
  lastName: string | null;
  isInvalid: boolean;
  suppressedBecause: string | null;
  marketingAt: Date[];
}

/** The shop's side of every decision in a slice. */
export interface ShopRules {
  brandName: string;
  isLive: boolean;
  isSenderLive: boolean;
  textingStartsMinute: number;
  textingEndsMinute: number;
  frequencyCapTexts: number;
  frequencyCapHours: number;
  frequencyCapAction: "defer" | "skip";
}

export interface Decision {
  candidate: Candidate;
  state: "sending" | "waiting" | "skipped" | "expired";
  dueAt: Date | "infinity";
  reason: Reason | null;
  why: GateRecord[];
  body: string | null;
  phone: string | null;
  encoding: string | null;
  parts: number | null;
  priceMicros: number | null;
  /** The short link made for this text. */
  link: { code: string; targetUrl: string } | null;
  /** How long the provider may keep it queued. */
  validitySeconds: number;
}

/** Providers queue for hours; a text must not leave after its window or its deadline (Twilio ValidityPeriod: 1 to 36,000 s). */
const LONGEST_VALIDITY_SECONDS = 36_000;

/** Decides about the texts of one slice. Windows are computed once for each set of rules, not for each person. */
export function decider(shop: ShopRules, shortLinkUrl: string, now: Date, newCode: () => string) {
  const windows = new Map<string, SendWindow>();

  function windowOf(signature: string, purpose: Purpose): SendWindow {
    const key = `${purpose} ${signature}`;
    const known = windows.get(key);
    if (known) return known;
    const merchant = { startsMinute: shop.textingStartsMinute, endsMinute: shop.textingEndsMinute };
    const fresh = sendWindow({ signature, merchant, now, purpose });
    windows.set(key, fresh);
    return fresh;
  }

  function frequencyOf(recipient: Recipient, purpose: Purpose): FrequencyVerdict {
    if (purpose !== "marketing") return { kind: "pass", saw: "exempt" };
    const { frequencyCapTexts: texts, frequencyCapHours: hours, frequencyCapAction: action } = shop;
    return frequencyVerdict({ recent: recipient.marketingAt, texts, hours, action }, now);
  }

  return function decide(candidate: Candidate, recipient: Recipient | undefined): Decision {
    const { wish, purpose } = candidate;
    const base = {
      candidate,
      why: [],
      body: candidate.body,
      phone: null,
      encoding: null,
      parts: null,
      priceMicros: null,
      link: null,
      validitySeconds: 0,
    };
    if (wish.kind === "held") return { ...base, state: "waiting", dueAt: "infinity", reason: null };
    if (wish.kind === "unwanted") return { ...base, state: "skipped", dueAt: now, reason: wish.because };
    if (!recipient) return { ...base, state: "skipped", dueAt: now, reason: "redacted" };

    const window = windowOf(recipient.ruleSignature, purpose);
    const { verdict, why } = judge(
      {
        purpose,
        expiresAt: candidate.expiresAt,
        isShopLive: shop.isLive,
        isSenderLive: shop.isSenderLive,
        phone: recipient.phone,
        marketing: recipient.marketing,
        isInvalid: recipient.isInvalid,
        suppressedBecause: recipient.suppressedBecause,
        window,
        frequency: frequencyOf(recipient, purpose),
      },
      now,
    );
    if (verdict.kind === "wait")
      return { ...base, why, state: "waiting", dueAt: verdict.until, reason: verdict.because };
    if (verdict.kind === "expire") return { ...base, why, state: "expired", dueAt: now, reason: "expired" };
    if (verdict.kind === "skip") return { ...base, why, state: "skipped", dueAt: now, reason: verdict.because };

    const worded = word(candidate, recipient, shop, shortLinkUrl, newCode);
    if (worded.kind === "failed") {
      const objection: GateRecord = { gate: "content", saw: worded.detail, said: "skip" };
      return { ...base, why: [...why, objection], state: "skipped", dueAt: now, reason: worded.because };
    }
    const { encoding, parts } = measureText(worded.text);
    const leavesBy = Math.min(candidate.expiresAt.getTime(), window.closesAt.getTime());
    return {
      candidate,
      state: "sending",
      dueAt: now,
      reason: null,
      why,
      body: worded.text,
      phone: recipient.phone,
      encoding,
      parts,
      priceMicros: priceMicros(recipient.country, parts),
      link: worded.link,
      validitySeconds: Math.max(1, Math.min(LONGEST_VALIDITY_SECONDS, Math.floor((leavesBy - now.getTime()) / 1000))),
    };
  };
}

type Worded =
  | { kind: "worded"; text: string; link: Decision["link"] }
  | { kind: "failed"; because: Reason; detail: string };

function word(
  candidate: Candidate,
  recipient: Recipient,
  shop: ShopRules,
  shortLinkUrl: string,
  newCode: () => string,
): Worded {
  if (candidate.body !== null) return { kind: "worded", text: candidate.body, link: null };
  if (candidate.wish.kind !== "wanted") return { kind: "failed", because: "no-content", detail: "no words were given" };
  const { template, variables, linkUrl } = candidate.wish.wording;
  const link = linkUrl !== null && /\{\{-?\s*link\b/.test(template) ? { code: newCode(), targetUrl: linkUrl } : null;
  const rendering = render(template, {
    ...variables,
    customer: { first_name: recipient.firstName ?? "", last_name: recipient.lastName ?? "" },
    shop: { name: shop.brandName },
    link: link ? `${shortLinkUrl}/l/${link.code}` : "",
  });
  if (rendering.kind === "failed") return { kind: "failed", because: "template-failed", detail: rendering.detail };
  if (rendering.text === "") return { kind: "failed", because: "no-content", detail: "the text is empty" };
  const text = withOptOutLine(rendering.text, candidate.purpose);
  if (text.length > LONGEST_TEXT) return { kind: "failed", because: "too-long", detail: `${text.length} characters` };
  return { kind: "worded", text, link };
}
