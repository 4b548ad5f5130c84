import type { Context } from "#domain/context";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

/** What a store's own record says about someone's consent. */
export interface ReportedConsent {
  shopId: string;
  subscriberId: string;
  state: "subscribed" | "unsubscribed" | "pending" | "none";
  /** When that was decided. */
  at: Date | null;
  /** How new this word of the store is. */
  eventAt: Date;
}

const compare = statementFile(import.meta.url, "./compare-with-store.sql");

/**
 * Compares the store's word about consent with what our ledger says once both were heard, and notes for the store whatever
 * it says otherwise. Of several words about a person the newest counts. Safe to repeat: the store is told once of each.
 */
export async function compareWithStore(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  words: ReportedConsent[],
): Promise<void> {
  if (words.length === 0) return;
  const newest = [...newestOf(words).values()];
  await tx.run(
    ...batch(
      compare,
      {
        t: columnsOf(newest, {
          shop_id: (it) => it.shopId,
          subscriber_id: (it) => it.subscriberId,
          state: (it) => it.state,
          at: (it) => it.at,
        }),
      },
      [clock.now()],
    ),
  );
}

function newestOf(words: ReportedConsent[]): Map<string, ReportedConsent> {
  const newest = new Map<string, ReportedConsent>();
  for (const word of words) {
    const other = newest.get(word.subscriberId);
    if (!other || other.eventAt <= word.eventAt) newest.set(word.subscriberId, word);
  }
  return newest;
}
