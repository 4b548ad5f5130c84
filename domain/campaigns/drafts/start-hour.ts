import { audience } from "#domain/campaigns/audience/audience";
import { audienceClocks } from "#domain/campaigns/audience/audience-clocks";
import { peopleOf } from "#domain/campaigns/audience/audience-people";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { localSpan } from "./local-time.ts";

/** A form that lay open for a moment may name the minute that has just passed. */
const GRACE_MS = 5 * 60_000;
const FARTHEST_MS = 366 * 24 * 3_600_000;

/** When a campaign shall start: at once, at an instant, or when each recipient's own clock shows "2026-11-27T10:00". */
export type StartAt = Date | "now" | { localTime: string };

/** The first instant at which it is that hour with anyone of the audience, as it is now. Refuses one that is past for all. */
export async function firstLocal(
  tx: Sql,
  shopId: string,
  { audience: stored, localTime }: { audience: unknown; localTime: string },
  now: Date,
): Promise<Date> {
  const people = await peopleOf(tx, shopId, audience.parse(stored), now);
  const { first, last } = localSpan(localTime, await audienceClocks(tx, shopId, people));
  checkStartHour(last, now);
  return first > now ? first : now;
}

/** Refuses an hour that has passed, or is farther off than campaigns are planned. */
export function checkStartHour(at: Date, now: Date): Date {
  const ahead = at.getTime() - now.getTime();
  if (Number.isNaN(ahead)) throw new UserError("campaign-schedule-wrong", "Enter a date and time.", "scheduledAt");
  if (ahead < -GRACE_MS)
    throw new UserError(
      "campaign-schedule-past",
      "This time has passed. Choose a later time, or send now.",
      "scheduledAt",
    );
  if (ahead > FARTHEST_MS)
    throw new UserError("campaign-schedule-far", "Choose a time within the next 12 months.", "scheduledAt");
  return at;
}
