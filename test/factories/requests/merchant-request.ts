import type { AppLoadContext } from "@remix-run/node";
import { createTurns } from "#app/request-limits";
import type { Context } from "#domain/context";

export interface GivenRequest {
  /** As app/routes.ts spells it, with the names of its parameters. */
  path: string;
  /** What the path names. */
  params?: Record<string, string>;
  /** Begins with "?". */
  search?: string;
  /** What is posted; without it the page is asked for. */
  form?: Record<string, string>;
}

/** A request of a shop's merchant, as loaders and actions take it. Shopify's library is the only part that is not ours, and is played by two lines. */
export function aMerchantRequest(ctx: Context, domain: string, { path, params = {}, search = "", form }: GivenRequest) {
  const address = `https://app.test${path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? ""))}${search}`;
  const request = new Request(address, form ? { method: "POST", body: new URLSearchParams(form) } : {});
  const admin = {
    session: { id: `offline_${domain}`, shop: domain },
    admin: {},
    sessionToken: { sub: "1" },
    redirect: () => {},
  };
  const context = {
    cartbell: ctx,
    providers: {},
    simulator: null,
    askPerson: async () => ({ name: "Olive Hart", isAccountOwner: true }),
    turns: createTurns(10),
    refusal: null,
    network: "203.0.113.7",
    onAnswered: () => {},
    shopify: { authenticate: { admin: async () => admin } },
  } as unknown as AppLoadContext; // what merchant() reads of it
  return { request, params, context };
}
