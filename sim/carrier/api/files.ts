import type { IncomingMessage, ServerResponse } from "node:http";
import type { Carrier } from "../carrier.ts";
import { answerError } from "../http.ts";
import { notFound } from "./errors.ts";

const MEDIA = /^Messages\/([SM]M[0-9a-f]{32})\/Media\/(ME[0-9a-f]{32})(\.json)?$/;

/** Whether a resource of the account is a file of a text. */
export function isFile(resource: string): boolean {
  return MEDIA.test(resource);
}

/**
 * https://www.twilio.com/docs/messaging/api/media-resource: without an extension the file itself, by a redirect to where it lies;
 * DELETE removes it.
 */
export function answerFile(
  carrier: Carrier,
  resource: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const [, messageSid, sid = "", extension] = MEDIA.exec(resource) ?? [];
  const file = carrier.state.files.get(sid);
  if (!file || file.messageSid !== messageSid) answerError(response, notFound(request.url ?? ""));
  else if (request.method === "DELETE") {
    carrier.state.files.delete(sid);
    carrier.changed();
    response.writeHead(204).end();
  } else if (request.method === "GET" && extension === undefined) {
    response.writeHead(307, { location: `http://${request.headers.host}/files/${sid}` }).end();
  } else answerError(response, notFound(request.url ?? ""));
}

/** Where the redirect leads: a host of its own that asks for no account. */
export function serveFile(carrier: Carrier, request: IncomingMessage, response: ServerResponse): void {
  const file = carrier.state.files.get((request.url ?? "").slice("/files/".length));
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": file.contentType, "content-length": file.bytes.length }).end(file.bytes);
}
