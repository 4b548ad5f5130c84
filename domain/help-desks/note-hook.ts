import type { Context } from "#domain/context";
import { driverOf } from "#domain/help-desks/drivers/registry";
import type { Job } from "#domain/jobs";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { DeskHook } from "./desk.ts";
import { tellDesks } from "./tell-desk.ts";
import { tokenPlace } from "./token-place.ts";

const find = statement(
  "help-desk-of-hook",
  `SELECT kind, sealed_secret AS "sealedSecret" FROM help_desks WHERE shop_id = $1 AND id = $2 AND disconnected_at IS NULL`,
);
/** One look may be under way and not see what has just changed; a second one will. */
const findTicket = statement(
  "ticket-to-look-at",
  `SELECT t.conversation_id AS "conversationId", t.subscriber_id AS "subscriberId" FROM help_desk_tickets t
   WHERE t.shop_id = $1 AND t.desk_id = $2 AND t.ticket_id = $3
     AND (SELECT count(*) FROM help_desk_lines l WHERE l.shop_id = t.shop_id AND l.conversation_id = t.conversation_id
            AND l.ended_at IS NULL AND l.kind = 'look') < 2`,
);

export interface CheckedHook {
  shopId: string;
  deskId: string;
  /** Null: it is about no ticket. */
  ticketId: string | null;
}

/** What a webhook is about. Null when it isn't signed by the help desk, or that is not the shop's. */
export async function checkHook(
  { db, helpDesks }: { db: Sql } & Pick<Context, "helpDesks">,
  { shopId, deskId, hook }: { shopId: string; deskId: string; hook: DeskHook },
): Promise<CheckedHook | null> {
  const [desk] = await db.run<{ kind: string; sealedSecret: string }>(find, [shopId, deskId]);
  const secret = desk && helpDesks?.cipher.open(desk.sealedSecret, tokenPlace(shopId, deskId, "secret"));
  if (!desk || !secret || !driverOf(desk.kind).isGenuine(hook, secret)) return null;
  return { shopId, deskId, ticketId: driverOf(desk.kind).ticketIn(hook) };
}

/**
 * A webhook says which ticket to look at, never what was said there: a copy, a late one or a forged one sends nothing. Returns the
 * jobs owed after the commit. Safe to repeat.
 */
export async function noteHook(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  { shopId, deskId, ticketId }: CheckedHook,
): Promise<Job[]> {
  const [ticket] = await tx.run<{ conversationId: string; subscriberId: string }>(findTicket, [
    shopId,
    deskId,
    ticketId,
  ]);
  if (!ticket) return [];
  return tellDesks(tx, ctx, [{ shopId, ...ticket, kind: "look", key: `look:${newId()}`, body: null }]);
}
