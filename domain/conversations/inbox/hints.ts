import type { ConversationRef } from "./conversation.ts";

/** Tells open pages that conversations changed, and is told so. It may lose any hint: pages look again by themselves. */
export interface InboxHints {
  /** Never throws and never waits. */
  tell(changed: ConversationRef[]): void;
  /** Hears of one shop's conversations until the returned function is called. */
  listen(shopId: string, hear: (conversationId: string) => void): () => void;
}

/** What carries messages between processes, such as platform/redis/hints.ts. */
interface Carrier {
  tell(channel: string, message: string): void;
  listen(channel: string, hear: (message: string) => void): () => void;
}

/** Hints of the inbox over a carrier: a channel for each shop, so that no one hears of another's. */
export function inboxHintsOn(carrier: Carrier): InboxHints {
  return {
    tell(changed) {
      for (const [shopId, own] of Map.groupBy(changed, (it) => it.shopId))
        for (const id of new Set(own.map((it) => it.conversationId))) carrier.tell(`inbox:${shopId}`, id);
    },
    listen: (shopId, hear) => carrier.listen(`inbox:${shopId}`, hear),
  };
}
