import type { IncomingMessage, ServerResponse } from "node:http";
import { answer } from "./answer.ts";
import type { RefusalCounter } from "./refusal-counter.ts";
import type { Visitors } from "./visitors.ts";

/** Refuses one request with a status; `because` is counted in the log. */
export type Refuse = (status: number, because: string, headers?: Record<string, string>) => void;

/** How an endpoint for machines refuses this request. `what` the request is begins each reason: "webhook". */
export function refuser(
  request: IncomingMessage,
  response: ServerResponse,
  { visitors, refused, what }: { visitors: Visitors; refused: RefusalCounter; what: string },
): Refuse {
  return (status, because, headers = {}) => {
    refused.add(`${what}: ${because}`);
    const say = () => answer(request, response, { status, headers });
    // What may be the sender's fault can wait; a genuine sender must hear at once that it is to try again.
    if (status < 500) visitors.refuse(request, response, say);
    else say();
  };
}
