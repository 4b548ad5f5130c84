import type { Context } from "#domain/context";
import { enqueueAll } from "#domain/jobs";
import { planStaffTexts } from "#domain/staff/plan-staff-texts";
import { UserError } from "#domain/user-error";

const MINUTE_MS = 60_000;

/** Texts one staff number how an alert looks, at most once a minute. Refuses when nothing can be sent to it. */
export async function sendTestAlert(
  ctx: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  staffId: string,
): Promise<void> {
  const key = `alert-test:${Math.floor(ctx.clock.now().getTime() / MINUTE_MS)}`;
  const body = "This is a test alert from Cartbell. Alerts come to this phone. Reply STOP to end them.";
  const jobs = await ctx.db.transaction((tx) => planStaffTexts(tx, ctx, [{ shopId, staffIds: [staffId], body, key }]));
  if (jobs.length === 0)
    throw new UserError(
      "alert-test-unsent",
      "No text was sent: check that a number is connected and that this phone hasn’t opted out, or wait a minute.",
    );
  await enqueueAll(ctx.enqueue, jobs);
}
