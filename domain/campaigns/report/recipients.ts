import { isId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";

export const messageStates = [
  "waiting",
  "sending",
  "accepted",
  "sent",
  "delivered",
  "failed",
  "skipped",
  "expired",
  "unknown",
] as const;
export type MessageState = (typeof messageStates)[number];

/** Which lines of a report are asked for. */
export interface RecipientFilter {
  states?: MessageState[];
  reason?: string | null;
  hasClicked?: boolean;
  /** True for those whose order is owed to the text. */
  hasOrdered?: boolean;
  /** The `next` of the page before. */
  after?: string | null;
}

export interface CampaignRecipient {
  messageId: string;
  subscriberId: string;
  firstName: string | null;
  lastName: string | null;
  /** E.164; null once erased. */
  phone: string | null;
  state: MessageState;
  /** Key of domain/messages/reason.ts, or the provider's error code. */
  reason: string | null;
  /** Whose error code it is. */
  provider: string | null;
  /** The gates that ran, with what they saw and said, as messages wrote them. */
  why: { gate: string; saw: string; said: string }[];
  body: string | null;
  parts: number | null;
  priceMicros: number | null;
  dueAt: Date;
  handedAt: Date | null;
  deliveredAt: Date | null;
  hasClicked: boolean;
  /** The orders owed to the text, oldest first. */
  orders: RecipientOrder[];
}

export interface RecipientOrder {
  id: string;
  /** As the store names it, "#1001"; null once the order is erased. */
  name: string | null;
  /** Refunds taken off; millionths of `currency`. */
  micros: number;
  /** ISO 4217. */
  currency: string;
}

const PAGE = 50;

const readCampaignRecipients = statement(
  "campaign-recipients",
  `SELECT m.id AS "messageId", m.subscriber_id AS "subscriberId", s.first_name AS "firstName", s.last_name AS "lastName",
          s.phone, m.state, m.reason, m.provider, coalesce(w.gates, '[]') AS why, m.body, m.parts, m.price_micros AS "priceMicros",
          m.due_at AS "dueAt", m.handed_at AS "handedAt", m.delivered_at AS "deliveredAt", click.has AS "hasClicked",
          bought.orders
   FROM campaigns c
   JOIN messages m ON m.shop_id = c.shop_id AND m.month = c.month AND m.source_id = c.id
   CROSS JOIN LATERAL (SELECT EXISTS (
     SELECT 1 FROM clicks k WHERE k.shop_id = m.shop_id AND k.message_id = m.id AND k.counted) AS has) AS click
   CROSS JOIN LATERAL (
     SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.order_id, 'name', o.name, 'currency', a.currency,
                                                  'micros', a.total_micros - a.refunded_micros) ORDER BY a.ordered_at, a.order_id), '[]') AS orders
     FROM attributions a LEFT JOIN orders o ON o.shop_id = a.shop_id AND o.id = a.order_id
     WHERE a.shop_id = $1 AND a.source_kind = 'campaign' AND a.source_id = $2 AND a.message_id = m.id) AS bought
   LEFT JOIN subscribers s ON s.shop_id = m.shop_id AND s.id = m.subscriber_id
   LEFT JOIN why_records w ON w.shop_id = m.shop_id AND w.month = m.month AND w.id = m.why_id
   WHERE c.shop_id = $1 AND c.id = $2 AND ($3::text[] IS NULL OR m.state = ANY($3)) AND ($4::text IS NULL OR m.reason = $4)
     AND ($5::bool IS NULL OR click.has = $5) AND ($6::uuid IS NULL OR m.id > $6)
     AND ($8::bool IS NULL OR $8 = EXISTS (
       SELECT 1 FROM attributions a
       WHERE a.shop_id = $1 AND a.source_kind = 'campaign' AND a.source_id = $2 AND a.message_id = m.id))
   ORDER BY m.id
   LIMIT $7`,
);

/**
 * A page of the people a campaign has come to, each with what became of the text and why; `next` asks for the page
 * after it. People still in a chunk have no text yet and are not listed. Empty for another shop's campaign.
 */
export async function campaignRecipients(
  db: Sql,
  shopId: string,
  campaignId: string,
  { states, reason = null, hasClicked, hasOrdered, after = null }: RecipientFilter = {},
): Promise<{ recipients: CampaignRecipient[]; next: string | null }> {
  const from = after !== null && isId(after) ? after : null;
  const rows = await db.run<CampaignRecipient>(readCampaignRecipients, [
    shopId,
    campaignId,
    states ?? null,
    reason === null ? null : storableText(reason),
    hasClicked ?? null,
    from,
    PAGE + 1,
    hasOrdered ?? null,
  ]);
  const recipients = rows.slice(0, PAGE);
  return { recipients, next: rows.length > PAGE ? (recipients.at(-1)?.messageId ?? null) : null };
}
