import type { LookUp } from "#domain/messages/delivery/provider";
import type { FailedText } from "#domain/messages/delivery/provider-facts";
import { explain } from "#providers/twilio/codes/explain";
import type { TwilioAccount } from "./account.ts";
import { getResource } from "./call.ts";
import { objectIn } from "./json.ts";
import { receiptStatus } from "./receipt.ts";
import { retryAfterMs } from "./send.ts";

const patienceMs = 15_000;
const againMs = 60_000;

/**
 * Reads one Message resource (twilio.com/docs/messaging/api/message-resource#fetch-a-message). 404: it was deleted, or is
 * older than the 400 days for which Twilio keeps texts.
 */
export async function lookUpById(account: TwilioAccount, sid: string, about: FailedText): Promise<LookUp> {
  const target = `Messages/${encodeURIComponent(sid)}`;
  const outcome = await getResource(account, target, new Date(Date.now() + patienceMs), account.readPool);
  if (outcome.kind !== "answered") return cannotTell(`Twilio didn’t respond (${outcome.detail}).`);
  const message = objectIn(outcome.body);
  // A 404 of something in between would not carry Twilio's own code.
  if (outcome.status === 404 && message?.code === 20404) return { kind: "absent" };
  if (outcome.status !== 200)
    return cannotTell(
      `Twilio answered the look-up with ${outcome.status}.`,
      isAboutThisText(outcome.status) ? null : (retryAfterMs(outcome.headers["retry-after"]) ?? againMs),
    );
  if (message?.sid !== sid) return cannotTell("Twilio answered the look-up with another text.", null);
  const receipt = receiptStatus(String(message.status)) ?? "accepted";
  const code = typeof message.error_code === "number" ? String(message.error_code) : null;
  if (receipt !== "failed") return { kind: "found", providerId: sid, receipt, code: null };
  return { kind: "found", providerId: sid, receipt, code, ...(code !== null && { failure: explain(code, about) }) };
}

/** Other texts need not be refused for the same reason. */
function isAboutThisText(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 403, 404, 408, 429].includes(status);
}

function cannotTell(detail: string, wait: number | null = againMs): LookUp {
  return { kind: "cannot-tell", detail, retryAfterMs: wait };
}
