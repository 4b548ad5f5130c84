import { createHmac, randomUUID } from "node:crypto";
import type { Victim } from "./target.ts";
import type { WireRequest } from "./wire.ts";

/** The Shopify library answers 410 to what looks like a robot. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const FORM = "application/x-www-form-urlencoded";

type Signer = Pick<Victim, "appUrl" | "apiSecret" | "authToken">;

/** A delivery that the store has signed. */
export function webhook(
  { apiSecret }: Signer,
  { domain, topic, body, at }: { domain: string; topic: string; body: string | Buffer; at: string },
): WireRequest {
  return {
    method: "POST",
    path: "/webhooks",
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Hmac-Sha256": createHmac("sha256", apiSecret).update(body).digest("base64"),
      "X-Shopify-Topic": topic,
      "X-Shopify-Shop-Domain": domain,
      "X-Shopify-Event-Id": randomUUID(),
      "X-Shopify-Webhook-Id": randomUUID(),
      "X-Shopify-Triggered-At": at,
    },
  };
}

/** A callback that the provider has signed. */
export function callback(
  { appUrl, authToken }: Signer,
  topic: "inbound" | "receipts",
  fields: Record<string, string>,
  query = "",
): WireRequest {
  const path = `/callbacks/twilio/${topic}${query}`;
  const text = Object.keys(fields)
    .sort((one, next) => (one < next ? -1 : 1))
    .reduce((sum, name) => sum + name + fields[name], `${appUrl}${path}`);
  return {
    method: "POST",
    path,
    body: new URLSearchParams(fields).toString(),
    headers: {
      "Content-Type": FORM,
      "X-Twilio-Signature": createHmac("sha1", authToken).update(text).digest("base64"),
    },
  };
}

/** What a merchant's browser asks. A form makes it a POST. */
export async function asked(
  { token }: Pick<Victim, "token">,
  path: string,
  form?: Record<string, string> | Buffer,
): Promise<WireRequest> {
  const headers = { "User-Agent": BROWSER, Authorization: `Bearer ${await token()}` };
  if (form === undefined) return { method: "GET", path, body: "", headers };
  if (Buffer.isBuffer(form))
    return { method: "POST", path, body: form, headers: { ...headers, "Content-Type": "text/csv" } };
  const body = new URLSearchParams(form).toString();
  return { method: "POST", path, body, headers: { ...headers, "Content-Type": FORM } };
}
