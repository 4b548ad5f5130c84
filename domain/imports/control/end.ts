import type { Context } from "#domain/context";
import { deleteBlocks } from "#domain/imports/file/blocks";
import type { Sql } from "#platform/sql/sql";
import { statement } from "#platform/sql/statement";
import type { Work } from "./work.ts";

const finishDryRun = statement(
  "finish-dry-run",
  `WITH done AS (
     UPDATE imports SET state = 'examined', expected = counts, updated_at = $3
     WHERE shop_id = $1 AND id = $2 AND state = 'examining' RETURNING 1
   )
   DELETE FROM import_numbers WHERE shop_id = $1 AND import_id = $2 AND EXISTS (SELECT FROM done)`,
);
const finishImport = statement(
  "finish-import",
  `WITH done AS (
     UPDATE imports SET state = 'finished', ended_at = $3, updated_at = $3
     WHERE shop_id = $1 AND id = $2 AND state = 'importing' RETURNING 1
   ), forgotten AS (
     DELETE FROM import_numbers WHERE shop_id = $1 AND import_id = $2 AND EXISTS (SELECT FROM done)
   )
   SELECT 1 AS finished FROM done`,
);
const fail = statement(
  "fail-import",
  `UPDATE imports SET state = 'failed', problem = $3, ended_at = $4, updated_at = $4
   WHERE shop_id = $1 AND id = $2 AND state IN ('examining', 'importing')`,
);

/** So many turns that lead nowhere, and an import is given up. */
export const MOST_IDLE_TURNS = 20;

/** Ends a dry run, or an import, whose file has been gone through. A file that ends before its length fails. Safe to repeat. */
export async function endWork({ db, clock }: Pick<Context, "clock"> & { db: Sql }, work: Work): Promise<void> {
  const { shopId, importId, cursor, fileBytes } = work;
  if (cursor.bytes < fileBytes) {
    await db.run(fail, [
      shopId,
      importId,
      "Part of the file is missing. Upload it again. People already imported are kept.",
      clock.now(),
    ]);
    return;
  }
  if (work.state === "examining") {
    await db.run(finishDryRun, [shopId, importId, clock.now()]);
    return;
  }
  const finished = await db.run(finishImport, [shopId, importId, clock.now()]);
  if (finished.length > 0) await deleteBlocks(db, work);
}

/**
 * Gives an import up of which turn after turn has failed at the same place, whatever ended them, with a sentence for the merchant.
 * Its file stays for us to look at until it is pruned. Returns whether it did.
 */
export async function giveUp(
  { db, clock, log }: Pick<Context, "clock" | "log"> & { db: Sql },
  { shopId, importId, cursor, idleTurns }: Work,
): Promise<boolean> {
  if (idleTurns <= MOST_IDLE_TURNS) return false;
  log.error({ importId, line: cursor.line }, "import given up");
  const problem = `We couldn’t read past line ${cursor.line}. Everything before it was imported. Please contact support.`;
  await db.run(fail, [shopId, importId, problem, clock.now()]);
  return true;
}
