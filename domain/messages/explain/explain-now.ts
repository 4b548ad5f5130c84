import { consentInWords } from "#domain/consent/words/consent-words";
import { type Candidate, gateFacts, type ShopRules } from "#domain/messages/claim/decide";
import { priceMicros } from "#domain/messages/claim/price";
import { measureText } from "#domain/messages/content/parts";
import { word } from "#domain/messages/content/word";
import { describeReason } from "#domain/messages/explain/describe-reason";
import type { FormatTime } from "#domain/messages/explain/explain";
import { foreseer } from "#domain/messages/explain/explain-ahead";
import { type Finding, findingOf } from "#domain/messages/explain/explain-findings";
import type { ExplainedPerson } from "#domain/messages/explain/explain-person";
import { capRulesOn, hoursRulesOn } from "#domain/messages/explain/explain-rules";
import type { ExplainedSource } from "#domain/messages/explain/explain-source";
import { askEveryGate, type GateRecord } from "#domain/messages/gates/gates";
import { monthOf } from "#domain/messages/month";
import { grantTexts, type Limit } from "#domain/spending/grant";
import { NIL_ID } from "#platform/ids";

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
  const asking = askEveryGate(facts, now).map(({ until, ...record }) => ({
    ...findingOf(record, formatTime),
    until,
    ...more(record, asked, now, formatTime),
  }));
  const content = contentOf(asked);
  const spending = source.purpose === "compliance" ? [] : spendingOf(asked, content.text, limits, formatTime);
  // A scheduled campaign asks at its hour.
  const from = new Date(Math.max(now.getTime(), ...source.findings.map(({ until }) => until?.getTime() ?? 0)));
  const findings = [...source.findings, ...asking, ...spending, content.finding];

  const { decision, at } = foreseer(shop, shortLinkUrl)({ ...candidate, expiresAt: NO_DEADLINE }, recipient, from);
  const barred = findings.find(({ gate, said }) => said === "skip" && (gate === "source" || gate === "content"));
  const leaves = decision.state === "sending" && !barred;
  const wait = Math.max(at.getTime(), ...spending.map(({ until }) => until?.getTime() ?? 0));
  const isHeld = spending.some(({ said, until }) => said === "wait" && until === null);
  const because = barred?.sentence ?? (isHeld ? "The campaign’s spend cap leaves no room for it." : null);
  const objection = because ?? (leaves ? null : describeReason(decision.reason ?? "expired"));
  return {
    findings,
    nextAt: leaves && !isHeld ? new Date(wait) : null,
    isNow: leaves && !isHeld && wait <= now.getTime(),
    waitsForSource: source.findings.some(({ said }) => said === "wait"),
    because: leaves && !isHeld ? null : objection,
    text: content.text,
  };
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
    wish: { kind: "wanted", wording: wording ?? { template: "", variables: {}, linkUrl: null } },
  };
}

/** What a gate was judged by, beside its record. */
function more(
  { gate }: GateRecord,
  { person: { recipient, places, consent, suppressedAt }, shop, source }: Asked,
  now: Date,
  formatTime: FormatTime,
): Pick<Finding, "inputs"> | Pick<Finding, "inputs" | "rules"> {
  const { ruleSignature: signature, marketingAt, suppressedBecause } = recipient;
  switch (gate) {
    case "consent":
      return {
        inputs: [
          ...(consent ? [`${consentInWords(consent.state, consent.source)}, ${formatTime(consent.occurredAt)}`] : []),
          ...(suppressedBecause && suppressedAt
            ? [`${suppressedBecause.replaceAll("-", " ")} since ${formatTime(suppressedAt)}`]
            : []),
        ],
      };
    case "quiet hours":
      if (source.purpose !== "marketing") return { inputs: [] };
      return { inputs: [whereabouts(signature)], rules: hoursRulesOn(shop, signature, places, now) };
    case "frequency cap":
      if (source.purpose !== "marketing") return { inputs: [] };
      return {
        inputs: marketingAt
          .toSorted((a, b) => b.getTime() - a.getTime())
          .slice(0, 5)
          .map((at) => `a marketing text ${formatTime(at)}`),
        rules: capRulesOn(shop, signature, places, now),
      };
    default:
      return { inputs: [] };
  }
}

function whereabouts(signature: string): string {
  const [jurisdictions, zones] = signature.split("@");
  if (!jurisdictions || !zones) return "nothing tells where the person is: every part of the United States counts";
  return `${jurisdictions.replaceAll(",", ", ")} by the clocks of ${zones.replaceAll("_", " ").replaceAll(",", ", ")}`;
}

function contentOf({ source, person, shop, shortLinkUrl }: Asked): { finding: Finding; text: ExplainedNow["text"] } {
  const base = { gate: "content", title: "Text", inputs: [], rules: [], until: null };
  if (source.wording === null) return { finding: { ...base, said: "skip", sentence: "Says nothing yet." }, text: null };
  const ways = { brandName: shop.brandName, shortLinkUrl, newCode: () => "0000000000" };
  const worded = word(source.wording, source.purpose, person.recipient, ways);
  if (worded.kind === "failed")
    return { finding: { ...base, said: "skip", sentence: `Cannot be made: ${worded.detail}.` }, text: null };
  const { parts, encoding } = measureText(worded.text);
  const sentence = `Can be made: ${parts} ${parts === 1 ? "SMS segment" : "SMS segments"}.`;
  const text = { body: worded.text, parts, encoding, priceMicros: priceMicros(person.recipient.country, parts) };
  return { finding: { ...base, said: "pass", sentence }, text };
}

function spendingOf({ source }: Asked, text: ExplainedNow["text"], limits: Limit[], formatTime: FormatTime): Finding[] {
  if (limits.length === 0 || text === null) return [];
  const { parts, priceMicros: price } = text;
  const asked = { id: NIL_ID, sourceKind: source.kind, sourceId: source.id, purpose: source.purpose };
  const verdict = grantTexts([{ ...asked, parts, priceMicros: price }], limits).verdicts.get(NIL_ID);
  if (!verdict || verdict.saw === "") return [];
  const said = verdict.kind === "granted" ? "pass" : "wait";
  const until = verdict.kind === "wait" ? verdict.until : null;
  return [{ ...findingOf({ gate: "spending", saw: verdict.saw, said }, formatTime), until }];
}
