import type { TextLocale } from "#domain/messages/content/filters/text-locale";
import type { Sql } from "#platform/sql/db";
import type { Month } from "./month.ts";
import type { Reason } from "./reason.ts";

/** What messages asks of those who want texts sent. messages does not know campaigns, flows or conversations. */

export type SourceKind = "campaign" | "flow" | "conversation" | "test";
export type Purpose = "marketing" | "transactional" | "compliance";

/** What to say to one person: Liquid and what it may name. `customer` and `shop` are added by messages. */
export interface Wording {
  template: string;
  variables: Record<string, unknown>;
  /** What {{ link }} leads to; a short link with click tracking takes its place. Null when the text has none. */
  linkUrl: string | null;
  /** Which text of an A/B test it is (variant-label.ts), for messages.variant; absent: there is only one. */
  variant?: string;
  /** How amounts and dates are written; absent: as in the United States, in UTC. */
  locale?: TextLocale;
}

/** The source's answer about a waiting text, just before its claim. */
export type SourceAnswer =
  | { kind: "wanted"; wording: Wording }
  /** Not wanted any more: it ends skipped, for this reason. */
  | { kind: "unwanted"; because: Reason }
  /** Wanted again later, by the source's own doing (a paused campaign): it is parked until the source wakes it. */
  | { kind: "held" };

export interface WaitingText {
  id: string;
  sourceId: string;
  subscriberId: string;
  occurrence: string;
  /** Given by sources that know the words beforehand. */
  body: string | null;
  /** Of words that an earlier claim has made (variant-label.ts). */
  variant?: string | null;
}

/** Recipients that have no message row yet: the unclaimed rest of a chunk. */
export interface Batch {
  sourceId: string;
  month: Month;
  /** Since when they were due. */
  dueAt?: Date;
  expiresAt: Date;
  subscriberIds: string[];
  wording: Wording;
}

/** A sender for whom a source has recipients due who have no row yet. */
export interface DueBatches {
  senderId: string;
  /** Goes before the shop's other lanes. */
  isUrgent: boolean;
  /** The earliest end of a window among them. */
  closesAt: Date;
}

export interface MessageSource {
  kind: SourceKind;
  purpose: Purpose;
  /**
   * Answers for each text by its id, inside the claim's transaction. Rows whose state the answer rests on are locked in
   * share mode, so that a pause or an exit waits for the claim or is seen by it.
   */
  answersFor(tx: Sql, shopId: string, texts: WaitingText[], now: Date): Promise<Map<string, SourceAnswer>>;
  /**
   * Takes up to `limit` recipients that have no row yet off the source's own list, inside the claim's transaction;
   * null when it has none due. Only sources that fan out have it. Moving the cursor is part of the transaction: a
   * rolled-back claim gives the recipients back.
   */
  nextBatch?(tx: Sql, lane: { shopId: string; senderId: string }, limit: number, now: Date): Promise<Batch | null>;
  /** The senders that `nextBatch` would have someone for. */
  dueLanes?(sql: Sql, shopId: string, now: Date): Promise<DueBatches[]>;
}
