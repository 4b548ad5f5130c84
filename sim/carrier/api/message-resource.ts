import type { Carrier } from "../carrier.ts";
import type { CarrierMessage } from "../state.ts";

/** A text as Twilio's Message resource shows it. */
export function messageResource(carrier: Carrier, message: CarrierMessage): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${carrier.options.accountSid}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    date_created: rfc2822(message.createdAt),
    date_updated: rfc2822(message.updatedAt),
    // Null until the text has left: Twilio does not know yet when it will.
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    account_sid: carrier.options.accountSid,
    to: message.to,
    from: message.from,
    messaging_service_sid: null,
    body: message.body,
    status: message.status,
    num_segments: String(message.parts),
    num_media: "0",
    direction: message.direction,
    api_version: "2010-04-01",
    price: null,
    price_unit: "USD",
    error_code: message.errorCode,
    error_message: null,
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}

/** Twilio's dates: RFC 2822, always +0000. */
export function rfc2822(ms: number): string {
  return new Date(ms).toUTCString().replace("GMT", "+0000");
}
