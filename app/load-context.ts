import type { LiveStreams } from "#app/inbox/live/live-streams";
import type { Context } from "#domain/context";
import type { Provider } from "#domain/messages/delivery/provider";
import type { StorePerson } from "#domain/team/admit";
import type { OperationsContext } from "#operations/context";
import type { SimulatedStore } from "#shopify/simulator";
import type { Turns } from "./request-limits.ts";
import type { ShopifyServer } from "./shopify.server.ts";

/** What every loader and action is handed. Made afresh for each request, of parts that live as long as the process. */
export interface LoadContext {
  cartbell: Context;
  shopify: ShopifyServer;
  /** The client id, for App Bridge. */
  apiKey: string;
  /** By name, as it stands on a sender. */
  providers: Record<string, Provider>;
  /** Null against a real store. */
  simulator: SimulatedStore | null;
  /** Asks the store who sends this session token; null when it doesn't answer. */
  askPerson: (shopDomain: string, sessionToken: string) => Promise<StorePerson | null>;
  turns: Turns;
  /** Of the inbox's pages. */
  streams: LiveStreams;
  /** For the operators' panel alone. */
  operations: OperationsContext;
  /** What made the page fail; set by the one catcher in entry.server.tsx. */
  failedBecause?: unknown;
}

/** What belongs to one request alone. */
export interface RequestContext extends LoadContext {
  /** The answer due when its body could not be taken; pages of a merchant throw it. */
  refusal: Response | null;
  /** What limits count a visitor under: an address, or the first half of an IPv6 one. */
  network: string;
  /** The shop that asks; null until app/authenticate.ts knows it. */
  shopId: string | null;
  /** Runs `work` when the request has been answered. */
  onAnswered(work: () => void): void;
}

declare module "@remix-run/node" {
  interface AppLoadContext extends RequestContext {}
}
