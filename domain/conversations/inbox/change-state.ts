import type { Context } from "#domain/context";
import { tellDesks } from "#domain/help-desks/tell-desk";
import { enqueueAll, type Job } from "#domain/jobs";
import { UserError } from "#domain/user-error";
import { publishEvents } from "#domain/webhooks-out/publish-events";
import { newId } from "#platform/ids";
import type { Tx } from "#platform/sql/db";
import { type Author, type ConversationRef, type LockedConversation, lockConversation } from "./conversation.ts";
import { noteEvent } from "./note-event.ts";
import { countToReadSince } from "./open-conversations.ts";
import { tellPages } from "./tell-pages.ts";

type Changing = Pick<Context, "db" | "clock" | "hints" | "enqueue">;
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
  const jobs = await ctx.db.transaction((tx) => closeWithin(tx, ctx, change));
  await enqueueAll(ctx.enqueue, jobs);
  tellPages(ctx, [change]);
}

/** The same in the caller's transaction. Returns the jobs to enqueue after the commit. */
export async function closeWithin(tx: Tx, ctx: Pick<Context, "clock">, change: PutAway): Promise<Job[]> {
  return changeState(tx, ctx, change, async (found, now) => {
    if (found.state === "closed") return null;
    await refuseUnseen(tx, change, "close");
    await noteEvent(tx, { ...eventOf(change, found), kind: "closed" }, now);
    return { state: "closed", unread: 0, snoozedUntil: null };
  });
}

/** Someone has to see to it again. Safe to repeat. */
export async function reopenConversation(ctx: Changing, change: Change): Promise<void> {
  await changeAlone(ctx, change, async (tx, found, now) => {
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
  await changeAlone(ctx, change, async (tx, found, now) => {
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

async function changeAlone(
  ctx: Changing,
  change: Change,
  decide: (tx: Tx, found: LockedConversation, now: Date) => Promise<NewState | null>,
): Promise<void> {
  const jobs = await ctx.db.transaction((tx) => changeState(tx, ctx, change, (found, now) => decide(tx, found, now)));
  await enqueueAll(ctx.enqueue, jobs);
  tellPages(ctx, [change]);
}

async function changeState(
  tx: Tx,
  ctx: Pick<Context, "clock">,
  { shopId, conversationId, by }: Change,
  decide: (found: LockedConversation, now: Date) => Promise<NewState | null>,
): Promise<Job[]> {
  const found = await lockConversation(tx, { shopId, conversationId });
  const now = ctx.clock.now();
  const data = await decide(found, now);
  if (!data) return [];
  await tx.prisma.conversation.update({ where: { shopId_id: { shopId, id: conversationId } }, data });
  const { subscriberId } = found;
  const told =
    data.state === "closed"
      ? await publishEvents(tx, ctx, [
          {
            ...{ shopId, subscriberId, type: "conversation.closed", key: newId(), at: now },
            data: { conversation: { id: conversationId }, by: { kind: by.kind, name: by.name } },
          },
        ])
      : [];
  const kind = deskKinds[data.state];
  // What comes from the help desk is known there.
  if (!kind || by.kind === "help-desk") return told;
  const line = { shopId, conversationId, subscriberId, kind, key: `${kind}:${newId()}`, body: null };
  return [...told, ...(await tellDesks(tx, ctx, [line]))];
}

/** States that a ticket has, too. */
const deskKinds: Partial<Record<LockedConversation["state"], "close" | "reopen">> = { closed: "close", open: "reopen" };

function eventOf({ shopId, conversationId, by }: Change, { subscriberId }: LockedConversation) {
  return { shopId, conversationId, subscriberId, by };
}
