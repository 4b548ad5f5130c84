import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

export interface NewLink {
  code: string;
  shopId: string;
  /** The partition of the message: first day of a month. */
  month: string;
  messageId: string;
  subscriberId: string;
  /** Where the link leads. */
  targetUrl: string;
}

const insert = statement(
  "create-short-links",
  `INSERT INTO short_links (code, shop_id, message_month, message_id, subscriber_id, target_url, created_at)
   SELECT t.*, $7::timestamptz
   FROM unnest($1::text[], $2::uuid[], $3::date[], $4::uuid[], $5::uuid[], $6::text[]) AS t`,
);

/**
 * Makes the links of texts that are being claimed, one each. A code that is taken already fails the transaction, and
 * the claim is tried again with new ones.
 */
export async function createShortLinks(tx: Sql, links: NewLink[], now: Date): Promise<void> {
  if (links.length === 0) return;
  await tx.run(insert, [
    links.map((link) => link.code),
    links.map((link) => link.shopId),
    links.map((link) => link.month),
    links.map((link) => link.messageId),
    links.map((link) => link.subscriberId),
    links.map((link) => link.targetUrl),
    now,
  ]);
}
