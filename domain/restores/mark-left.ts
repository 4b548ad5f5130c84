import type { Context } from "#domain/context";
import type { Lane } from "#domain/jobs";
import type { Decision } from "#domain/messages/claim/decide";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { hashWords } from "./words.ts";

interface LeftText {
  providerId: string;
  phoneHash: string;
  wordsHash: string | null;
  messageId: string | null;
}

/** One that a message has under its own name was known before the restore, or has been found since. */
const find = statement(
  "find-left-texts",
  `SELECT l.provider_id AS "providerId", l.phone_hash AS "phoneHash", l.words_hash AS "wordsHash", l.message_id AS "messageId"
   FROM left_texts l
   WHERE l.shop_id = $1 AND l.provider = $2 AND l.sender_id = $3 AND l.phone_hash = ANY($4::text[])
     AND (l.message_id IS NULL OR l.message_id = ANY($5::uuid[]))
     AND NOT EXISTS (SELECT FROM messages m WHERE m.shop_id = l.shop_id AND m.subscriber_id = ANY($6::uuid[])
                       AND m.provider_id = l.provider_id AND m.id IS DISTINCT FROM l.message_id)
   ORDER BY l.created_at, l.provider_id
   FOR UPDATE OF l`,
);
const use = statement(
  "use-left-texts",
  `UPDATE left_texts l SET message_id = t.message_id FROM unnest($3::text[], $4::uuid[]) AS t(provider_id, message_id)
   WHERE l.shop_id = $1 AND l.provider = $2 AND l.provider_id = t.provider_id`,
);

/**
 * Marks the texts of a slice that left before the database was restored: same sender, same number, same words but for the
 * links. They are claimed like others, and instead of a call the provider's name for them is written down. Part of the
 * claim's transaction, so that one text stands for one message.
 */
export async function markLeft(
  tx: Sql,
  { hashPhone }: Pick<Context, "hashPhone">,
  lane: Lane,
  provider: string,
  decisions: Decision[],
): Promise<void> {
  const sending = decisions.flatMap((decision) =>
    decision.state === "sending" && decision.phone !== null ? [{ decision, hash: hashPhone(decision.phone) }] : [],
  );
  if (sending.length === 0) return;
  const hashes = sending.map(({ hash }) => hash);
  const ids = sending.map(({ decision }) => decision.candidate.id);
  const people = sending.map(({ decision }) => decision.candidate.subscriberId);
  const rows = await tx.run<LeftText>(find, [lane.shopId, provider, lane.senderId, hashes, ids, people]);
  const left = Map.groupBy(rows, ({ phoneHash }) => phoneHash);
  const used: { providerId: string; messageId: string }[] = [];
  for (const { decision, hash } of sending) {
    const { id } = decision.candidate;
    const theirs = left.get(hash) ?? [];
    const words = hashWords(decision.body ?? "");
    const found =
      theirs.find((text) => text.messageId === id) ??
      theirs.find((text) => text.messageId === null && (text.wordsHash === null || text.wordsHash === words));
    if (!found) continue;
    decision.leftAs = found.providerId;
    found.messageId = id;
    used.push({ providerId: found.providerId, messageId: id });
  }
  if (used.length > 0)
    await tx.run(
      ...batch(use, { t: columnsOf(used, { provider_id: (it) => it.providerId, message_id: (it) => it.messageId }) }, [
        lane.shopId,
        provider,
      ]),
    );
}
