import { isId } from "#platform/ids";
import type { Month } from "./month.ts";

/** Where a message lies: enough to find it in one partition of one shop. */
export interface MessageRef {
  shopId: string;
  month: Month;
  id: string;
  /** How often it had failed and was handed over again; absent the first time. Tells late receipts from present ones. */
  resend?: number;
}

/** The name a message has outside: it travels in the receipt's URL, which the provider signs. */
export function formatRef({ shopId, month, id, resend = 0 }: MessageRef): string {
  return resend === 0 ? `${shopId}.${month}.${id}` : `${shopId}.${month}.${id}.${resend}`;
}

/** Null when the text is no name of a message. */
export function parseRef(text: string): MessageRef | null {
  const [shopId, month, id, resend, ...rest] = text.split(".");
  if (!shopId || !month || !id || rest.length > 0) return null;
  if (!isId(shopId) || !isId(id) || !/^\d{4}-(0[1-9]|1[0-2])-01$/.test(month)) return null;
  if (resend === undefined) return { shopId, month, id };
  return /^[1-9]\d{0,3}$/.test(resend) ? { shopId, month, id, resend: Number(resend) } : null;
}
