import type { Context } from "#domain/context";
import type { LineKind } from "#domain/help-desks/tell-desk";
import type { Due } from "#domain/jobs";
import { FAILURES_TO_OPEN } from "#domain/outgoing/breaker";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { lookAgain } from "./look-again.ts";

/** A help desk that is held until the transaction ends. */
export interface HeldDesk {
  id: string;
  kind: string;
  subdomain: string;
  userName: string;
  sealedToken: string;
  failures: number;
  failingSince: Date | null;
  restsUntil: Date | null;
}

/** The first line of a ticket, with what is known of the ticket and its person. */
export interface TakenLine {
  id: string;
  conversationId: string;
  subscriberId: string;
  kind: LineKind;
  body: string | null;
  createdAt: Date;
  ticketId: string | null;
  number: number;
  /** Attempts begun at this line, this one included. */
  attempts: number;
  phone: string | null;
  name: string;
}

/** Tickets at a time: Gorgias allows two requests a second. */
const TICKETS = 4;
/** Longer than a line's requests may take, five of ten seconds. */
const LEASE_MS = 60_000;

/** When the sweep adds the job: one probe for each shop that has something due. */
export const dueDesks: Due<"help-desks"> = {
  shops: `SELECT d.shop_id FROM help_desks d JOIN shops s ON s.id = d.shop_id AND s.uninstalled_at IS NULL
    WHERE d.disconnected_at IS NULL AND (d.rests_until IS NULL OR d.rests_until <= $1::timestamptz)
      AND (EXISTS (SELECT FROM help_desk_tickets t WHERE t.shop_id = d.shop_id AND t.due_at <= $1::timestamptz)
        OR EXISTS (SELECT FROM help_desk_tickets t WHERE t.shop_id = d.shop_id AND t.look_at <= $1::timestamptz))`,
};

const hold = statement(
  "hold-help-desk",
  `SELECT d.id, d.kind, d.subdomain, d.user_name AS "userName", d.sealed_token AS "sealedToken", d.failures,
          d.failing_since AS "failingSince", d.rests_until AS "restsUntil"
   FROM help_desks d JOIN shops s ON s.id = d.shop_id AND s.installed_at IS NOT NULL AND s.uninstalled_at IS NULL
   WHERE d.shop_id = $1 AND d.disconnected_at IS NULL FOR NO KEY UPDATE OF d`,
);
const take = statement(
  "take-help-desk-lines",
  `WITH due AS (
     SELECT conversation_id FROM help_desk_tickets
     WHERE shop_id = $1 AND desk_id = $2 AND due_at <= $3::timestamptz
     ORDER BY due_at LIMIT $5 FOR NO KEY UPDATE SKIP LOCKED
   ), taken AS (
     UPDATE help_desk_tickets t SET due_at = $4::timestamptz, attempts = t.attempts + 1
     FROM due WHERE t.shop_id = $1 AND t.conversation_id = due.conversation_id
     RETURNING t.conversation_id, t.ticket_id, t.number, t.attempts
   )
   SELECT t.conversation_id AS "conversationId", t.ticket_id AS "ticketId", t.number, t.attempts, l.id, l.kind, l.body,
          l.subscriber_id AS "subscriberId", l.created_at AS "createdAt", s.phone,
          coalesce(nullif(trim(concat_ws(' ', s.first_name, s.last_name)), ''), s.phone, 'Shopper') AS name
   FROM taken t
   LEFT JOIN LATERAL (SELECT * FROM help_desk_lines q WHERE q.shop_id = $1 AND q.conversation_id = t.conversation_id AND q.ended_at IS NULL
                      ORDER BY q.place LIMIT 1) l ON true
   LEFT JOIN subscribers s ON s.shop_id = $1 AND s.id = l.subscriber_id`,
);
/** While one line is tried, the others of a help desk whose breaker is open wait for what comes of it. */
const holdOthers = statement(
  "hold-help-desk-while-probing",
  "UPDATE help_desks SET rests_until = $3 WHERE shop_id = $1 AND id = $2",
);
const free = statement(
  "free-help-desk-tickets",
  `UPDATE help_desk_tickets SET due_at = NULL, attempts = 0 WHERE shop_id = $1 AND conversation_id = ANY($2::uuid[])
     AND NOT EXISTS (SELECT FROM help_desk_lines l WHERE l.shop_id = $1 AND l.conversation_id = help_desk_tickets.conversation_id AND l.ended_at IS NULL)`,
);

/** Takes the first lines of tickets that are due. While the breaker is open, it takes one, to see whether the help desk works again. */
export async function takeLines(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  shopId: string,
): Promise<{ desk: HeldDesk | null; lines: TakenLine[] }> {
  const now = clock.now();
  const [desk] = await tx.run<HeldDesk>(hold, [shopId]);
  if (!desk || (desk.restsUntil !== null && desk.restsUntil > now)) return { desk: null, lines: [] };
  await lookAgain(tx, { shopId, deskId: desk.id, now });
  const isProbe = desk.failures >= FAILURES_TO_OPEN;
  const until = new Date(now.getTime() + LEASE_MS);
  const rows = await tx.run<TakenLine | (Omit<TakenLine, "id"> & { id: null })>(take, [
    shopId,
    desk.id,
    now,
    until,
    isProbe ? 1 : TICKETS,
  ]);
  const idle = rows.filter(({ id }) => id === null).map(({ conversationId }) => conversationId);
  // An erasure has ended its lines.
  if (idle.length > 0) await tx.run(free, [shopId, idle]);
  const lines = rows.filter((it): it is TakenLine => it.id !== null);
  if (isProbe && lines.length > 0) await tx.run(holdOthers, [shopId, desk.id, until]);
  return { desk, lines };
}
