import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

const release = statementFile(import.meta.url, "./release-counters.sql");

export interface UnsentText {
  month: string;
  id: string;
  /** Business time of the claim that reserved it. */
  at: Date;
}

/**
 * Gives back what `reserveSpending` took for texts that were definitely not sent (withheld, not sent, rejected, found
 * absent), in the transaction that says so. Once for each claim: a text is not sent twice by one claim.
 */
export async function releaseSpending(tx: Sql, shopId: string, texts: UnsentText[]): Promise<void> {
  if (texts.length === 0) return;
  await tx.run(
    ...batch(release, { t: columnsOf(texts, { month: (it) => it.month, id: (it) => it.id, at: (it) => it.at }) }, [
      shopId,
    ]),
  );
}
