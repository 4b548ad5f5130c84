import type { ShopifyServer } from "#app/shopify.server";
import type { Context } from "#domain/context";
import type { Provider } from "#domain/messages/provider";
import type { SimulatedStore } from "#shopify/simulator";

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
  /** What made the page fail; set by the one catcher in entry.server.tsx. */
  failedBecause?: unknown;
}

declare module "@remix-run/node" {
  interface AppLoadContext extends LoadContext {}
}
