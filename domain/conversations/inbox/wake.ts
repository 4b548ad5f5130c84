import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import { statement } from "#platform/sql/statement";
import { tellPages } from "./tell-pages.ts";

/** When the sweep adds the job. By the index conversations_snoozed. */
export const dueSnoozes: Due<"snoozed-conversations"> = {
  anything: "SELECT 1 FROM conversations WHERE state = 'snoozed' AND snoozed_until <= $1",
};

const BATCH = 200;

const take = statement(
  "wake-conversations",
  `UPDATE conversations c SET state = 'open', snoozed_until = NULL, unread = greatest(c.unread, 1)
   FROM (SELECT shop_id, id FROM conversations WHERE state = 'snoozed' AND snoozed_until <= $1
         ORDER BY snoozed_until LIMIT $2 FOR UPDATE SKIP LOCKED) t
   WHERE c.shop_id = t.shop_id AND c.id = t.id
   RETURNING c.shop_id AS "shopId", c.id AS "conversationId", c.subscriber_id AS "subscriberId"`,
);
const note = statement(
  "note-woken-conversations",
  `INSERT INTO conversation_events (shop_id, id, conversation_id, subscriber_id, kind, at)
   SELECT shop_id, id, conversation_id, subscriber_id, 'woken', $5::timestamptz
   FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) AS t(shop_id, id, conversation_id, subscriber_id)`,
);

/** Opens snoozed conversations whose time has come, as unread. Returns true when more may be due. Safe from many workers at once. */
export async function wakeConversations(ctx: Pick<Context, "db" | "clock" | "hints">): Promise<boolean> {
  const now = ctx.clock.now();
  const woken = await ctx.db.transaction(async (tx) => {
    const rows = await tx.run<{ shopId: string; conversationId: string; subscriberId: string }>(take, [now, BATCH]);
    if (rows.length === 0) return rows;
    const t = columnsOf(rows, {
      shop_id: (it) => it.shopId,
      id: () => newId(),
      conversation_id: (it) => it.conversationId,
      subscriber_id: (it) => it.subscriberId,
    });
    await tx.run(...batch(note, { t }, [now]));
    return rows;
  });
  tellPages(ctx, woken);
  return woken.length === BATCH;
}
