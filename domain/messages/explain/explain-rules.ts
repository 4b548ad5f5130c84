import { lawCaps } from "#domain/compliance/law-caps";
import { ALL_RULES } from "#domain/compliance/rules/catalogue";
import type { Hours, Rule, RuleRef, WindowRule } from "#domain/compliance/rules/rule";
import { clockTime, hoursByDays, isWholeDay } from "#domain/compliance/rules/week";
import { allowsMoment } from "#domain/compliance/spans";
import { bindingRules, type Stricter } from "#domain/compliance/stricter";
import type { Place } from "#domain/places/place";
import { parseSignature, ruleSignature } from "#domain/places/signature";

/** One rule as it bears on one person. */
export interface BindingRule {
  id: string;
  version: number;
  name: string;
  /** What it says, in words. */
  says: string;
  confidence: Rule["confidence"];
  /** Keys of docs/compliance-sources.md; "merchant" for the shop's own. */
  source: string;
  note: string | null;
  /** False when it forbids a text at the moment that was asked about; null when it was asked about none. */
  allows: boolean | null;
  /** The version that the rule has by now, when it was applied in an earlier one. */
  versionNow: number | null;
  /** The evidence by which it binds this person. */
  evidence: Place[];
}

/** What the merchant chose beyond the law. */
export interface ShopHours {
  textingStartsMinute: number;
  textingEndsMinute: number;
  stricter: Stricter;
}

/** Every rule about hours and days that binds texts to someone, what each says of this moment, and by which evidence. */
export function hoursRulesOn(shop: ShopHours, signature: string, places: Place[], now: Date): BindingRule[] {
  const merchant = {
    startsMinute: shop.textingStartsMinute,
    endsMinute: shop.textingEndsMinute,
    stricter: shop.stricter,
  };
  const { rules, timeZones } = bindingRules(parseSignature(signature), merchant);
  return rules.map((rule) => ({
    ...showRule(rule, places),
    allows: timeZones.every((zone) => allowsMoment(rule, now.getTime(), zone)),
  }));
}

/** The caps of the law on marketing texts to someone. */
export function capRulesOn(shop: ShopHours, signature: string, places: Place[], now: Date): BindingRule[] {
  return lawCaps(parseSignature(signature), now, shop.stricter).map(({ rule }) => showRule(rule, places));
}

/** A rule that a why-record names, as it was applied then. One that is not kept any more has only its name. */
export function appliedRule({ id, name, version }: RuleRef): BindingRule {
  const rule = ALL_RULES.find((it) => it.id === id);
  const known = rule
    ? showRule(rule, [])
    : { id, says: "", confidence: "firm" as const, source: "merchant", note: null };
  const isChanged = rule !== undefined && rule.version !== version;
  const says = isChanged ? "" : known.says;
  return {
    ...{ ...known, name, version, says, allows: null, evidence: [] },
    versionNow: isChanged ? rule.version : null,
  };
}

function showRule(rule: Rule, places: Place[]): BindingRule {
  const { id, version, name, confidence, source, note = null, jurisdiction } = rule;
  const evidence = places.filter((place) => bindsBy(jurisdiction, place));
  return {
    ...{ id, version, name, confidence, source, note, evidence },
    says: describeRule(rule),
    allows: null,
    versionNow: null,
  };
}

/** A place's own jurisdiction, or the country it lies in. */
function bindsBy(jurisdiction: string, place: Place): boolean {
  return parseSignature(ruleSignature([place])).jurisdictions.includes(jurisdiction) || place.country === jurisdiction;
}

function describeRule(rule: Rule): string {
  if (rule.kind === "cap") return `up to ${rule.texts} marketing texts in ${rule.hours} hours`;
  if (rule.kind === "duty") return rule.says;
  return sayWindow(rule);
}

function sayWindow(rule: WindowRule): string {
  if (rule.kind === "holidays") return `no texts on public holidays of ${rule.calendars.join(", ")}`;
  return hoursByDays(rule)
    .flatMap(({ days, hours }) => {
      if (hours === null) return [`no texts on ${days.replaceAll("day", "days")}`];
      // A rule that closes single days says nothing about the others.
      if (isWholeDay(hours)) return [];
      return [days === "Every day" ? `${formatHours(hours)} every day` : `${days} ${formatHours(hours)}`];
    })
    .join(", ");
}

function formatHours({ starts, ends }: Hours): string {
  return `${clockTime(starts)} to ${clockTime(ends)}`;
}
