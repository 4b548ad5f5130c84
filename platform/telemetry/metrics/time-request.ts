import type { ServerResponse } from "node:http";
import { observe } from "./record.ts";

/** Times a request until its answer is sent or its client is gone. */
export function timeRequest(response: ServerResponse, endpoint: string): void {
  const startedAt = performance.now();
  response.once("close", () => {
    const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : "gone";
    observe("cartbell_http_request_seconds", { endpoint, status }, (performance.now() - startedAt) / 1_000);
  });
}
