import { DateTime } from "luxon";
import type { Period } from "#domain/segments/period";
import type { Rule } from "#domain/segments/rules/all";
import { isRule, type Rules } from "#domain/segments/tree";
import { CAMPAIGNS, FLOWS, LISTS, type SmallPerson } from "./small-world.ts";

interface AsOf {
  now: Date;
  zone: string;
}

/** Whether a person belongs to a segment, as one would work it out by hand: rule by rule, over all that is known of them. */
export function belongs(person: SmallPerson, rules: Rules, asOf: AsOf): boolean {
  if (isRule(rules)) return meets(person, rules, asOf);
  if (rules.type === "not") return !belongs(person, rules.rule, asOf);
  if (rules.type === "and") return rules.rules.every((it) => belongs(person, it, asOf));
  return rules.rules.some((it) => belongs(person, it, asOf));
}

function meets(person: SmallPerson, rule: Rule, asOf: AsOf): boolean {
  const during = (at: Date | null | undefined, when: Period | null) =>
    at !== null && at !== undefined && (when === null || isWithin(at, when, asOf));
  const placed = person.orders.filter((it) => !it.isCancelled).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const tapped = person.clicks.filter((it) => it.counted);
  switch (rule.type) {
    case "orders":
      return compare(placed.filter((it) => during(it.at, rule.period)).length, rule.is, rule.count);
    case "spend": {
      const counted = placed.filter((it) => during(it.at, rule.period));
      const sum = counted.reduce((total, it) => total + it.totalMicros - it.refundedMicros, 0);
      if (rule.of === "average" && counted.length === 0) return false;
      const micros = Math.round(rule.amount * 1e6) * (rule.of === "average" ? counted.length : 1);
      return rule.is === "at-least" ? sum >= micros : sum < micros;
    }
    case "first-order":
      return during(placed[0]?.at, rule.when);
    case "last-order":
      return during(placed.at(-1)?.at, rule.when);
    case "bought":
      return placed.some(
        (it) => during(it.at, rule.period) && it.titles.some((title) => rule.products.includes(title)),
      );
    case "clicks":
      return tapped.filter((it) => during(it.at, rule.period)).length >= rule.atLeast;
    case "clicked-campaign":
      return tapped.some((it) => it.campaign !== null && CAMPAIGNS[it.campaign] === rule.id);
    case "replies":
      return person.replies.filter((at) => during(at, rule.period)).length >= rule.atLeast;
    case "texted": {
      const tap = rule.withoutClick ? Math.max(...tapped.map((it) => it.at.getTime())) : Number.NEGATIVE_INFINITY;
      const recent = (person.texts ?? []).filter((at) => during(at, { kind: "last", days: rule.days }));
      return recent.filter((at) => at.getTime() > tap).length >= rule.atLeast;
    }
    case "last-text":
      return during(person.texts?.at(-1), rule.when);
    case "place":
      return rule.places.some((code) => code === person.country || code === `${person.country}-${person.region}`);
    case "zone":
      return person.timeZone !== null && rule.zones.includes(person.timeZone);
    case "tags":
      return rule.match === "all"
        ? rule.tags.every((tag) => person.tags.includes(tag))
        : rule.tags.some((tag) => person.tags.includes(tag));
    case "created":
      return during(person.createdAt, rule.when);
    case "subscribed":
      return person.marketing === "subscribed" && during(person.marketingAt, rule.when);
    case "consent":
      return rule.states.includes(person.marketing);
    case "source":
      return person.yeses.some(
        (it) =>
          it.applied &&
          it.scope === "marketing" &&
          it.state !== "unsubscribed" &&
          rule.sources.some((source) => source === it.source),
      );
    case "flow":
      return person.enrollments.some((it) => {
        if (FLOWS[it.flow] !== rule.id) return false;
        if (rule.is === "in") return it.state === "waiting";
        if (rule.is === "entered") return during(it.startedAt, rule.period);
        return it.state === "finished" && (rule.period === null || during(it.endedAt, rule.period));
      });
    case "property":
      return person.properties.some((it) => it.name === rule.name && hasValue(it.value, rule.is, rule.value));
    case "list":
      return person.lists.some((index) => LISTS[index] === rule.id);
  }
}

function hasValue(value: string | number | boolean | string[], is: string, than: string): boolean {
  const texts = [value].flat().map((it) => String(it).toLowerCase());
  const word = than.toLowerCase();
  const isDay = typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
  switch (is) {
    case "is": {
      const meant = { yes: "true", no: "false" }[word] ?? (Number.isNaN(Number(word)) ? word : String(Number(word)));
      return texts.some((it) => it === word || it === meant);
    }
    case "contains":
      return texts.some((it) => it.includes(word));
    case "at-least":
      return typeof value === "number" && value >= Number(than);
    case "at-most":
      return typeof value === "number" && value <= Number(than);
    case "before":
      return isDay && value < than;
    case "after":
      return isDay && value > than;
    default:
      return true;
  }
}

function compare(count: number, is: "at-least" | "at-most" | "exactly", than: number): boolean {
  if (is === "at-least") return count >= than;
  return is === "at-most" ? count <= than : count === than;
}

/** By the day that the shop's calendar showed, not by instants. */
function isWithin(at: Date, when: Period, { now, zone }: AsOf): boolean {
  const day = DateTime.fromJSDate(at, { zone }).toISODate() ?? "";
  switch (when.kind) {
    case "last":
      return at >= DateTime.fromJSDate(now, { zone }).minus({ days: when.days }).toJSDate();
    case "before-last":
      return at < DateTime.fromJSDate(now, { zone }).minus({ days: when.days }).toJSDate();
    case "since":
      return day >= when.day;
    case "before":
      return day < when.day;
    case "between":
      return day >= when.from && day <= when.to;
  }
}
