import { type Carrier, newSid } from "./carrier.ts";
import { enqueue, type Lanes } from "./delivery.ts";
import { keepFiles, mediaFields, type SentFile } from "./files.ts";
import { countParts } from "./parts.ts";
import { type CarrierFile, type CarrierMessage, type CarrierNumber, fileMessage } from "./state.ts";
import { textsIn } from "./twiml.ts";
import { postWebhook } from "./webhook.ts";

export interface InboundResult {
  sid: string;
  /** What the app answered; null when the number has no SmsUrl or no one answered. */
  webhookStatus: number | null;
}

// twilio.com/docs/messaging/tutorials/advanced-opt-out: the English words, and what Twilio itself answers.
const optOutWords = new Set(["STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"]);
const optInWords = new Set(["START", "YES", "UNSTOP"]);
const helpWords = new Set(["HELP", "INFO"]);
const optOutAnswers = {
  STOP: "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
  START:
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
  HELP: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
};

/**
 * A shopper texts one of our numbers: the app is told, and what it answers is sent back. Resolves when the app has
 * answered, so a test that called it needs to wait for nothing else.
 */
export async function receiveText(
  carrier: Carrier,
  lanes: Lanes,
  number: CarrierNumber,
  from: string,
  body: string,
  /** `optOutType`: a word that the account has set up as its own, so that Twilio handles it. */
  { media = [], optOutType }: { media?: SentFile[]; optOutType?: keyof typeof optOutAnswers | undefined } = {},
): Promise<InboundResult> {
  const message = textOf(carrier, { direction: "inbound", from, to: number.phone, body, status: "received" });
  message.shownAt = carrier.options.clock.now().getTime();
  fileMessage(carrier.state, message);
  const files = keepFiles(carrier, message.sid, media);
  carrier.changed();
  const optOut = carrier.options.advancedOptOut || optOutType ? keepOptOut(carrier, message, optOutType) : null;
  if (optOut) reply(carrier, lanes, message, optOutAnswers[optOut]);
  if (number.smsUrl === "") return { sid: message.sid, webhookStatus: null };

  carrier.begin();
  const answer = await postWebhook(carrier, number.smsUrl, inboundFields(carrier, message, optOut, files));
  carrier.end();
  if (answer.status !== null && answer.status < 300) {
    for (const text of textsIn(answer.contentType, answer.body)) reply(carrier, lanes, message, text);
  }
  carrier.changed();
  return { sid: message.sid, webhookStatus: answer.status };
}

/** A new text with everything that is the same for all of them. */
export function textOf(
  carrier: Carrier,
  own: Pick<CarrierMessage, "direction" | "from" | "to" | "body" | "status">,
): CarrierMessage {
  const now = Date.now();
  return {
    ...own,
    sid: newSid("SM"),
    serial: carrier.state.timeline.length,
    parts: countParts(own.body),
    errorCode: null,
    createdAt: now,
    sentAt: own.direction === "inbound" ? now : null,
    updatedAt: now,
    expiresAt: carrier.options.clock.now().getTime() + 36_000_000,
    shownAt: null,
    statusCallback: null,
    isDeleted: false,
  };
}

/** The name of a pair of numbers in the opt-out list. */
export function pairOf(ours: string, theirs: string): string {
  return `${ours}>${theirs}`;
}

function keepOptOut(
  carrier: Carrier,
  message: CarrierMessage,
  own: keyof typeof optOutAnswers | undefined,
): keyof typeof optOutAnswers | null {
  const word = own ?? message.body.trim().toUpperCase();
  const pair = pairOf(message.to, message.from);
  if (optOutWords.has(word)) {
    carrier.state.optOuts.add(pair);
    return "STOP";
  }
  if (optInWords.has(word)) {
    carrier.state.optOuts.delete(pair);
    return "START";
  }
  return helpWords.has(word) ? "HELP" : null;
}

function reply(carrier: Carrier, lanes: Lanes, to: CarrierMessage, body: string): void {
  const message = textOf(carrier, { direction: "outbound-reply", from: to.to, to: to.from, body, status: "queued" });
  fileMessage(carrier.state, message);
  enqueue(carrier, lanes, message);
}

// twilio.com/docs/messaging/guides/webhook-request. The places are empty, as they often are.
function inboundFields(
  carrier: Carrier,
  message: CarrierMessage,
  optOut: string | null,
  files: CarrierFile[],
): Record<string, string> {
  return {
    ...mediaFields(carrier, message.sid, files),
    ToCountry: "US",
    ToState: "",
    SmsMessageSid: message.sid,
    NumMedia: String(files.length),
    ToCity: "",
    FromZip: "",
    SmsSid: message.sid,
    FromState: "",
    SmsStatus: "received",
    FromCity: "",
    Body: message.body,
    FromCountry: "US",
    To: message.to,
    ToZip: "",
    NumSegments: String(message.parts),
    MessageSid: message.sid,
    AccountSid: carrier.options.accountSid,
    From: message.from,
    ApiVersion: "2010-04-01",
    ...(optOut ? { OptOutType: optOut } : {}),
  };
}
