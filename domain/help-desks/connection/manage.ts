import type { Context } from "#domain/context";
import { tokenPlace } from "#domain/help-desks/token-place";
import { deskTroubles } from "#domain/help-desks/trouble";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";
import { type Connecting, dropHook, takeBack, testDesk } from "./connect.ts";
import { UNDO_MS } from "./read.ts";

const HANDS_OVER = ["all", "topics", "by-hand"] as const;
/** Topics that can be handed over by themselves; the other texts of people count as "other". */
export const HANDED_TOPICS = ["order-question", "price", "yes", "thanks", "abuse", "wrong-number", "other"] as const;

const change = statement(
  "change-help-desk-hand-over",
  "UPDATE help_desks SET hands_over = $2, topics = $3 WHERE shop_id = $1 AND disconnected_at IS NULL",
);
const disconnect = statement(
  "disconnect-help-desk",
  `UPDATE help_desks SET disconnected_at = $2 WHERE shop_id = $1 AND disconnected_at IS NULL
   RETURNING id, kind, subdomain, user_name AS "userName", sealed_token AS "sealedToken", hook_id AS "hookId"`,
);

/** Chooses which conversations are handed over: all, those about some topics, or by hand alone. */
export async function changeHandOver(
  { db }: Pick<Context, "db">,
  shopId: string,
  { handsOver, topics }: { handsOver: string; topics: string[] },
): Promise<void> {
  if (!(HANDS_OVER as readonly string[]).includes(handsOver))
    throw new UserError("hands-over", "Choose what is handed over.", "handsOver");
  const known = HANDED_TOPICS.filter((it) => topics.includes(it));
  if (handsOver === "topics" && known.length === 0)
    throw new UserError("no-topics", "Choose at least one topic.", "topics");
  await db.run(change, [shopId, handsOver, known]);
}

/**
 * Disconnects the help desk: nothing more is told to it or taken from it, and our webhook there is deleted. Its credentials stay for
 * a day, in which it can be connected again with its tickets. Safe to repeat.
 */
export async function disconnectDesk(ctx: Pick<Context, "db" | "clock" | "helpDesks">, shopId: string): Promise<void> {
  const [desk] = await ctx.db.run<Parameters<typeof dropHook>[2]>(disconnect, [shopId, ctx.clock.now()]);
  if (desk) await dropHook(ctx, shopId, desk);
}

/** Takes a disconnection back. Throws a UserError when its day is over, or the help desk refuses. */
export async function reconnectDesk(ctx: Connecting, shopId: string): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - UNDO_MS);
  const desk = await ctx.db.prisma.helpDesk.findUnique({ where: { shopId, disconnectedAt: { gt: since } } });
  const { helpDesks } = ctx;
  const token = desk && helpDesks?.cipher.open(desk.sealedToken, tokenPlace(shopId, desk.id, "token"));
  if (!desk || !token || !helpDesks)
    throw new UserError("help-desk-gone", "The connection was deleted. Connect the help desk again.");
  await takeBack(ctx, { ...desk, token });
  await ctx.db.run(awaken, [shopId]);
}

/** Tries the connection. Throws a UserError that says what is wrong; when all is well, what waits is tried at once. */
export async function testConnection(
  ctx: Pick<Context, "db" | "clock" | "helpDesks" | "enqueue">,
  shopId: string,
): Promise<void> {
  const desk = await ctx.db.prisma.helpDesk.findUnique({ where: { shopId } });
  const { helpDesks } = ctx;
  if (!desk || !helpDesks || desk.disconnectedAt) throw new UserError("no-help-desk", "Connect a help desk first.");
  const token = helpDesks.cipher.open(desk.sealedToken, tokenPlace(shopId, desk.id, "token"));
  const trouble = token === null ? "unauthorized" : await testDesk(ctx, { ...desk, token });
  if (trouble) throw new UserError(`help-desk-${trouble}`, deskTroubles[trouble], "test");
  await ctx.db.run(awaken, [shopId]);
  await ctx.enqueue("help-desks", { shopId });
}

const awaken = statement(
  "wake-help-desk",
  `UPDATE help_desks SET failures = 0, failing_since = NULL, rests_until = NULL, trouble = NULL WHERE shop_id = $1`,
);
