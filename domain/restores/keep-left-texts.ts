import type { Context } from "#domain/context";
import type { HistoricText } from "#domain/messages/delivery/provider";
import { batch, columnsOf } from "#platform/sql/batch";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { hashWords } from "./words.ts";

type SentText = Extract<HistoricText, { kind: "sent" }>;

/**
 * What a message has under the provider's name is known; everything else left after the backup. A text belongs to the shop
 * that held the number when it left, and only to its present holder when that is not known.
 */
const keep = statement(
  "keep-left-texts",
  `INSERT INTO left_texts (shop_id, provider, provider_id, sender_id, phone_hash, words_hash, created_at)
   SELECT n.shop_id, $1, t.provider_id, n.id, t.phone_hash, t.words_hash, t.created_at
   FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
     AS t(from_phone, provider_id, phone_hash, words_hash, created_at)
   JOIN LATERAL (
     SELECT s.shop_id, s.id FROM senders s
     WHERE s.phone = t.from_phone
       AND (s.released_at IS NULL OR s.created_at <= t.created_at AND s.released_at > t.created_at)
     ORDER BY s.created_at <= t.created_at DESC, s.created_at DESC
     LIMIT 1) n ON true
   WHERE NOT EXISTS (
     SELECT FROM subscribers s JOIN messages m ON m.shop_id = s.shop_id AND m.subscriber_id = s.id
     WHERE s.shop_id = n.shop_id AND s.phone_hash = t.phone_hash AND m.provider_id = t.provider_id)
   ON CONFLICT DO NOTHING
   RETURNING provider_id`,
);

/** Keeps the texts that our senders sent and no message of ours tells of. Returns how many were new. Safe to repeat. */
export async function keepLeftTexts(
  { db, hashPhone }: Pick<Context, "db" | "hashPhone">,
  provider: string,
  texts: SentText[],
): Promise<number> {
  // What PostgreSQL cannot keep is none of our numbers, and would fail the statement for all the others.
  const sent = texts.filter(({ from }) => from === storableText(from));
  if (sent.length === 0) return 0;
  const kept = await db.run(
    ...batch(
      keep,
      {
        t: columnsOf(sent, {
          from_phone: ({ from }) => from,
          provider_id: ({ providerId }) => providerId,
          phone_hash: ({ to }) => hashPhone(to),
          words_hash: ({ body }) => hashWords(body),
          created_at: ({ createdAt }) => createdAt,
        }),
      },
      [provider],
    ),
  );
  return kept.length;
}
