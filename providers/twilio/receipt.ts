import type { Callback, DeliveryReceipt } from "#domain/messages/delivery/provider";
import { explain } from "#providers/twilio/codes/explain";

// twilio.com/docs/messaging/api/message-resource#message-status-values
const statuses: Record<string, DeliveryReceipt["status"]> = {
  accepted: "accepted",
  scheduled: "accepted",
  queued: "accepted",
  sending: "accepted",
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

/** Our word for one of Twilio's statuses; null for those that say nothing about a text of ours. */
export function receiptStatus(status: string): DeliveryReceipt["status"] | null {
  return statuses[status] ?? null;
}

/**
 * Reads a status callback; `ref` comes from the query of its URL. Null when the URL has none or the status is not one
 * of ours to follow. Throws when the body is not a status callback at all.
 */
export function parseReceipt({ url, body }: Pick<Callback, "url" | "body">): DeliveryReceipt | null {
  const fields = new URLSearchParams(body.toString("utf8"));
  const providerId = fields.get("MessageSid") ?? fields.get("SmsSid");
  const theirs = fields.get("MessageStatus") ?? fields.get("SmsStatus");
  if (!providerId || !theirs) throw new Error("A status callback needs MessageSid and MessageStatus.");
  const ref = refIn(url);
  const status = receiptStatus(theirs);
  if (!ref || !status) return null;
  const code = status === "failed" ? fields.get("ErrorCode") || null : null;
  const receipt = { kind: "receipt", ref, providerId, status, code } as const;
  if (code === null) return { ...receipt, because: null };
  const { because, words, waitMs } = explain(code, { from: fields.get("From"), to: fields.get("To") });
  return { ...receipt, because, words, waitMs };
}

// The URL may be absolute or only a path: what stands before the query does not matter here.
function refIn(url: string): string | null {
  const query = url.split("#")[0]?.split("?")[1];
  return query === undefined ? null : new URLSearchParams(query).get("ref");
}
