import type { IntakeKind } from "#domain/jobs";

/** Something that arrived from outside, verified but unread. */
export interface NewDelivery {
  kind: IntakeKind;
  /** Who sent it: "shopify", a provider's name, "links". */
  source: string;
  topic: string;
  shopDomain: string | null;
  /** When the endpoint knows it already; otherwise the domain finds it. */
  shopId: string | null;
  /** The source's own name for the event: the same key is taken in once. */
  sourceKey: string;
  /** When the source says that it happened. */
  triggeredAt: Date | null;
  /** The URL a callback came to, with its query. */
  url: string | null;
  body: Buffer;
  /** The W3C trace that it continues, from a sender whose signature was verified; the row keeps it if it is sampled. */
  traceparent?: string | null;
  /** Recorded, but not to be worked on: too large, an unknown topic. */
  refusedBecause?: string;
}

/** The database cannot take anything in now. The endpoint answers 503 at once, and the sender tries again. */
export class IntakeUnavailable extends Error {}
