import { DateTime } from "luxon";
import type { DatePropertySettings } from "#domain/flows/triggers/date-property";
import { NIL_ID } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { type Asked, type DuePage, type DuePerson, nextQuarter, PAGE, type TimeTrigger } from "./time-trigger.ts";

const findDue = statementFile(import.meta.url, "./date-property.sql");

/** Days between two occurrences of a yearly date, less the days by which a person may correct it. */
const YEARLY_GUARD_DAYS = 300;
/** The calendars of the world are up to this far from UTC. */
const EAST_HOURS = 14;
const WEST_HOURS = 12;

export const datePropertyInSets: TimeTrigger<DatePropertySettings> = { page, nextLook: (_, now) => nextQuarter(now) };

/** A day of the calendar on which people with this month and day in their property come due. */
export interface Occasion {
  /** The day on which they enter: "2026-11-30". */
  on: string;
  /** The day that the property names, in the year in which it comes round. */
  date: string;
  /** Month × 100 + day of the property. */
  monthDay: number;
}

/**
 * The occasions that may come due for anyone in the world in this span. Whether they have for one person, that person's clock
 * says. February 29 comes round on February 28 in other years.
 */
export function occasionsOf({ offsetDays }: { offsetDays: number }, from: Date, until: Date): Occasion[] {
  const first = DateTime.fromJSDate(from, { zone: "utc" }).minus({ hours: WEST_HOURS }).startOf("day");
  const last = DateTime.fromJSDate(until, { zone: "utc" }).plus({ hours: EAST_HOURS });
  const occasions: Occasion[] = [];
  for (let on = first; on <= last; on = on.plus({ days: 1 })) {
    const date = on.minus({ days: offsetDays });
    const days = [
      date.month * 100 + date.day,
      ...(date.month === 2 && date.day === 28 && !date.isInLeapYear ? [229] : []),
    ];
    for (const monthDay of days) occasions.push({ on: on.toISODate() ?? "", date: date.toISODate() ?? "", monthDay });
  }
  return occasions;
}

interface Row {
  subscriberId: string;
  day: string;
  /** Null: not due, or has entered for it. */
  at: Date | null;
}

async function page(tx: Sql, asked: Asked<DatePropertySettings>): Promise<DuePage> {
  const { shopId, flowId, settings, zone, isMarketing, from, until } = asked;
  const { property, offsetDays, hour, repeats } = settings;
  if (property === null) return { people: [], cursor: null };
  const occasions = occasionsOf(settings, from, until);
  const [place = "0", after = NIL_ID] = asked.cursor?.split(" ") ?? [];
  const occasion = occasions[Number(place)];
  if (!occasion) return { people: [], cursor: null };
  const guard = repeats === "every-year" ? YEARLY_GUARD_DAYS : 0;
  const rows = await tx.run<Row>(findDue, [
    ...[shopId, property, occasion.monthDay, after, PAGE, occasion.on, hour, zone],
    ...[isMarketing, from, until, flowId, guard, repeats === "once" ? offsetDays : null],
  ]);
  const people = rows.flatMap((row) => (row.at === null ? [] : [personOf(row, row.at, occasion, settings)]));
  const last = rows.at(-1);
  if (last && rows.length === PAGE) return { people, cursor: `${place} ${last.subscriberId}` };
  const next = Number(place) + 1;
  return { people, cursor: next < occasions.length ? `${next} ${NIL_ID}` : null };
}

function personOf(
  { subscriberId, day }: Row,
  at: Date,
  { date }: Occasion,
  { property, repeats }: DatePropertySettings,
): DuePerson {
  const occasion = repeats === "once" ? day : date.slice(0, 4);
  const years = Number(date.slice(0, 4)) - Number(day.slice(0, 4));
  return {
    subscriberId,
    at,
    subject: `date:${property}:${occasion}:${subscriberId}`,
    properties: { date: day, years },
    variables: { date: { day, years } },
  };
}
