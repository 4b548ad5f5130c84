import { setTimeout as sleep } from "node:timers/promises";
import { abstractFetch } from "@shopify/shopify-api/runtime";
import { z } from "zod";
import { isDatabaseDown } from "#platform/sql/db";
import { StoreOutOfReach } from "./access-token.ts";
import { apiVersion } from "./api.ts";
import type { Operation } from "./operation.ts";

/** What the Admin API answered, or why it did not. */
export type AdminAnswer<Data> =
  | { kind: "data"; data: Data; budget?: Budget }
  /** We hold no token that the store takes; the merchant's next visit brings one. */
  | { kind: "no-token" }
  /**
   * The store understood and said no: a wrong operation, a missing scope. Asking again changes nothing. The status is
   * there when it was not 200.
   */
  | { kind: "refused"; detail: string; status?: number }
  /** Not now: the network, the store's throttle or the store itself. Ask again later. */
  | { kind: "unavailable"; detail: string };

/** What is left of the cost that a store grants us, in points, after an answer. */
export interface Budget {
  available: number;
  maximum: number;
  restoredPerSecond: number;
}

export interface AdminClient {
  /** Asks one shop one thing. Never throws for what the network or the store does. */
  ask<Variables extends Record<string, unknown>, Data>(
    shopDomain: string,
    operation: Operation<Variables, Data>,
    variables: Variables,
  ): Promise<AdminAnswer<Data>>;
}

export interface AdminClientParts {
  /** The shop's offline token, good for a few minutes; null when there is none. Throws when the store is out of reach. */
  accessToken: (shopDomain: string) => Promise<string | null>;
  /** Told when the store no longer takes a token, so that the next one asked for is another. */
  refuse?: (shopDomain: string, accessToken: string) => Promise<void>;
  /** Waits real milliseconds. */
  wait?: (ms: number) => Promise<unknown>;
}

/** The store gives up on most queries earlier. */
const TIMEOUT_MS = 15_000;
/** Longer than a full bucket needs to refill (2,000 points at 100 a second). */
const LONGEST_WAIT_MS = 20_000;
const TRIES = 4;

/** The Admin GraphQL API for work in the background. Waits out the throttle at the store's own restore rate. */
export function adminClient({ accessToken, refuse, wait = sleep }: AdminClientParts): AdminClient {
  async function askStore<Variables extends Record<string, unknown>, Data>(
    shopDomain: string,
    operation: Operation<Variables, Data>,
    variables: Variables,
  ): Promise<AdminAnswer<Data>> {
    let detail = "The store kept throttling.";
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const held = await tokenFrom(accessToken, shopDomain);
      if (held.kind !== "token") return held;
      const { token } = held;
      const reply = await postQuery(shopDomain, token, operation.document, variables);
      if (reply.kind === "throttled") {
        await wait(Math.min(LONGEST_WAIT_MS, reply.waitMs));
      } else if (reply.kind === "unauthorized") {
        await refuse?.(shopDomain, token);
        detail = "The store took none of our tokens.";
      } else {
        return reply.kind === "body" ? readStore(reply, operation) : reply;
      }
    }
    return { kind: "unavailable", detail };
  }
  return { ask: askStore };
}

/** A token that has run out is refreshed first, and the store may be out of reach. What the database does is thrown. */
async function tokenFrom(
  accessToken: AdminClientParts["accessToken"],
  shopDomain: string,
): Promise<{ kind: "token"; token: string } | { kind: "no-token" } | { kind: "unavailable"; detail: string }> {
  try {
    const token = await accessToken(shopDomain);
    return token === null ? { kind: "no-token" } : { kind: "token", token };
  } catch (error) {
    if (!(error instanceof StoreOutOfReach) && isDatabaseDown(error)) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: "unavailable", detail: `The token could not be refreshed: ${detail}` };
  }
}

type Reply =
  | { kind: "body"; data: unknown; budget?: Budget }
  | { kind: "throttled"; waitMs: number }
  | { kind: "unauthorized" }
  | { kind: "refused"; detail: string; status?: number }
  | { kind: "unavailable"; detail: string };

/** https://shopify.dev/docs/api/admin-graphql#status_and_error_codes: most errors come with status 200. */
const body = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }))
    .optional(),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number(),
        throttleStatus: z.object({
          maximumAvailable: z.number(),
          currentlyAvailable: z.number(),
          restoreRate: z.number().positive(),
        }),
      }),
    })
    .optional(),
});

async function postQuery(shopDomain: string, token: string, query: string, variables: object): Promise<Reply> {
  try {
    const response = await abstractFetch(`https://${shopDomain}/admin/api/${apiVersion}/graphql.json`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": token },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 401) return { kind: "unauthorized" };
    if (response.status === 429) return { kind: "throttled", waitMs: retryAfterMs(response.headers) };
    const text = await response.text();
    if (response.status >= 500) return { kind: "unavailable", detail: `The store answered ${response.status}.` };
    const { status } = response;
    if (!response.ok) return { kind: "refused", status, detail: `The store answered ${status}: ${text.slice(0, 300)}` };
    return replyFrom(body.parse(JSON.parse(text)));
  } catch (error) {
    // Time-out, reset, an answer cut short: all of them are worth asking again.
    return { kind: "unavailable", detail: error instanceof Error ? error.message : String(error) };
  }
}

function replyFrom({ data, errors = [], extensions }: z.infer<typeof body>): Reply {
  if (errors.some((error) => error.extensions?.code === "THROTTLED")) {
    const { requestedQueryCost = 0, throttleStatus } = extensions?.cost ?? {};
    const lacking = requestedQueryCost - (throttleStatus?.currentlyAvailable ?? 0);
    return {
      kind: "throttled",
      waitMs: Math.ceil((1_000 * Math.max(1, lacking)) / (throttleStatus?.restoreRate ?? 50)),
    };
  }
  if (errors.some((error) => error.extensions?.code === "INTERNAL_SERVER_ERROR"))
    return { kind: "unavailable", detail: "The store had an internal error." };
  if (errors.length > 0) return { kind: "refused", detail: errors.map((error) => error.message).join("; ") };
  const status = extensions?.cost.throttleStatus;
  if (!status) return { kind: "body", data };
  const { maximumAvailable: maximum, currentlyAvailable: available, restoreRate: restoredPerSecond } = status;
  return { kind: "body", data, budget: { available, maximum, restoredPerSecond } };
}

function retryAfterMs(headers: Headers): number {
  const seconds = Number(headers.get("Retry-After"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 2_000;
}

function readStore<Variables extends Record<string, unknown>, Data>(
  { data, budget }: Extract<Reply, { kind: "body" }>,
  operation: Operation<Variables, Data>,
): AdminAnswer<Data> {
  const parsed = operation.data.safeParse(data);
  if (parsed.success) return { kind: "data", data: parsed.data, ...(budget && { budget }) };
  return { kind: "refused", detail: `The answer has another shape: ${z.prettifyError(parsed.error)}` };
}
