import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import type { Tx } from "#platform/sql/db";
import { type Author, type ConversationRef, type LockedConversation, lockConversation } from "./conversation.ts";
import { noteEvent } from "./note-event.ts";
import { countToReadSince } from "./open-conversations.ts";
import { tellPages } from "./tell-pages.ts";

type Changing = Pick<Context, "db" | "clock" | "hints">;
type Change = ConversationRef & { by: Author };
/**
 * `upTo`: the `lastTextAt` of the conversation as the page showed it. Callers that show no thread leave it out: they put away
 * whatever came.
 */
type PutAway = Change & { upTo?: Date | undefined };

const MINUTE_MS = 60_000;
const LONGEST_SNOOZE_MS = 90 * 24 * 60 * MINUTE_MS;

/**
 * Nothing is left to do: it is closed and read until the shopper writes again. Refuses when a text came since `upTo`, which no one
 * would read. Safe to repeat.
 */
export async function closeConversation(ctx: Changing, change: PutAway): Promise<void> {
  await changeState(ctx, change, async (tx, found, now) => {
    if (found.state === "closed") return null;
    await refuseUnseen(tx, change, "close");
    await noteEvent(tx, { ...eventOf(change, found), kind: "closed" }, now);
    return { state: "closed", unread: 0, snoozedUntil: null };
  });
}

/** Someone has to see to it again. Safe to repeat. */
export async function reopenConversation(ctx: Changing, change: Change): Promise<void> {
  await changeState(ctx, change, async (tx, found, now) => {
    if (found.state === "open") return null;
    await noteEvent(tx, { ...eventOf(change, found), kind: "reopened" }, now);
    return { state: "open", snoozedUntil: null };
  });
}

/**
 * Puts it away until a time, a minute to 90 days from now; it is open again then, or when the shopper writes before. Refuses any
 * other time by the field "until", and when a text came since `upTo`. Safe to repeat.
 */
export async function snoozeConversation(ctx: Changing, change: PutAway & { until: Date }): Promise<void> {
  const { until } = change;
  await changeState(ctx, change, async (tx, found, now) => {
    const aheadMs = until.getTime() - now.getTime();
    if (!(aheadMs >= MINUTE_MS && aheadMs <= LONGEST_SNOOZE_MS))
      throw new UserError("snooze-time-wrong", "Choose a time from a minute to 90 days from now.", "until");
    if (found.state === "snoozed" && found.snoozedUntil?.getTime() === until.getTime()) return null;
    await refuseUnseen(tx, change, "snooze");
    await noteEvent(tx, { ...eventOf(change, found), kind: "snoozed", data: { until: until.toISOString() } }, now);
    return { state: "snoozed", unread: 0, snoozedUntil: until };
  });
}

async function refuseUnseen(tx: Tx, { upTo, ...of }: PutAway, verb: "close" | "snooze"): Promise<void> {
  if (upTo && (await countToReadSince(tx, of, upTo)) > 0)
    throw new UserError("new-text", `A new text came in. Read it, then ${verb} the conversation.`);
}

type NewState = { state: LockedConversation["state"]; unread?: number; snoozedUntil: Date | null };

async function changeState(
  ctx: Changing,
  { shopId, conversationId }: ConversationRef,
  change: (tx: Tx, found: LockedConversation, now: Date) => Promise<NewState | null>,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const found = await lockConversation(tx, { shopId, conversationId });
    const data = await change(tx, found, ctx.clock.now());
    if (data) await tx.prisma.conversation.update({ where: { shopId_id: { shopId, id: conversationId } }, data });
  });
  tellPages(ctx, [{ shopId, conversationId }]);
}

function eventOf({ shopId, conversationId, by }: Change, { subscriberId }: LockedConversation) {
  return { shopId, conversationId, subscriberId, by };
}
