import type { IncomingMessage, ServerResponse } from "node:http";
import { type BodyBudget, createBodyBudget } from "./body-budget.ts";
import { type Addressed, clientAddress, networkOf } from "./client-address.ts";
import { createSlowRefusals, type RefusalLimits } from "./slow-refusals.ts";

const MB = 1024 ** 2;

/** Bodies that have not arrived in full: seconds each, and this much together. */
const LIMITS = { bytesPerAddress: 16 * MB, bytesInAll: 64 * MB, bodiesPerAddress: 512, bodiesInAll: 2_048 };

/** Stores and SMS providers wait longer than this for an answer, so one with a wrong secret hears what is wrong. */
const REFUSALS = {
  ...{ mostAtOnce: 20, windowMs: 10_000, holdMs: 1_000 },
  ...{ mostHeldPerVisitor: 256, mostHeldInAll: 2_000 },
};

/** Who a request comes from, and what one visitor's unfinished requests may hold. */
export interface Visitors {
  /** The visitor's address, as the operator's outermost proxy saw it. */
  addressOf(request: Addressed): string;
  /** The shopper's, in a request that the store forwarded: the store's own proxy is one more on the way. */
  forwardedAddressOf(request: Addressed): string;
  /** What budgets count a visitor under. */
  networkOf(request: Addressed): string;
  bodies: BodyBudget;
  /**
   * Calls `answer`, which refuses the request: later when its network was refused often. Beyond a bound at once, and the
   * connection ends with it. A proxy takes a connection that ends without an answer for a process that is down.
   */
  refuse(
    request: Addressed & Pick<IncomingMessage, "socket">,
    response: Pick<ServerResponse, "shouldKeepAlive">,
    answer: () => void,
  ): void;
}

/** `proxies`: how many proxies of the operator's every request has passed. */
export function createVisitors(proxies: number, limits = LIMITS, slowly: RefusalLimits = REFUSALS): Visitors {
  const refusals = createSlowRefusals(slowly);
  const networkAt = (request: Addressed) => networkOf(clientAddress(request, proxies));
  return {
    addressOf: (request) => clientAddress(request, proxies),
    forwardedAddressOf: (request) => clientAddress(request, proxies + 1),
    networkOf: networkAt,
    bodies: createBodyBudget(limits),
    refuse(request, response, answer) {
      const leaving = new AbortController();
      const leave = () => leaving.abort();
      request.socket.once("close", leave);
      void refusals.hold(networkAt(request), leaving.signal).then((mayAnswer) => {
        request.socket.off("close", leave);
        if (!mayAnswer) response.shouldKeepAlive = false;
        answer();
      });
    },
  };
}
