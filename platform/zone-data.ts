import { IANAZone } from "luxon";
import { ConfigError } from "./config.ts";

/**
 * British Columbia and Alberta stopped changing their clocks in 2026: IANA time zone database, releases 2026a and 2026c. Data
 * from before are an hour behind there from November 2026 on, and texts would arrive at 9:30 PM of the true clock.
 */
const CHANGED: [place: string, zone: string, minutesInDecember2026: number][] = [
  ["British Columbia", "America/Vancouver", -7 * 60],
  ["Alberta", "America/Edmonton", -6 * 60],
];
const DECEMBER_2026 = Date.UTC(2026, 11, 15, 12);

type OffsetAt = (zone: string, instant: number) => number;

/** Throws a ConfigError when this Node's time zone data are too old for texting hours to be right. */
export function checkZoneData(
  offsetAt: OffsetAt = (zone, instant) => IANAZone.create(zone).offset(instant),
  version = process.versions.tz ?? "unknown",
): void {
  const wrong = CHANGED.find(([, zone, minutes]) => offsetAt(zone, DECEMBER_2026) !== minutes);
  if (!wrong) return;
  throw new ConfigError(
    `The time zone data of this Node (${process.version}, release ${version}) do not know that ${wrong[0]} stopped changing its ` +
      "clocks in 2026, so texts would leave an hour late there: install Node 24.20 or newer, or set ICU_TIMEZONE_FILES_DIR to " +
      "a folder with newer data (2026c).",
  );
}
