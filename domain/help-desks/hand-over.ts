import type { Context } from "#domain/context";
import { type ConversationRef, lockConversation } from "#domain/conversations/inbox/conversation";
import { readThread } from "#domain/conversations/inbox/thread";
import { enqueueAll } from "#domain/jobs";
import { reasons } from "#domain/messages/reason";
import { UserError } from "#domain/user-error";
import { type DeskLine, tellDesks } from "./tell-desk.ts";

/** So many texts before the last one are shown to agents. */
const TRANSCRIPT = 10;

/**
 * Hands a conversation to the shop's help desk: a ticket is opened with the shopper's last text, and a note with the texts before.
 * Throws a UserError without a help desk, and for a person whose data was erased. Safe to repeat: a conversation has one ticket.
 */
export async function handOverConversation(
  ctx: Pick<Context, "db" | "clock" | "enqueue">,
  of: ConversationRef,
): Promise<void> {
  const { shopId, conversationId } = of;
  const jobs = await ctx.db.transaction(async (tx) => {
    const { subscriberId, isErased } = await lockConversation(tx, of);
    if (isErased) throw new UserError("redacted", reasons.redacted);
    const { entries } = await readThread(tx, of, { size: 40 });
    const texts = entries.flatMap((it) =>
      it.kind === "text-in" || it.kind === "text-out" ? [{ ...it, isTheirs: it.kind === "text-in" }] : [],
    );
    const last = texts.findLast(({ isTheirs }) => isTheirs);
    const before = texts.filter((it) => it !== last).slice(-TRANSCRIPT);
    const line = { shopId, conversationId, subscriberId };
    const lines: DeskLine[] = [
      {
        ...{ ...line, kind: "text", key: last ? `text:${last.id}` : "hand-over" },
        ...{ body: last?.body || "(no text yet)", handsOver: { topic: null } },
      },
    ];
    if (before.length > 0) {
      const said = before.map(({ isTheirs, body }) => `${isTheirs ? "Shopper" : "Store"}: ${body ?? ""}`);
      lines.push({ ...line, kind: "note", key: "transcript", body: ["Texts before:", ...said].join("\n") });
    }
    return tellDesks(tx, ctx, lines, { byHand: true });
  });
  if (jobs.length === 0 && !(await hasTicket(ctx, of)))
    throw new UserError("no-help-desk", "Connect a help desk under Settings, Help desk.");
  await enqueueAll(ctx.enqueue, jobs);
}

async function hasTicket({ db }: Pick<Context, "db">, { shopId, conversationId }: ConversationRef): Promise<boolean> {
  return (await db.prisma.helpDeskTicket.count({ where: { shopId, conversationId } })) > 0;
}
