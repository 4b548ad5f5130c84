import type { Carrier } from "../carrier.ts";
import type { CarrierNumber } from "../state.ts";
import { rfc2822 } from "./message-resource.ts";
import { pageOf } from "./page.ts";

/** GET IncomingPhoneNumbers.json: long codes and toll-free numbers, filtered by PhoneNumber. */
export function listNumbers(carrier: Carrier, query: URLSearchParams): Record<string, unknown> {
  const wanted = query.get("PhoneNumber");
  const all = [...carrier.state.numbers.values()].filter(
    (number) => number.kind !== "short_code" && (wanted === null || number.phone.includes(wanted)),
  );
  const page = pageOf(`/2010-04-01/Accounts/${carrier.options.accountSid}/IncomingPhoneNumbers.json`, query, all);
  return { ...page.links, incoming_phone_numbers: page.items.map((number) => numberResource(carrier, number)) };
}

/** GET SMS/ShortCodes.json: short codes are a resource of their own. */
export function listShortCodes(carrier: Carrier, query: URLSearchParams): Record<string, unknown> {
  const wanted = query.get("ShortCode");
  const all = [...carrier.state.numbers.values()].filter(
    (number) => number.kind === "short_code" && (wanted === null || number.phone === wanted),
  );
  const page = pageOf(`/2010-04-01/Accounts/${carrier.options.accountSid}/SMS/ShortCodes.json`, query, all);
  return { ...page.links, short_codes: page.items.map((number) => shortCodeResource(carrier, number)) };
}

/** POST to one number: sets where its inbound texts go. Returns the resource, or null when there is no such sid. */
export function updateNumber(carrier: Carrier, sid: string, form: URLSearchParams): Record<string, unknown> | null {
  const number = numberWith(carrier, sid);
  if (!number) return null;
  number.smsUrl = form.get("SmsUrl") ?? number.smsUrl;
  number.updatedAt = Date.now();
  carrier.changed();
  return showNumber(carrier, sid);
}

/** GET one number, or null when there is no such sid. */
export function showNumber(carrier: Carrier, sid: string): Record<string, unknown> | null {
  const number = numberWith(carrier, sid);
  if (!number) return null;
  return number.kind === "short_code" ? shortCodeResource(carrier, number) : numberResource(carrier, number);
}

function numberWith(carrier: Carrier, sid: string): CarrierNumber | undefined {
  return [...carrier.state.numbers.values()].find((number) => number.sid === sid);
}

function shortCodeResource(carrier: Carrier, number: CarrierNumber): Record<string, unknown> {
  return {
    account_sid: carrier.options.accountSid,
    api_version: "2010-04-01",
    date_created: rfc2822(number.updatedAt),
    date_updated: rfc2822(number.updatedAt),
    friendly_name: number.phone,
    short_code: number.phone,
    sid: number.sid,
    sms_fallback_method: "POST",
    sms_fallback_url: "",
    sms_method: "POST",
    sms_url: number.smsUrl,
    uri: `/2010-04-01/Accounts/${carrier.options.accountSid}/SMS/ShortCodes/${number.sid}.json`,
  };
}

function numberResource(carrier: Carrier, number: CarrierNumber): Record<string, unknown> {
  return {
    sid: number.sid,
    account_sid: carrier.options.accountSid,
    friendly_name: number.phone,
    phone_number: number.phone,
    origin: "twilio",
    api_version: "2010-04-01",
    beta: false,
    capabilities: { voice: true, sms: true, mms: true, fax: false },
    date_created: rfc2822(number.updatedAt),
    date_updated: rfc2822(number.updatedAt),
    address_requirements: "none",
    address_sid: null,
    bundle_sid: null,
    emergency_address_sid: null,
    emergency_address_status: "unregistered",
    emergency_status: "Inactive",
    identity_sid: null,
    sms_application_sid: "",
    sms_fallback_method: "POST",
    sms_fallback_url: "",
    sms_method: "POST",
    sms_url: number.smsUrl,
    status: "in-use",
    status_callback: "",
    status_callback_method: "POST",
    trunk_sid: null,
    type: number.kind === "toll_free" ? "toll-free" : "local",
    uri: `/2010-04-01/Accounts/${carrier.options.accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
    voice_application_sid: "",
    voice_caller_id_lookup: false,
    voice_fallback_method: "POST",
    voice_fallback_url: "",
    voice_method: "POST",
    voice_receive_mode: "voice",
    voice_url: "",
  };
}
