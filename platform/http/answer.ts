import type { IncomingMessage, ServerResponse } from "node:http";

export interface Answer {
  status: number;
  body?: string;
  contentType?: string;
  headers?: Record<string, string>;
}

/** Answers a plain request in one piece. A body that was not read is not waited for: its connection ends instead. */
export function answer(request: IncomingMessage, response: ServerResponse, what: Answer): void {
  const { status, body = "", contentType = "text/plain; charset=utf-8", headers = {} } = what;
  if (!request.complete) response.shouldKeepAlive = false;
  response.writeHead(status, {
    ...headers,
    ...(body ? { "Content-Type": contentType } : {}),
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

export function answerJson(request: IncomingMessage, response: ServerResponse, status: number, value: object): void {
  answer(request, response, {
    status,
    body: JSON.stringify(value),
    contentType: "application/json",
    headers: { "Cache-Control": "no-store" },
  });
}
