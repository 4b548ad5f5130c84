import type { Context } from "#domain/context";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const open = statement(
  "open-restore",
  `INSERT INTO restores (id, since, business_at, noticed_by) VALUES ($1, $2, $3, $4)
   ON CONFLICT ((ended_at IS NULL)) WHERE ended_at IS NULL DO UPDATE
     SET since = least(restores.since, excluded.since), noticed_at = clock_timestamp(), read_at = NULL
   RETURNING id`,
);
/** The store's own record tells what its webhooks told us after the backup. */
const lookAgain = statement(
  "reconcile-all-shops",
  "UPDATE shops SET reconcile_at = $1 WHERE installed_at IS NOT NULL AND uninstalled_at IS NULL",
);

export interface Noticed {
  /** Real time of the last commit that the database is known to have. */
  since: Date;
  by: "epoch" | "operator";
}

/**
 * Holds everything but answers to a STOP, for every shop, until it is known what left and came in since then. A second
 * restore before that reaches back as far as either.
 */
export async function noticeRestore(
  tx: Sql,
  { clock, log }: Pick<Context, "clock" | "log">,
  { since, by }: Noticed,
): Promise<void> {
  const now = clock.now();
  await tx.run(open, [newId(), since, now, by]);
  await tx.run(lookAgain, [now]);
  log.error({ since, by }, "the database was restored: texts are on hold until we know which ones were sent");
}
