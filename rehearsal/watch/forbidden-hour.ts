import { DateTime } from "luxon";
import { ACROSS_THE_COUNTRY } from "../../bench/stage/audience.ts";

/** Of everyone in a rehearsal: the audiences' area codes, and the one of those who order and leave carts. */
const ZONES = new Map([
  ...ACROSS_THE_COUNTRY.map(({ areaCode, timeZone }) => [areaCode, timeZone] as const),
  ["917", "America/New_York"] as const,
]);

// 47 CFR § 64.1200(c)(1): no solicitation before 8 a.m. or after 9 p.m. at the called party's location. Written down
// again here, apart from the product's own rules, so that a mistake there is seen.
const FIRST_HOUR = 8;
const LAST_HOUR = 20;

/** Whether a marketing text that reached this number at that moment was sent at an hour that the law forbids everywhere. */
export function isForbiddenHour(phone: string, at: Date): boolean {
  const zone = ZONES.get(phone.slice(2, 5));
  if (zone === undefined) throw new Error(`No one in a rehearsal has the number ${phone}.`);
  const { hour } = DateTime.fromJSDate(at, { zone });
  return hour < FIRST_HOUR || hour > LAST_HOUR;
}
