import type { Context } from "#domain/context";
import { tellPages } from "#domain/conversations/inbox/tell-pages";
import { callDesk, type DeskAccess } from "#domain/help-desks/call-desk";
import { driverOf } from "#domain/help-desks/drivers/registry";
import { tokenPlace } from "#domain/help-desks/token-place";
import { enqueueAll } from "#domain/jobs";
import { applyTicket } from "./apply-ticket.ts";
import { type Performed, performLine } from "./perform.ts";
import { settleLine } from "./settle.ts";
import { type HeldDesk, type TakenLine, takeLines } from "./take.ts";

type DeliverContext = Pick<Context, "db" | "clock" | "log" | "enqueue" | "providers" | "hints"> & {
  helpDesks: DeskAccess;
};

/**
 * Does what is due in a shop's help desk, for some tickets at a time, and writes what came of it. Returns true when more may be due.
 * A worker that is killed in the middle leaves lines that are tried again after their lease; what was done is found by our ids.
 */
export async function deliverToDesk(ctx: DeliverContext, shopId: string): Promise<boolean> {
  const { desk, lines } = await ctx.db.transaction((tx) => takeLines(tx, ctx, shopId));
  if (!desk) return false;
  await Promise.all(lines.map((line) => attempt(ctx, { shopId, desk, line })));
  return lines.length > 0;
}

async function attempt(ctx: DeliverContext, of: { shopId: string; desk: HeldDesk; line: TakenLine }): Promise<void> {
  const { shopId, line } = of;
  const performed = await perform(ctx, of);
  const jobs = await ctx.db.transaction(async (tx) => {
    // The conversation is taken before the ticket, as by everyone who tells of a conversation.
    const answered = performed.kind === "done" && performed.read ? await applyTicket(tx, ctx, of, performed.read) : [];
    await settleLine(tx, ctx, of, performed);
    return answered;
  });
  await enqueueAll(ctx.enqueue, jobs);
  if (line.kind === "look") tellPages(ctx, [{ shopId, conversationId: line.conversationId }]);
}

async function perform(
  { helpDesks }: DeliverContext,
  { shopId, desk, line }: { shopId: string; desk: HeldDesk; line: TakenLine },
): Promise<Performed> {
  const driver = driverOf(desk.kind);
  const token = helpDesks.cipher.open(desk.sealedToken, tokenPlace(shopId, desk.id, "token"));
  // Its key was taken out of ours.
  if (token === null) return { kind: "failed", trouble: "unauthorized", retryAfter: null };
  return performLine(driver, callDesk(helpDesks, driver, { ...desk, token }), { ...line, deskId: desk.id });
}
