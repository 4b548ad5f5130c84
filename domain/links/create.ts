import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { toldOnce } from "#platform/sql/told-once";

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
   SELECT t.code, k.shop_id, k.month, t.message_id, t.subscriber_id, k.target_url, $8::timestamptz
   FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::int[]) AS t(code, message_id, subscriber_id, kind)
   JOIN unnest($5::uuid[], $6::date[], $7::text[]) WITH ORDINALITY AS k(shop_id, month, target_url, number) ON k.number = t.kind`,
);

/**
 * Makes the links of texts that are being claimed, one each. A code that is taken already fails the transaction, and
 * the claim is tried again with new ones.
 */
export async function createShortLinks(tx: Sql, links: NewLink[], now: Date): Promise<void> {
  if (links.length === 0) return;
  const { numbers, distinct } = toldOnce(links, (link) => `${link.shopId} ${link.month} ${link.targetUrl}`);
  await tx.run(
    ...batch(
      insert,
      {
        t: {
          ...columnsOf(links, {
            code: (link) => link.code,
            message_id: (link) => link.messageId,
            subscriber_id: (link) => link.subscriberId,
          }),
          kind: numbers,
        },
        k: columnsOf(distinct, {
          shop_id: (link) => link.shopId,
          month: (link) => link.month,
          target_url: (link) => link.targetUrl,
        }),
      },
      [now],
    ),
  );
}
