import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Carrier } from "../carrier.ts";
import type { Lanes } from "../delivery.ts";
import { drawMs } from "../faults.ts";
import { answerError, answerJson, cut, readBody } from "../http.ts";
import type { CarrierMessage } from "../state.ts";
import { createMessage } from "./create-message.ts";
import { notFinished, notFound, tooManyRequests, unauthorized, unavailable } from "./errors.ts";
import { answerFile, isFile } from "./files.ts";
import { listMessages } from "./list-messages.ts";
import { messageResource } from "./message-resource.ts";
import { listNumbers, listShortCodes, showNumber, updateNumber } from "./numbers.ts";

/** One request to Twilio's REST API (2010-04-01), from the network's mood to the resource. */
export async function answerApi(
  carrier: Carrier,
  lanes: Lanes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { faults } = carrier.state;
  const latency = drawMs(faults.latencyMs, carrier.random);
  if (latency > 0) await new Promise<void>((resolve) => carrier.after(latency, resolve));
  if (faults.outage === "reset") return cut(request);
  if (faults.outage === "unavailable") return answerError(response, unavailable);
  if (!isAuthorized(carrier, request)) return answerError(response, unauthorized);

  const [path = "", search = ""] = (request.url ?? "").split("?");
  const base = `/2010-04-01/Accounts/${carrier.options.accountSid}/`;
  const resourcePath = path.startsWith(base) ? path.slice(base.length) : "";
  if (isFile(resourcePath)) return answerFile(carrier, resourcePath, request, response);
  const rest = path.startsWith(base) && path.endsWith(".json") ? path.slice(base.length, -".json".length) : "";
  const query = new URLSearchParams(search);
  const [resource, sid] = splitSid(rest);
  const route = `${request.method} ${resource}`;

  if (sid === null) {
    if (route === "POST Messages") return createMessage(carrier, lanes, request, response);
    if (route === "GET Messages") return answerJson(response, 200, listMessages(carrier, query));
    if (route === "GET IncomingPhoneNumbers") return answerJson(response, 200, listNumbers(carrier, query));
    if (route === "GET SMS/ShortCodes") return answerJson(response, 200, listShortCodes(carrier, query));
  } else if (resource === "Messages") {
    const message = carrier.state.messages.get(sid);
    if (message && !message.isDeleted) return answerMessage(carrier, message, request, response);
  } else if (resource === "IncomingPhoneNumbers" || resource === "SMS/ShortCodes") {
    const form = request.method === "POST" ? new URLSearchParams(await readBody(request)) : null;
    const number = form ? updateNumber(carrier, sid, form) : showNumber(carrier, sid);
    if (number) return answerJson(response, 200, number);
  }
  answerError(response, notFound(path));
}

async function answerMessage(
  carrier: Carrier,
  message: CarrierMessage,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === "GET") {
    const { tooManyReads, retryAfterSeconds: wait } = carrier.state.faults;
    if (carrier.random() < tooManyReads)
      return answerError(response, tooManyRequests, wait === null ? {} : { "retry-after": String(wait) });
    return answerJson(response, 200, messageResource(carrier, message));
  }
  const form = new URLSearchParams(await readBody(request));
  if (message.status === "queued" || message.status === "sending") return answerError(response, notFinished);
  if (request.method === "DELETE") {
    message.isDeleted = true;
    message.body = "";
    carrier.changed();
    response.writeHead(204).end();
    return;
  }
  // The only change Twilio allows to a text that has left: to empty its body.
  if (form.get("Body") === "") message.body = "";
  message.updatedAt = Date.now();
  carrier.changed();
  answerJson(response, 200, messageResource(carrier, message));
}

function splitSid(rest: string): [resource: string, sid: string | null] {
  const match = /^(.+)\/((?:SM|MM|PN|SC)[0-9a-f]{32})$/.exec(rest);
  return match ? [match[1] ?? "", match[2] ?? null] : [rest, null];
}

function isAuthorized(carrier: Carrier, request: IncomingMessage): boolean {
  const { accountSid, authToken, secondaryAuthToken } = carrier.options;
  const given = Buffer.from(request.headers.authorization ?? "");
  return [authToken, secondaryAuthToken].some((token) => {
    if (token === undefined) return false;
    const expected = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${token}`).toString("base64")}`);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
