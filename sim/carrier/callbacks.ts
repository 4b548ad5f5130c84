import type { Carrier } from "./carrier.ts";
import { drawMs } from "./faults.ts";
import type { CarrierMessage } from "./state.ts";
import { postWebhook } from "./webhook.ts";

/** The last callback of each text that is still being posted: one text's callbacks leave in order. */
const tails = new WeakMap<CarrierMessage, Promise<void>>();
/** "sent" callbacks kept back so that they arrive after "delivered". */
const keptBack = new WeakMap<CarrierMessage, Record<string, string>>();

/**
 * Tells the app what became of its text. Twilio does so after each change of status, but not for the first one
 * ("queued"), which the create call has already told: sent or failed, then delivered or undelivered
 * (twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks).
 */
export function reportStatus(carrier: Carrier, message: CarrierMessage): void {
  const url = message.statusCallback;
  if (!url) return;
  const fields = statusFields(carrier, message);
  const { callbacks } = carrier.state.faults;
  const random = carrier.fateOf(message);
  if (random() < callbacks.lose) {
    carrier.state.callbacks.lost += 1;
    return;
  }
  if (message.status === "sent" && random() < callbacks.reorder) {
    keptBack.set(message, fields);
    return;
  }
  if (random() < callbacks.delay) {
    carrier.begin();
    carrier.after(drawMs(callbacks.delayMs, random), () => {
      carrier.end();
      post(carrier, message, url, fields);
    });
    return;
  }
  post(carrier, message, url, fields);
  if (random() < callbacks.double) {
    carrier.state.callbacks.doubled += 1;
    post(carrier, message, url, fields);
  }
  const early = keptBack.get(message);
  if (early) {
    keptBack.delete(message);
    post(carrier, message, url, early);
  }
}

function statusFields(carrier: Carrier, message: CarrierMessage): Record<string, string> {
  return {
    ...(message.errorCode === null ? {} : { ErrorCode: String(message.errorCode) }),
    ...(message.status === "delivered" || message.status === "undelivered" ? { RawDlrDoneDate: doneDate() } : {}),
    SmsSid: message.sid,
    SmsStatus: message.status,
    MessageStatus: message.status,
    To: message.to,
    MessageSid: message.sid,
    AccountSid: carrier.options.accountSid,
    From: message.from,
    ApiVersion: "2010-04-01",
  };
}

// YYMMDDhhmm, as carriers write it in their delivery receipts.
function doneDate(): string {
  return new Date().toISOString().replace(/[-T:]/g, "").slice(2, 12);
}

function post(carrier: Carrier, message: CarrierMessage, url: string, fields: Record<string, string>): void {
  carrier.begin();
  const tail = (tails.get(message) ?? Promise.resolve()).then(async () => {
    const { status } = await postWebhook(carrier, url, fields);
    if (status !== null && status < 300) carrier.state.callbacks.posted += 1;
    else carrier.state.callbacks.failed += 1;
    carrier.end();
    carrier.changed();
  });
  tails.set(message, tail);
}
