import { type Candidate, gateFacts, type ShopRules } from "#domain/messages/claim/decide";
import { type PriceList, priceMicros } from "#domain/messages/claim/price";
import { measureText } from "#domain/messages/content/parts";
import { word } from "#domain/messages/content/word";
import { content } from "#domain/messages/gates/content";
import type { Background } from "#domain/messages/gates/gate";
import { askEveryGate, gateNamed, recordOf, saidBy } from "#domain/messages/gates/gates";
import { spending } from "#domain/messages/gates/spending";
import { monthOf } from "#domain/messages/month";
import { grantTexts, type Limit } from "#domain/spending/grant";
import { NIL_ID } from "#platform/ids";
import { describeReason } from "./describe-reason.ts";
import type { FormatTime } from "./explain.ts";
import { makeForeseer } from "./explain-ahead.ts";
import { type Finding, findingOf } from "./explain-findings.ts";
import type { ExplainedPerson } from "./explain-person.ts";
import type { ExplainedSource } from "./explain-source.ts";

/** What would become of a text to one person if it were sent now, rule by rule. */
export interface ExplainedNow {
  findings: Finding[];
  /** The next moment at which every rule lets it pass, if nothing else is sent to the person meanwhile; null: never by itself. */
  nextAt: Date | null;
  /** Every rule lets it pass at this moment. */
  isNow: boolean;
  /** The campaign has not been sent, or the flow has not come to it: only that is missing where isNow. */
  waitsForSource: boolean;
  /** Why it would never leave as things stand, as a sentence; null when `nextAt` says when it would. */
  because: string | null;
  text: { body: string; parts: number; encoding: string; priceMicros: number } | null;
}

interface Asked {
  source: ExplainedSource;
  person: ExplainedPerson;
  shop: ShopRules;
  limits: Limit[];
  shortLinkUrl: string;
}

/** For asking when a text may leave, whatever its own deadline. */
const NO_DEADLINE = new Date("9999-12-31T23:59:59Z");

/** Asks every gate that the dispatcher asks, in its order and with its own code, and goes on behind the first that objects. Pure. */
export function explainNow(asked: Asked, now: Date, formatTime: FormatTime): ExplainedNow {
  const { source, person, shop, limits, shortLinkUrl } = asked;
  const { recipient } = person;
  const candidate = candidateOf(source, now);
  const facts = gateFacts(shop, candidate, recipient, now);
  const background = backgroundOf(asked);
  const asking = askEveryGate(facts, now).map(({ until, ...record }) => ({
    ...findingOf(record, formatTime),
    until,
    ...gateNamed(record.gate)?.background?.(background, now, formatTime),
  }));
  const { finding: ofContent, text } = contentOf(asked, now, formatTime);
  const ofSpending = source.purpose === "compliance" ? [] : spendingOf(asked, text, limits, now, formatTime);
  // A scheduled campaign asks at its hour.
  const from = new Date(Math.max(now.getTime(), ...source.findings.map(({ until }) => until?.getTime() ?? 0)));
  const findings = [...source.findings, ...asking, ...ofSpending, ofContent];

  const { decision, at } = makeForeseer(shop, shortLinkUrl)({ ...candidate, expiresAt: NO_DEADLINE }, recipient, from);
  const barred = findings.find(({ gate, said }) => said === "skip" && (gate === "source" || gate === "content"));
  const leaves = decision.state === "sending" && !barred;
  const wait = Math.max(at.getTime(), ...ofSpending.map(({ until }) => until?.getTime() ?? 0));
  const isHeld = ofSpending.some(({ said, until }) => said === "wait" && until === null);
  const because = barred?.sentence ?? (isHeld ? "The campaign’s spending limit is reached." : null);
  const objection = because ?? (leaves ? null : describeReason(decision.reason ?? "expired"));
  return {
    findings,
    nextAt: leaves && !isHeld ? new Date(wait) : null,
    isNow: leaves && !isHeld && wait <= now.getTime(),
    waitsForSource: source.findings.some(({ said }) => said === "wait"),
    because: leaves && !isHeld ? null : objection,
    text,
  };
}

function backgroundOf({ source: { purpose }, person, shop }: Asked): Background {
  const { recipient, places, consent, suppressedAt } = person;
  return { ...recipient, purpose, places, consent, suppressedAt, shop };
}

function candidateOf({ kind, purpose, expiresAt, wording }: ExplainedSource, now: Date): Candidate {
  return {
    ...{
      id: NIL_ID,
      sourceId: NIL_ID,
      subscriberId: NIL_ID,
      month: monthOf(now),
      sourceKind: kind,
      purpose,
      expiresAt,
    },
    body: null,
    sourceAnswer: { kind: "wanted", wording: wording ?? { template: "", variables: {}, linkUrl: null } },
  };
}

function contentOf({ source, person, shop, shortLinkUrl }: Asked, now: Date, formatTime: FormatTime): Content {
  const { prices, limits } = shop.facts;
  const ways = {
    brandName: shop.brandName,
    shortLinkUrl,
    newCode: () => "0000000000",
    longestText: limits.longestText,
  };
  const worded = source.wording && word(source.wording, source.purpose, person.recipient, ways);
  const text = worded?.kind === "worded" ? measuredText(worded.text, person.recipient.country, prices) : null;
  const { evidence, verdict } = content.judge({ worded, segments: text?.parts ?? 0 }, now);
  return { finding: findingOf(recordOf(content, evidence, saidBy(verdict)), formatTime), text };
}

interface Content {
  finding: Finding;
  text: ExplainedNow["text"];
}

function measuredText(body: string, country: string | null, prices: PriceList): ExplainedNow["text"] {
  const { parts, encoding } = measureText(body);
  return { body, parts, encoding, priceMicros: priceMicros(prices, country, parts) };
}

function spendingOf(
  { source }: Asked,
  text: ExplainedNow["text"],
  limits: Limit[],
  now: Date,
  formatTime: FormatTime,
): Finding[] {
  if (limits.length === 0 || text === null) return [];
  const { parts, priceMicros: price } = text;
  const asked = { id: NIL_ID, sourceKind: source.kind, sourceId: source.id, purpose: source.purpose };
  const granted = grantTexts([{ ...asked, parts, priceMicros: price }], limits).verdicts.get(NIL_ID);
  if (!granted || granted.limits.length === 0) return [];
  const { evidence, verdict } = spending.judge({ granted }, now);
  const until = verdict.kind === "wait" ? verdict.until : null;
  return [{ ...findingOf(recordOf(spending, evidence, saidBy(verdict)), formatTime), until }];
}
