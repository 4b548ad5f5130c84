import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** One text as an export holds it. */
export interface ExportedText {
  id: string;
  subscriberId: string;
  /** E.164; null after an erasure, and before the text was claimed. */
  phone: string | null;
  purpose: string;
  sourceKind: string;
  /** Of the campaign, the person's way through a flow, or the conversation. */
  sourceId: string;
  state: string;
  reason: string | null;
  body: string | null;
  parts: number | null;
  priceMicros: number | null;
  createdAt: Date;
  handedAt: Date | null;
  deliveredAt: Date | null;
}

// The primary key in its order: a page costs its rows, however many texts the month has.
const pageOfTexts = statement(
  "export-texts",
  `SELECT id, subscriber_id AS "subscriberId", phone, purpose, source_kind AS "sourceKind", source_id AS "sourceId", state, reason,
          body, parts, price_micros AS "priceMicros", created_at AS "createdAt", handed_at AS "handedAt",
          delivered_at AS "deliveredAt"
   FROM messages WHERE shop_id = $1 AND month = $2::date AND id > coalesce($3::uuid, '00000000-0000-0000-0000-000000000000')
   ORDER BY id LIMIT $4`,
);

/**
 * Up to `size` texts of a month (its first day, as month.ts writes it), in the order of their ids, after the one given. Each page sees
 * the texts as they are then.
 */
export function readTextPage(
  db: Sql,
  shopId: string,
  { month, after, size }: { month: string; after: string | null; size: number },
): Promise<ExportedText[]> {
  return db.run<ExportedText>(pageOfTexts, [shopId, month, after, size]);
}
