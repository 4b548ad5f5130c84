import type { Prisma } from "@prisma/client";
import { monthOf } from "#domain/messages/month";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { ExplainedText } from "./explain.ts";

/** One text, and what the gates said of it. */
export interface ReadText extends ExplainedText {
  id: string;
  subscriberId: string;
  expiresAt: Date;
  parts: number | null;
  priceMicros: number | null;
}

/** Texts are kept for a year and a month at most; each month is one probe of an index. */
const MONTHS = 14;

const oneText = statement(
  "read-one-text",
  `SELECT m.id, m.subscriber_id AS "subscriberId", m.state, m.reason, m.provider, m.due_at AS "dueAt", m.expires_at AS "expiresAt",
          m.handed_at AS "handedAt", m.delivered_at AS "deliveredAt", m.parts, m.price_micros AS "priceMicros", w.gates AS why
   FROM messages m
   LEFT JOIN why_records w ON w.shop_id = m.shop_id AND w.month = m.month AND w.id = m.why_id
   WHERE m.shop_id = $1 AND m.month = ANY($2::date[]) AND m.id = $3`,
);

/** A text of the shop by its id; null when it has none of that id. */
export async function readText(db: Sql, shopId: string, id: string, now: Date): Promise<ReadText | null> {
  const months = Array.from({ length: MONTHS }, (_, back) =>
    monthOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back))),
  );
  const [row] = await db.run<ReadText & { why: Prisma.JsonValue }>(oneText, [shopId, months, id]);
  return row ?? null;
}
