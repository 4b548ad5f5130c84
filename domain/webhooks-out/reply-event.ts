import type { NewEvent } from "./publish-events.ts";

interface ToldReply {
  shopId: string;
  id: string;
  subscriberId: string;
  body: string;
  meaning: string;
  receivedAt: Date;
}

/** The event about a text that someone wrote to the shop. */
export function replyEvent({ shopId, id, subscriberId, body, meaning, receivedAt: at }: ToldReply): NewEvent {
  return { shopId, type: "reply.received", subscriberId, key: id, at, data: { reply: { id, body, meaning } } };
}
