import type { ProviderNumber } from "#domain/messages/delivery/provider";
import type { TwilioAccount } from "./account.ts";
import { type CallOutcome, getResource, postForm } from "./call.ts";
import { objectIn, objectsIn } from "./json.ts";
import { withRetries } from "./webhook-url.ts";

const patienceMs = 15_000;

/** The North American toll-free area codes. */
const tollFree = /^\+1(800|833|844|855|866|877|888)\d{7}$/;

/** The account's numbers that can text, and its short codes (bare digits). Throws with Twilio's reason when it refuses. */
export async function listNumbers(account: TwilioAccount): Promise<ProviderNumber[]> {
  const [numbers, codes] = await Promise.all([
    readAnswer(getResource(account, "IncomingPhoneNumbers?PageSize=1000", newDeadline())),
    readAnswer(getResource(account, "SMS/ShortCodes?PageSize=1000", newDeadline())),
  ]);
  const phones = objectsIn(numbers.incoming_phone_numbers)
    .filter(({ capabilities }) => canText(capabilities))
    .map(({ phone_number }) => String(phone_number));
  return [
    ...phones.map((phone): ProviderNumber => ({ phone, kind: tollFree.test(phone) ? "toll_free" : "long_code" })),
    ...objectsIn(codes.short_codes).map(
      (code): ProviderNumber => ({ phone: String(code.short_code), kind: "short_code" }),
    ),
  ];
}

/** Has the number's inbound texts posted to `inboundUrl`. Throws when the account does not own the number. Safe to repeat. */
export async function connectNumber(account: TwilioAccount, phone: string, inboundUrl: string): Promise<void> {
  const resource = await resourceOf(account, phone);
  if (resource === null) throw new Error(`${phone} isn’t in the Twilio account.`);
  const form = new URLSearchParams({ SmsUrl: withRetries(inboundUrl), SmsMethod: "POST" });
  await readAnswer(postForm(account, resource, form, newDeadline()));
}

async function resourceOf(account: TwilioAccount, phone: string): Promise<string | null> {
  if (!phone.startsWith("+")) {
    const codes = await readAnswer(
      getResource(account, `SMS/ShortCodes?${new URLSearchParams({ ShortCode: phone })}`, newDeadline()),
    );
    const code = objectsIn(codes.short_codes).find(({ short_code }) => short_code === phone);
    return code ? `SMS/ShortCodes/${code.sid}` : null;
  }
  const query = new URLSearchParams({ PhoneNumber: phone });
  const numbers = await readAnswer(getResource(account, `IncomingPhoneNumbers?${query}`, newDeadline()));
  const number = objectsIn(numbers.incoming_phone_numbers).find(({ phone_number }) => phone_number === phone);
  return number ? `IncomingPhoneNumbers/${number.sid}` : null;
}

async function readAnswer(call: Promise<CallOutcome>): Promise<Record<string, unknown>> {
  const outcome = await call;
  if (outcome.kind !== "answered") throw new Error(`We couldn’t reach Twilio (${outcome.detail}).`);
  const answer = objectIn(outcome.body);
  if (outcome.status < 300 && answer) return answer;
  throw new Error(`Twilio rejected the request (${outcome.status}): ${answer?.message ?? "no reason given"}.`);
}

function canText(capabilities: unknown): boolean {
  return (
    typeof capabilities === "object" && capabilities !== null && "sms" in capabilities && capabilities.sms === true
  );
}

function newDeadline(): Date {
  return new Date(Date.now() + patienceMs);
}
