import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

const release = statementFile(import.meta.url, "./release-caps.sql");

/** Gives back the cap that a claim at `at` was charged with, for texts that were definitely not sent. */
export async function releaseCaps(
  tx: Sql,
  shopId: string,
  charges: { subscriberId: string; at: Date }[],
): Promise<void> {
  if (charges.length === 0) return;
  await tx.run(
    ...batch(release, { t: columnsOf(charges, { subscriber_id: (it) => it.subscriberId, at: (it) => it.at }) }, [
      shopId,
    ]),
  );
}
