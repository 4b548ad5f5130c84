import type { NewEvent } from "./publish-events.ts";

interface ToldText {
  shopId: string;
  id: string;
  conversationId: string;
  subscriberId: string;
  receivedAt: Date;
}

/** An event for each of the `opened` conversations, about the first of these texts in it. */
export function openedEvents(texts: ToldText[], opened: ReadonlySet<string>): NewEvent[] {
  const first = new Map(texts.toReversed().map((it) => [it.conversationId, it]));
  return [...first.values()]
    .filter(({ conversationId }) => opened.has(conversationId))
    .map(({ shopId, subscriberId, conversationId, id, receivedAt: at }) => {
      const data = { conversation: { id: conversationId } };
      return { shopId, subscriberId, type: "conversation.opened", key: id, at, data };
    });
}
