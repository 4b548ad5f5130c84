import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ReceiptRequests, RequestSource } from "./plan.ts";

/** Most receipts come within so many others of their turn … */
const APART = 500;
/** … and one in twenty much later, as when a phone was off. */
const LATE_EVERY = 20;
const LATE = 20_000;

/**
 * "sent" and "delivered" for each text, late and out of order: each comes at a moment of its own, so that one text in twenty
 * is delivered before it is sent. Everything is signed and written beforehand: signing is the provider's work, not ours.
 */
export function receiptRequests(url: string, { refsFile, ...account }: ReceiptRequests): RequestSource {
  // Written by the benchmark.
  const refs = JSON.parse(readFileSync(refsFile, "utf8")) as string[];
  const requests = refs
    .flatMap((ref, index) => [
      { at: index + delayOf(index * 2), request: () => receipt(url, account, index, ref, "sent") },
      { at: index + APART + delayOf(index * 2 + 1), request: () => receipt(url, account, index, ref, "delivered") },
    ])
    .sort((a, b) => a.at - b.at)
    .map(({ request }) => request());
  let next = 0;
  return () => {
    const request = requests[next] ?? null;
    next += 1;
    return request;
  };
}

/** How long after its turn a receipt comes, in receipts; of each number the same in every run. */
function delayOf(number: number): number {
  const drawn = createHash("md5").update(String(number)).digest().readUInt32BE() / 2 ** 32;
  return drawn < 1 / LATE_EVERY ? drawn * LATE_EVERY * LATE : drawn * APART;
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
