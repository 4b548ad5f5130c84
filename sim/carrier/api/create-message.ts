import type { IncomingMessage, ServerResponse } from "node:http";
import type { Carrier } from "../carrier.ts";
import { enqueue, isQueueFull, type Lanes } from "../delivery.ts";
import { drawMishap, drawMs, drawPostFault } from "../faults.ts";
import { answerError, answerJson, cut, readBody } from "../http.ts";
import { pairOf, textOf } from "../inbound.ts";
import { type CarrierMessage, fileHandOff, fileMessage } from "../state.ts";
import { refusal, serverError, type TwilioError, tooManyRequests } from "./errors.ts";
import { messageResource } from "./message-resource.ts";

/** Twilio's test numbers (twilio.com/docs/iam/test-credentials): a sure way to meet each refusal. */
const magicTo: Record<string, number> = {
  "+15005550001": 21211,
  "+15005550002": 21612,
  "+15005550003": 21408,
  "+15005550004": 21610,
  "+15005550009": 21614,
};
const magicFrom: Record<string, number> = { "+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611 };

/** POST Messages.json: takes a text, or refuses it, or goes wrong in the way the faults ask for. */
export async function createMessage(
  carrier: Carrier,
  lanes: Lanes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { faults } = carrier.state;
  const fault = drawPostFault(faults, carrier.random);
  if (fault === "resetBefore") return cut(request);
  const form = new URLSearchParams(await readBody(request));
  if (fault === "tooMany") {
    const wait = faults.retryAfterSeconds;
    return answerError(response, tooManyRequests, wait === null ? {} : { "retry-after": String(wait) });
  }
  if (fault === "errorBefore") return answerError(response, serverError);
  const refused = refusalOf(carrier, lanes, form);
  if (refused) return answerError(response, refused);

  if (fault === "late") {
    carrier.begin();
    carrier.after(drawMs(faults.lateMs, carrier.random), () => {
      carrier.end();
      take(carrier, lanes, form);
    });
    return cut(request);
  }
  const message = take(carrier, lanes, form);
  if (fault === "resetAfter") return cut(request);
  if (fault === "hang") return;
  const wait = drawMs(faults.answerDelayMs, carrier.random);
  if (wait > 0) await new Promise<void>((resolve) => carrier.after(wait, resolve));
  if (fault === "errorAfter") return answerError(response, serverError);
  if (fault === "tornAnswer") return tear(request, response);
  answerJson(response, 201, messageResource(carrier, message));
}

function refusalOf(carrier: Carrier, lanes: Lanes, form: URLSearchParams): TwilioError | null {
  const to = form.get("To") ?? "";
  const from = form.get("From") ?? "";
  const body = form.get("Body") ?? "";
  const code = refusalCode(carrier, lanes, to, from, body);
  return code === null ? null : refusal(code, to, from);
}

function refusalCode(carrier: Carrier, lanes: Lanes, to: string, from: string, body: string): number | null {
  if (to === "") return 21604;
  if (from === "") return 21603;
  if (body === "") return 21602;
  const magic = magicTo[to] ?? magicFrom[from];
  if (magic !== undefined) return magic;
  if (!isPhoneNumber(to)) return 21211;
  const number = carrier.state.numbers.get(from);
  if (!number) return /^\+?\d{3,15}$/.test(from) ? 21606 : 21212;
  if (body.length > 1600) return 21617;
  if (carrier.options.advancedOptOut && carrier.state.optOuts.has(pairOf(from, to))) return 21610;
  const mishap = drawMishap(carrier.state.faults.reject, { from, to }, carrier.random);
  if (mishap !== null) return mishap;
  return isQueueFull(lanes, number) ? 21611 : null;
}

// E.164; within the North American plan, also an area code and an exchange that can exist.
function isPhoneNumber(phone: string): boolean {
  return phone.startsWith("+1") ? /^\+1[2-9]\d{2}[2-9]\d{6}$/.test(phone) : /^\+[2-9]\d{7,14}$/.test(phone);
}

function take(carrier: Carrier, lanes: Lanes, form: URLSearchParams): CarrierMessage {
  const message = textOf(carrier, {
    direction: "outbound-api",
    from: form.get("From") ?? "",
    to: form.get("To") ?? "",
    body: form.get("Body") ?? "",
    status: "queued",
  });
  const validity = Number(form.get("ValidityPeriod") ?? 36_000);
  message.expiresAt = carrier.options.clock.now().getTime() + validity * 1000;
  message.statusCallback = form.get("StatusCallback");
  fileMessage(carrier.state, message);
  fileHandOff(carrier.state, {
    ref: refIn(message.statusCallback),
    sid: message.sid,
    to: message.to,
    from: message.from,
    body: message.body,
    parts: message.parts,
    at: new Date(message.createdAt).toISOString(),
  });
  // The answer says "queued", as Twilio's does, even when the line is empty and the text leaves a moment later.
  setImmediate(() => enqueue(carrier, lanes, message));
  carrier.changed();
  return message;
}

function refIn(callback: string | null): string | null {
  const query = callback?.split("#")[0]?.split("?")[1];
  return query === undefined ? null : new URLSearchParams(query).get("ref");
}

// Promises more bytes than it sends, then cuts the connection.
function tear(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(201, { "content-type": "application/json;charset=utf-8", "content-length": 800 });
  response.write('{"sid": "SM', () => cut(request));
}
