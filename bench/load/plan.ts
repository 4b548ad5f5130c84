/** What a load generator is told to do: its only argument, as JSON. */
export interface LoadPlan {
  /** http://host:port; the path belongs to the requests. */
  url: string;
  connections: number;
  pace: Pace;
  requests: WebhookRequests | ReceiptRequests | PixelRequests | ApiRequests;
}

/**
 * "closed": every connection sends its next request as soon as the last one is answered. "open": requests are due at a
 * constant rate, whether or not earlier ones were answered, and an answer's time counts from when its request was due.
 */
export type Pace = { kind: "closed"; seconds: number } | { kind: "open"; perSecond: number; seconds: number };

/** checkouts/update of one shop, each about another shopper, signed with the app's secret. They never run out. */
export interface WebhookRequests {
  kind: "webhooks";
  shopDomain: string;
  secret: string;
}

/** Twilio's status callbacks: "sent" and "delivered" for each message, signed with the account's token. They run out. */
export interface ReceiptRequests {
  kind: "receipts";
  accountSid: string;
  authToken: string;
  /** A JSON file with an array of the messages' refs. */
  refsFile: string;
}

/** Views of a product by known browsers, one after the other. They never run out. */
export interface PixelRequests {
  kind: "pixel";
  shopDomains: string[];
  /** Known browsers of each shop; their client ids are made from its domain (pixel-events.ts). */
  people: number;
}

/** Events of programs, one for each key in turn. They never run out. */
export interface ApiRequests {
  kind: "api";
  secrets: string[];
}

export interface LoadResult {
  answered: number;
  /** How many answers had which status; a connection that broke counts as 0. */
  statuses: Record<string, number>;
  /** Real time of the first request, in ms since 1970: what follows may be counted from there. */
  startedAt: number;
  seconds: number;
  perSecond: number;
  p50Ms: number;
  p90Ms: number;
  p99Ms: number;
  maxMs: number;
  /** Used by the generator itself while it sent. */
  cpuSeconds: number;
}

/** Writes requests as the wire wants them; null when there are no more. Everything in them is ASCII. */
export type RequestSource = () => string | null;
