import { DateTime } from "luxon";
import { UserError } from "#domain/user-error";

/** The instant at which the clock in this zone shows a day and an hour. Refuses what no clock there ever shows. */
export function instantOf({ date, time }: { date: string; time: string }, timeZone: string): Date {
  const at = DateTime.fromISO(`${date}T${time}`, { zone: timeZone });
  if (!at.isValid)
    throw new UserError(
      "campaign-schedule-wrong",
      "Enter a date and time, such as 11/27/2026 and 9:30 AM.",
      "scheduledAt",
    );
  // On the night the clocks are set forward luxon answers with an hour later.
  if (at.toFormat("HH:mm") !== time.slice(0, 5))
    throw new UserError(
      "campaign-schedule-wrong",
      "This time doesn’t exist because clocks move forward that night. Choose another.",
      "scheduledAt",
    );
  return at.toJSDate();
}
