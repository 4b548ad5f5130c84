import { instantsOf } from "#domain/compliance/wall-clock";
import { parseSignature } from "#domain/places/signature";
import { UserError } from "#domain/user-error";

/** What tells by which clock a person's local time goes. */
export interface LocalClock {
  /** IANA; null when no evidence names a single zone. */
  zone: string | null;
  signature: string;
}

const DAY = 86_400_000;
const SHAPE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;

/**
 * The instant at which a person's clock shows this day and hour ("2026-11-27T10:00"). Of someone whose zone is not known
 * it is the latest in all zones that they may be in: for each of them it is that hour or later. An hour that
 * the clock shows twice is meant the first time; one that it skips is the moment of the jump.
 */
export function localInstant(localTime: string, { zone, signature }: LocalClock): Date {
  const wall = wallOf(localTime);
  if (wall === null) throw new Error(`Not an hour of a day: ${localTime}`);
  const zones = zone === null ? parseSignature(signature).timeZones : [zone];
  return new Date(Math.max(...zones.map((it) => instantsOf(wall.day, wall.minute, it).first)));
}

/** The first and the last instant at which it is that hour by any of these clocks, of which there is at least one. */
export function localSpan(localTime: string, clocks: LocalClock[]): { first: Date; last: Date } {
  const instants = clocks.map((clock) => localInstant(localTime, clock).getTime());
  return { first: new Date(Math.min(...instants)), last: new Date(Math.max(...instants)) };
}

/** Refuses, by the field, what no calendar or clock shows. Returns it as it is stored. */
export function checkLocalTime(localTime: string): string {
  if (wallOf(localTime) === null)
    throw new UserError(
      "campaign-schedule-wrong",
      "Enter a date and time, such as 11/27/2026 and 9:30 AM.",
      "scheduledAt",
    );
  return localTime;
}

function wallOf(localTime: string): { day: number; minute: number } | null {
  const [, year, month, date, hour, minute] = (SHAPE.exec(localTime) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined || hour === undefined || minute === undefined)
    return null;
  const midnight = new Date(Date.UTC(year, month - 1, date));
  if (midnight.getUTCMonth() !== month - 1 || hour > 23 || minute > 59) return null;
  return { day: midnight.getTime() / DAY, minute: hour * 60 + minute };
}
