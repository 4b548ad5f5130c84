import type { Callback, InboundText } from "#domain/messages/provider";

/** Reads a text that came in. Its body may be empty (a picture alone). Throws when the callback is not a text. */
export function parseInbound({ body }: Pick<Callback, "url" | "body">): InboundText {
  const fields = new URLSearchParams(body.toString("utf8"));
  const providerId = fields.get("MessageSid") ?? fields.get("SmsSid");
  const from = fields.get("From");
  const to = fields.get("To");
  if (!providerId || !from || !to) throw new Error("An inbound text needs MessageSid, From and To.");
  return { kind: "inbound", providerId, from, to, body: fields.get("Body") ?? "" };
}
