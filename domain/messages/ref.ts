import type { Month } from "#domain/messages/month";
import { isId } from "#platform/ids";

/** Where a message lies: enough to find it in one partition of one shop. */
export interface MessageRef {
  shopId: string;
  month: Month;
  id: string;
}

/** The name a message has outside: it travels in the receipt's URL, which the provider signs. */
export function formatRef({ shopId, month, id }: MessageRef): string {
  return `${shopId}.${month}.${id}`;
}

/** Null when the text is no name of a message. */
export function parseRef(text: string): MessageRef | null {
  const [shopId, month, id, ...rest] = text.split(".");
  if (!shopId || !month || !id || rest.length > 0) return null;
  if (!isId(shopId) || !isId(id) || !/^\d{4}-(0[1-9]|1[0-2])-01$/.test(month)) return null;
  return { shopId, month, id };
}
