import { z } from "zod";
import { instantsOf, wallClockAt } from "#domain/compliance/wall-clock";
import { problemsIn } from "#domain/flows/definition/problem";
import type { PropertyValue } from "#domain/flows/triggers/trigger-type";
import { stepType } from "./step-type.ts";
import { clockTime } from "./wait-until-time.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A date further off than this is waited for no longer. */
export const MOST_DAYS = 366;

const config = z.object({
  /** Whose property it is: the event's or the person's. */
  from: z.enum(["event", "person"]),
  property: z.string().max(100),
  /** Days after the date; before it when negative. */
  days: z.number().int().min(-365).max(365).default(0),
  /** Minutes after midnight by the clock where the person is. */
  minute: z.number().int().min(0).max(1_439).default(600),
});

export type WaitUntilDate = z.output<typeof config>;

/** Until a day that a property names. No date, or one that is past: people go on at once. */
export const waitUntilDate = stepType<WaitUntilDate>({
  title: "Wait until a date",
  group: "wait",
  initial: { from: "event", property: "", days: 0, minute: 600 },
  config,
  describe: ({ property, days, minute }) =>
    `Wait until ${daysInWords(days)}${property === "" ? "a date" : `“${property}”`}, ${clockTime(minute)}`,
  problems: ({ from, property }, { trigger, store }) => {
    if (property.trim() === "") return problemsIn("property", ["Choose the property that has the date."]);
    const isDeclared = trigger.properties.length === 0 || trigger.properties.some(({ name }) => name === property);
    if (from === "person" && store && !store.properties.some(({ name }) => name === property))
      return problemsIn("property", [`“${property}” isn’t a property of your subscribers. Choose another one.`]);
    return from === "person" || isDeclared
      ? []
      : problemsIn("property", [`“${trigger.title}” has no property “${property}”.`]);
  },
  reads: ({ from, property }) => (from === "person" ? { properties: [property] } : {}),
  waitsUntil: ({ from, property, days, minute }, { event, properties, now, timeZone }) => {
    const day = dayOf((from === "event" ? event : properties)[property] ?? null, timeZone);
    if (day === null) return null;
    const at = instantsOf(day + days, minute, timeZone).first;
    return new Date(Math.min(at, now.getTime() + MOST_DAYS * DAY_MS));
  },
  longestMs: () => MOST_DAYS * DAY_MS + HOUR_MS,
});

/** The day that "2026-12-24" names, or that it is in the zone at "2026-12-24T23:30:00Z". Counted as in a wall clock. */
function dayOf(value: PropertyValue, timeZone: string): number | null {
  if (typeof value !== "string") return null;
  const instant = Date.parse(value);
  if (Number.isNaN(instant) || !/^\d{4}-\d\d-\d\d/.test(value)) return null;
  return value.length === 10 ? Math.floor(instant / DAY_MS) : wallClockAt(instant, timeZone).day;
}

function daysInWords(days: number): string {
  if (days === 0) return "";
  const count = Math.abs(days);
  return `${count} ${count === 1 ? "day" : "days"} ${days < 0 ? "before" : "after"} `;
}
