import type { Finish } from "#domain/campaigns/sending/finish-time";
import { assertNever } from "#platform/assert-never";

/** "at 40 SMS segments a second (the number’s limit)": what the finish time rests on. */
export function describePace(finish: Omit<Finish, "at">): string {
  const rate = finish.partsPerSecond;
  const shown = rate.toLocaleString("en-US", { maximumSignificantDigits: rate < 10 ? 2 : 3 });
  const day = finish.waitsForDay ? "; a carrier’s budget of the day ends before it" : "";
  const hours = finish.waitsForHours ? ", once the last people’s hours have begun" : "";
  return `at ${shown} SMS ${shown === "1" ? "segment" : "segments"} a second (${limitOf(finish)})${hours}${day}`;
}

function limitOf({ limit, shopsInLine }: Pick<Finish, "limit" | "shopsInLine">): string {
  switch (limit) {
    case "number":
      return "the number’s limit";
    case "carrier":
      return "the carrier’s limit for the number";
    case "line":
      return shopsInLine > 1
        ? `your share of the line: ${shopsInLine} stores are sending`
        : "as fast as it goes at present";
    default:
      return assertNever(limit);
  }
}
