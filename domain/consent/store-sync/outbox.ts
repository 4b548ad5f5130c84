import type { ConsentSource, ConsentStatus, DoubleOptIn } from "#domain/consent/decision";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

/** A consent change to push to the store. */
export interface OutboxEntry {
  shopId: string;
  subscriberId: string;
  state: "subscribed" | "unsubscribed";
  optInLevel: "single" | "confirmed";
  decidedAt: Date;
}

/** What a batch of decisions came to for one person. */
export interface Change {
  shopId: string;
  subscriberId: string;
  /** Null while no customer of the store is known by the number: there is no record to push to. */
  customerId: string | null;
  before: ConsentStatus["marketing"];
  after: ConsentStatus;
  /** The decision that took effect last; null when none did. */
  by: { source: ConsentSource; doubleOptIn: DoubleOptIn | null } | null;
}

/**
 * The outbox entries for these changes: every yes or no that did not come from the store itself. A checkout box is the
 * store's own record; an unanswered double opt-in question is not pushed.
 */
export function outboxEntriesFor(changes: Change[]): OutboxEntry[] {
  return changes.flatMap(({ shopId, subscriberId, customerId, before, after: { marketing, marketingAt }, by }) => {
    if (customerId === null || by === null || marketingAt === null || marketing === before) return [];
    if (by.source === "shopify" || by.source === "checkout") return [];
    if (marketing !== "subscribed" && marketing !== "unsubscribed") return [];
    const optInLevel = by.doubleOptIn === "confirmed" ? ("confirmed" as const) : ("single" as const);
    return [{ shopId, subscriberId, state: marketing, optInLevel, decidedAt: marketingAt }];
  });
}

const note = statementFile(import.meta.url, "./add-to-outbox.sql");

/** Puts entries into the outbox, in the transaction that decides them; the newest change of a person replaces an older one. */
export async function addToOutbox(tx: Sql, entries: OutboxEntry[], now: Date): Promise<void> {
  if (entries.length === 0) return;
  await tx.run(
    ...batch(
      note,
      {
        t: columnsOf(entries, {
          shop_id: (it) => it.shopId,
          subscriber_id: (it) => it.subscriberId,
          state: (it) => it.state,
          opt_in_level: (it) => it.optInLevel,
          decided_at: (it) => it.decidedAt,
        }),
      },
      [now],
    ),
  );
}
