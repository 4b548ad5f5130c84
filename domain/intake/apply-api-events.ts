import { z } from "zod";
import type { Context } from "#domain/context";
import { recordCustomEvents } from "#domain/flows/entry/custom-events";
import { customEvent } from "#domain/flows/entry/reported-event";
import type { Sql } from "#platform/sql/db";
import type { Delivery } from "./take.ts";
import type { Handled } from "./work.ts";

/** An event of the API as the endpoint writes it down. */
export const acceptedEvent = customEvent.extend({ occurredAt: z.coerce.date().optional() });

/**
 * Applies events that other programs sent to the API, in the order in which they came. One about no subscriber changes
 * nothing. Of many about one person the later ones are left for the next batch. Returns the jobs owed after the commit.
 */
export async function applyApiEvents(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone">,
  deliveries: Delivery[],
): Promise<Handled> {
  const refused = new Map<string, string>();
  const events = deliveries.flatMap((delivery) => {
    const event = readEvent(delivery.body);
    if (event === null) refused.set(delivery.id, "This is no event of the API.");
    const { shopId, id: intakeId, receivedAt } = delivery;
    // Without a time of its own it happened when it was accepted, however late it is worked on.
    return event === null ? [] : [{ ...event, occurredAt: event.occurredAt ?? receivedAt, shopId, intakeId }];
  });
  const { jobs, left } = await recordCustomEvents(tx, ctx, events);
  return { jobs, refused, left };
}

function readEvent(body: Buffer): z.output<typeof acceptedEvent> | null {
  try {
    return acceptedEvent.parse(JSON.parse(body.toString("utf8")));
  } catch {
    // Not JSON, or not of that shape: the row says so.
    return null;
  }
}
