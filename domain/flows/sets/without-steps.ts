import type { Context } from "#domain/context";
import { enterFlows } from "#domain/flows/walk/enter";
import type { TriggerEvent } from "#domain/flows/walk/entry";
import { isOwnFault } from "#domain/flows/walk/set-aside";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";

/** As `enroll`, but the first steps are left to the timers, which set an enrollment aside whose step throws. */
export async function enrollWithoutSteps(tx: Sql, ctx: Pick<Context, "clock">, news: TriggerEvent[]): Promise<Job[]> {
  const begun = await enterFlows(tx, ctx, news);
  return begun.length > 0 ? [{ name: "flow-timers", payload: {} }] : [];
}

/**
 * Lets one person in without steps whose entry has thrown. False: that throws, too; it is logged, and the next look tries again.
 */
export async function tryWithoutSteps(
  { log }: Pick<Context, "log">,
  about: { shopId: string; flowId: string },
  letIn: () => Promise<void>,
): Promise<boolean> {
  try {
    await letIn();
    return true;
  } catch (error) {
    if (!isOwnFault(error)) throw error;
    log.error({ ...about, err: error }, "a person can't enter a flow");
    return false;
  }
}
