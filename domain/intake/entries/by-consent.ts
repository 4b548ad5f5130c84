import type { ConsentDecision, ConsentOutcome } from "#domain/consent/record";
import type { Context } from "#domain/context";
import { enroll } from "#domain/flows/walk/enroll";
import type { TriggerEvent } from "#domain/flows/walk/entry";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";

/**
 * Lets people who have just become subscribed into flows that welcome them. A decision without a date doesn't count: it may be
 * years old, and a store that connects tells many of them at once. Returns the jobs owed after the commit.
 */
export async function enterByConsents(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  decisions: ConsentDecision[],
  outcomes: ConsentOutcome[],
): Promise<Job[]> {
  const news = outcomes.flatMap(({ before, after }, i): TriggerEvent[] => {
    const decision = decisions[i];
    if (!decision || decision.isUndated || before.marketing === "subscribed" || after.marketing !== "subscribed")
      return [];
    const { shopId, subscriberId, occurredAt: at, source } = decision;
    return [subscribedEvents({ shopId, subscriberId, at, source })];
  });
  return await enroll(tx, ctx, news);
}

export function subscribedEvents(it: { shopId: string; subscriberId: string; at: Date; source: string }): TriggerEvent {
  const { shopId, subscriberId, at, source } = it;
  const subject = `subscribed:${subscriberId}:${at.toISOString()}`;
  return { shopId, kind: "subscribed", subject, subscriberId, at, since: at, event: { properties: { source } } };
}
