import { howOften } from "./how-often.ts";

/** Wrote to the shop. A STOP and a START are texts of theirs, too. */
export const replies = howOften({
  type: "replies",
  label: "Replied",
  did: "replied",
  didNot: "have not replied",
  count: "replies",
  last: "last_reply_at",
  timesWhen: (isWithin) => `SELECT count(*) FROM conversations v
    JOIN inbound_texts i ON i.shop_id = v.shop_id AND i.conversation_id = v.id
    WHERE v.shop_id = $1 AND v.subscriber_id = f.subscriber_id AND i.subscriber_id = f.subscriber_id
      AND ${isWithin("i.received_at")}`,
});
