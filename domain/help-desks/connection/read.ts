import type { Context } from "#domain/context";
import { deskOrigin } from "#domain/help-desks/call-desk";
import { driverOf } from "#domain/help-desks/drivers/registry";
import { type DeskTrouble, deskTroubles } from "#domain/help-desks/trouble";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** A disconnection can be taken back for so long. */
export const UNDO_MS = 24 * 3_600_000;

const countWaiting = statement(
  "help-desk-tickets-waiting",
  `SELECT count(*)::int AS tickets, count(*) FILTER (WHERE due_at IS NOT NULL)::int AS waiting
   FROM (SELECT due_at FROM help_desk_tickets WHERE shop_id = $1 LIMIT 10000) t`,
);

export interface ShownDesk {
  kind: string;
  label: string;
  subdomain: string;
  userName: string;
  handsOver: string;
  topics: string[];
  /** What is wrong, as a sentence; null when all is well. */
  trouble: string | null;
  failingSince: Date | null;
  disconnectedAt: Date | null;
  /** Conversations handed over, and those with something to be told. */
  tickets: number;
  waiting: number;
}

/** The shop's help desk as its page shows it, one that can still be connected again included. Null without one. */
export async function readDesk(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
): Promise<ShownDesk | null> {
  const desk = await db.prisma.helpDesk.findUnique({ where: { shopId } });
  if (!desk || (desk.disconnectedAt && clock.now().getTime() - desk.disconnectedAt.getTime() >= UNDO_MS)) return null;
  const [counts] = await db.run<{ tickets: number; waiting: number }>(countWaiting, [shopId]);
  const { kind, subdomain, userName, handsOver, topics, failingSince, disconnectedAt } = desk;
  return {
    ...{ kind, subdomain, userName, handsOver, topics, failingSince, disconnectedAt },
    label: driverOf(kind).label,
    trouble: desk.trouble === null ? null : deskTroubles[desk.trouble as DeskTrouble], // no other is written
    tickets: counts?.tickets ?? 0,
    waiting: counts?.waiting ?? 0,
  };
}

const readTicket = statement(
  "ticket-of-conversation",
  `SELECT d.kind, d.subdomain, d.trouble, t.conversation_id AS "conversationId", t.ticket_id AS "ticketId", t.is_closed AS "isClosed"
   FROM help_desks d LEFT JOIN help_desk_tickets t ON t.shop_id = d.shop_id AND t.desk_id = d.id AND t.conversation_id = $2
   WHERE d.shop_id = $1 AND d.disconnected_at IS NULL`,
);

export interface ShownTicket {
  /** "Gorgias". */
  label: string;
  /** by-hand: it was not handed over. */
  state: "not-handed-over" | "opening" | "open" | "closed";
  /** The ticket's page; null before it is opened. */
  url: string | null;
  isStuck: boolean;
}

/** What a conversation's page shows of the help desk. Null when the shop has none. */
export async function readTicketOf(
  db: Sql,
  { helpDesks }: Pick<Context, "helpDesks">,
  { shopId, conversationId }: { shopId: string; conversationId: string },
): Promise<ShownTicket | null> {
  const [row] = await db.run<{
    kind: string;
    subdomain: string;
    trouble: string | null;
    conversationId: string | null;
    ticketId: string | null;
    isClosed: boolean | null;
  }>(readTicket, [shopId, conversationId]);
  if (!row) return null;
  const driver = driverOf(row.kind);
  const origin = deskOrigin(helpDesks ?? { simulatorUrl: null }, driver, row);
  const state =
    row.conversationId === null
      ? "not-handed-over"
      : row.ticketId === null
        ? "opening"
        : row.isClosed
          ? "closed"
          : "open";
  return {
    label: driver.label,
    state,
    url: row.ticketId === null ? null : `${origin}${driver.ticketPath(row.ticketId)}`,
    isStuck: row.trouble !== null,
  };
}
