import type { Context } from "#domain/context";
import type { HistoricText } from "#domain/messages/provider";
import { findSendersByPhone } from "#domain/senders/find-by-phone";
import { statement } from "#platform/statement";
import { hashWords } from "./words.ts";

type SentText = Extract<HistoricText, { kind: "sent" }>;

/** What a message has under the provider's name is known; everything else left after the backup. */
const keep = statement(
  "keep-left-texts",
  `INSERT INTO left_texts (shop_id, provider, provider_id, sender_id, phone_hash, words_hash, created_at)
   SELECT t.shop_id, $1, t.provider_id, t.sender_id, t.phone_hash, t.words_hash, t.created_at
   FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[])
     AS t(shop_id, provider_id, sender_id, phone_hash, words_hash, created_at)
   WHERE NOT EXISTS (
     SELECT FROM subscribers s JOIN messages m ON m.shop_id = s.shop_id AND m.subscriber_id = s.id
     WHERE s.shop_id = t.shop_id AND s.phone_hash = t.phone_hash AND m.provider_id = t.provider_id)
   ON CONFLICT DO NOTHING
   RETURNING provider_id`,
);

/** Keeps the texts that our senders sent and no message of ours tells of. Returns how many were new. Safe to repeat. */
export async function keepLeftTexts(
  { db, hashPhone }: Pick<Context, "db" | "hashPhone">,
  provider: string,
  texts: SentText[],
): Promise<number> {
  const senders = await findSendersByPhone(
    db,
    texts.map(({ from }) => from),
  );
  const ours = texts.flatMap((text) => {
    const sender = senders.get(text.from);
    return sender ? [{ ...text, ...sender }] : [];
  });
  if (ours.length === 0) return 0;
  const kept = await db.run(keep, [
    provider,
    ours.map((it) => it.shopId),
    ours.map((it) => it.providerId),
    ours.map((it) => it.senderId),
    ours.map((it) => hashPhone(it.to)),
    ours.map((it) => hashWords(it.body)),
    ours.map((it) => it.createdAt),
  ]);
  return kept.length;
}
