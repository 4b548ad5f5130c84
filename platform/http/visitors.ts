import { type BodyBudget, createBodyBudget } from "#platform/http/body-budget";
import { type Addressed, clientAddress, networkOf } from "#platform/http/client-address";

const MB = 1024 ** 2;

/** Bodies that have not arrived in full: seconds each, and this much together. */
const LIMITS = { bytesPerAddress: 16 * MB, bytesInAll: 64 * MB, bodiesPerAddress: 512, bodiesInAll: 2_048 };

/** Who a request comes from, and what one visitor's unfinished requests may hold. */
export interface Visitors {
  /** The visitor's address, as the operator's outermost proxy saw it. */
  addressOf(request: Addressed): string;
  /** The shopper's, in a request that the store forwarded: the store's own proxy is one more on the way. */
  forwardedAddressOf(request: Addressed): string;
  /** What budgets count a visitor under. */
  networkOf(request: Addressed): string;
  bodies: BodyBudget;
}

/** `proxies`: how many proxies of the operator's every request has passed. */
export function createVisitors(proxies: number, limits = LIMITS): Visitors {
  return {
    addressOf: (request) => clientAddress(request, proxies),
    forwardedAddressOf: (request) => clientAddress(request, proxies + 1),
    networkOf: (request) => networkOf(clientAddress(request, proxies)),
    bodies: createBodyBudget(limits),
  };
}
