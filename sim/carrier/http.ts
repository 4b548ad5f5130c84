import type { IncomingMessage, ServerResponse } from "node:http";
import { serverError, type TwilioError } from "./api/errors.ts";
import { newSid } from "./carrier.ts";

const bodyLimit = 256 * 1024;

/** The whole body as text. Throws when it is longer than any real request. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bodyLimit) throw new Error("The request is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Answers with JSON, as both Twilio's API and the control API do. */
export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json;charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "twilio-request-id": newSid("RQ"),
    ...headers,
  });
  response.end(text);
}

/** Answers with an error as Twilio words it. */
export function answerError(response: ServerResponse, error: TwilioError, headers: Record<string, string> = {}): void {
  const { code, message, status } = error;
  const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  answerJson(
    response,
    status,
    body,
    status === 401 ? { "www-authenticate": 'Basic realm="Twilio API"', ...headers } : headers,
  );
}

/** Answers a 500 without saying why, when nothing was answered yet. */
export function answerFailure(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else answerError(response, serverError);
}

/** Cuts the connection with a TCP reset, so that the caller sees no orderly end. */
export function cut(request: IncomingMessage): void {
  request.socket.resetAndDestroy();
}
