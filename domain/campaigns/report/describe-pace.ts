import type { Finish } from "#domain/campaigns/sending/finish-time";
import { assertNever } from "#platform/assert-never";

/** "at 40 SMS segments per second (the number’s limit)": what the finish time rests on. */
export function describePace(finish: Omit<Finish, "at">): string {
  const rate = finish.partsPerSecond;
  const shown = rate.toLocaleString("en-US", { maximumSignificantDigits: rate < 10 ? 2 : 3 });
  const day = finish.waitsForDay ? "; a carrier’s daily limit will be reached first" : "";
  const hours = finish.waitsForHours ? ", after the last quiet hours end" : "";
  return `at ${shown} SMS ${shown === "1" ? "segment" : "segments"} per second (${limitOf(finish)})${hours}${day}`;
}

function limitOf({ limit, shopsInLine }: Pick<Finish, "limit" | "shopsInLine">): string {
  switch (limit) {
    case "number":
      return "the number’s limit";
    case "carrier":
      return "the carrier’s limit for the number";
    case "line":
      return shopsInLine > 1 ? `your share while ${shopsInLine} stores are sending` : "the current sending speed";
    default:
      return assertNever(limit);
  }
}
