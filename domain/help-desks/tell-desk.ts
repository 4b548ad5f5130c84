import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";

export type LineKind = "text" | "note" | "close" | "reopen" | "look";

/** Something that the help desk is to be told about a conversation. */
export interface DeskLine {
  shopId: string;
  conversationId: string;
  subscriberId: string;
  kind: LineKind;
  /** What it is about: recorded once for a conversation. */
  key: string;
  /** Of a text or a note. */
  body: string | null;
  /** Of a text: what it is about, and whether someone has to read it, so that it may be handed over. */
  handsOver?: { topic: string | null };
}

/** Most shops have no row there: one probe of a small index for all lines of a transaction. */
const findDesks = statement(
  "connected-help-desks",
  'SELECT shop_id AS "shopId" FROM help_desks WHERE shop_id = ANY($1::uuid[]) AND disconnected_at IS NULL',
);
/** By what the merchant chose to hand over. A conversation that was handed over stays so. */
const handOver = statement(
  "hand-over-conversations",
  `INSERT INTO help_desk_tickets (shop_id, conversation_id, desk_id, subscriber_id, created_at)
   SELECT DISTINCT ON (t.shop_id, t.conversation_id) t.shop_id, t.conversation_id, d.id, t.subscriber_id, $6::timestamptz
   FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bool[]) AS t(shop_id, conversation_id, subscriber_id, topic, by_hand)
   JOIN help_desks d ON d.shop_id = t.shop_id AND d.disconnected_at IS NULL
     AND (t.by_hand OR d.hands_over = 'all' OR (d.hands_over = 'topics' AND t.topic = ANY(d.topics)))
   ORDER BY t.shop_id, t.conversation_id
   ON CONFLICT (shop_id, conversation_id) DO NOTHING
   RETURNING conversation_id AS "conversationId"`,
);
/** Each ticket's row is taken in the order of their ids, which settles a race with who ends its last line. */
const lockTickets = statement(
  "lock-help-desk-tickets",
  `SELECT t.conversation_id AS "conversationId" FROM help_desk_tickets t
   JOIN help_desks d ON d.shop_id = t.shop_id AND d.id = t.desk_id AND d.disconnected_at IS NULL
   WHERE (t.shop_id, t.conversation_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
   ORDER BY t.shop_id, t.conversation_id FOR NO KEY UPDATE OF t`,
);
const insert = statement(
  "insert-help-desk-lines",
  `INSERT INTO help_desk_lines (shop_id, id, conversation_id, subscriber_id, kind, key, body, created_at)
   SELECT t.shop_id, t.id, t.conversation_id, t.subscriber_id, t.kind, t.key, t.body, $8::timestamptz
   FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[]) WITH ORDINALITY
     AS t(shop_id, id, conversation_id, subscriber_id, kind, key, body, n)
   ORDER BY t.n
   ON CONFLICT (shop_id, conversation_id, key) DO NOTHING
   RETURNING shop_id AS "shopId", conversation_id AS "conversationId"`,
);
const ring = statement(
  "ring-help-desk-tickets",
  `UPDATE help_desk_tickets t SET due_at = coalesce(t.due_at, $3::timestamptz)
   WHERE (t.shop_id, t.conversation_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`,
);

/**
 * Hands over the conversations of texts that the merchant wants in the help desk (`handsOver`), and writes down what it is to be
 * told of those that were handed over. Each line is done there at least once, a conversation's in this order, or has its trouble.
 * Shops without a help desk cost one probe. The caller holds the conversations. Returns the jobs owed after the commit; without
 * them it is done within seconds. Safe to repeat.
 */
export async function tellDesks(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  lines: readonly DeskLine[],
  { byHand = false } = {},
): Promise<Job[]> {
  if (lines.length === 0) return [];
  const desks = await tx.run<{ shopId: string }>(findDesks, [[...new Set(lines.map(({ shopId }) => shopId))]]);
  const shops = new Set(desks.map(({ shopId }) => shopId));
  const told = lines.filter(({ shopId }) => shops.has(shopId));
  if (told.length === 0) return [];
  const now = clock.now();
  const handed = told.filter(({ handsOver }) => handsOver !== undefined);
  if (handed.length > 0)
    await tx.run(
      ...batch(
        handOver,
        {
          t: columnsOf(handed, {
            shop_id: (it) => it.shopId,
            conversation_id: (it) => it.conversationId,
            subscriber_id: (it) => it.subscriberId,
            topic: (it) => it.handsOver?.topic ?? null,
            by_hand: () => byHand,
          }),
        },
        [now],
      ),
    );
  const tickets = await tx.run<{ conversationId: string }>(lockTickets, keysOf(told));
  const inDesk = new Set(tickets.map(({ conversationId }) => conversationId));
  const written = told.filter(({ conversationId }) => inDesk.has(conversationId));
  if (written.length === 0) return [];
  const rows = await tx.run<{ shopId: string; conversationId: string }>(
    ...batch(
      insert,
      {
        t: columnsOf(written, {
          shop_id: (it) => it.shopId,
          id: () => newId(),
          conversation_id: (it) => it.conversationId,
          subscriber_id: (it) => it.subscriberId,
          kind: (it) => it.kind,
          key: (it) => it.key,
          body: (it) => (it.body === null ? null : storableText(it.body)),
        }),
      },
      [now],
    ),
  );
  if (rows.length > 0) await tx.run(ring, [...keysOf(rows), now]);
  return [...new Set(rows.map(({ shopId }) => shopId))].map((shopId) => ({ name: "help-desks", payload: { shopId } }));
}

function keysOf(of: readonly { shopId: string; conversationId: string }[]): [string[], string[]] {
  return [of.map(({ shopId }) => shopId), of.map(({ conversationId }) => conversationId)];
}
