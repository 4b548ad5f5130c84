import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ReceiptRequests, RequestSource } from "./plan.ts";

/** A text's "delivered" follows its "sent" after so many others, as when all of them take about as long. */
const APART = 500;

/** Everything is signed and written beforehand: signing is the provider's work, not ours. */
export function receiptRequests(url: string, { refsFile, ...account }: ReceiptRequests): RequestSource {
  // Written by the benchmark.
  const refs = JSON.parse(readFileSync(refsFile, "utf8")) as string[];
  const requests: string[] = [];
  for (let index = 0; index < refs.length + APART; index += 1) {
    const [sent, delivered] = [refs[index], refs[index - APART]];
    if (sent) requests.push(receipt(url, account, index, sent, "sent"));
    if (delivered) requests.push(receipt(url, account, index - APART, delivered, "delivered"));
  }
  let next = 0;
  return () => {
    const request = requests[next] ?? null;
    next += 1;
    return request;
  };
}

function receipt(
  url: string,
  { accountSid, authToken }: Pick<ReceiptRequests, "accountSid" | "authToken">,
  number: number,
  ref: string,
  status: string,
): string {
  const path = `/callbacks/twilio/receipts?ref=${ref}`;
  const sid = `SM${ref.slice(-36).replaceAll("-", "")}`;
  // In the order of their names, as they are signed.
  const fields: [string, string][] = [
    ["AccountSid", accountSid],
    ["ApiVersion", "2010-04-01"],
    ["From", "+16465550100"],
    ["MessageSid", sid],
    ["MessageStatus", status],
    ["SmsSid", sid],
    ["SmsStatus", status],
    ["To", `+1312${String(2_000_000 + number)}`],
  ];
  const signed = `${url}${path}${fields.flat().join("")}`;
  const body = fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  return [
    `POST ${path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    "User-Agent: TwilioProxy/1.1",
    "Accept: */*",
    "Content-Type: application/x-www-form-urlencoded; charset=UTF-8",
    `Content-Length: ${body.length}`,
    "I-Twilio-Idempotency-Token: 5c1f1d70-4a0e-4a3e-8a62-0f8d5f8b2f11",
    `X-Twilio-Signature: ${createHmac("sha1", authToken).update(signed).digest("base64")}`,
    "",
    body,
  ].join("\r\n");
}
