import type { z } from "zod";
import type { Context } from "#domain/context";
import { enqueueAll } from "#domain/jobs";
import { recordCustomEvents } from "./custom-events.ts";
import { type CustomEvent, customEvent } from "./reported-event.ts";

export type CustomEventResult =
  | { kind: "accepted"; subscriberId: string }
  /** No subscriber, or more than one with this e-mail address. */
  | { kind: "person-not-found" }
  | { kind: "invalid"; message: string };

/** Takes in one event at once, as `recordCustomEvents` does. Safe to repeat with the same idempotency key. */
export async function recordCustomEvent(
  ctx: Pick<Context, "db" | "clock" | "enqueue" | "hashPhone">,
  shopId: string,
  given: CustomEvent,
): Promise<CustomEventResult> {
  const parsed = customEvent.safeParse(given);
  if (!parsed.success) return { kind: "invalid", message: messageOf(parsed.error) };
  const { jobs, subscriberIds } = await ctx.db.transaction((tx) =>
    recordCustomEvents(tx, ctx, [{ ...parsed.data, shopId }]),
  );
  await enqueueAll(ctx.enqueue, jobs);
  const [subscriberId = null] = subscriberIds;
  return subscriberId === null ? { kind: "person-not-found" } : { kind: "accepted", subscriberId };
}

function messageOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join(".") || "event"}: ${issue.message}` : "The event isn’t valid.";
}
