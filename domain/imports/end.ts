import type { Context } from "#domain/context";
import { isDatabaseDown, type Sql } from "#platform/sql";
import { statement } from "#platform/statement";
import { deleteParts } from "./parts.ts";
import type { Work } from "./work.ts";

const finishDryRun = statement(
  "finish-dry-run",
  `UPDATE imports SET state = 'examined', expected = counts, updated_at = $3 WHERE shop_id = $1 AND id = $2 AND state = 'examining'`,
);
const finishImport = statement(
  "finish-import",
  `UPDATE imports SET state = 'finished', ended_at = $3, updated_at = $3 WHERE shop_id = $1 AND id = $2 AND state = 'importing'
   RETURNING 1 AS finished`,
);
const fail = statement(
  "fail-import",
  `UPDATE imports SET state = 'failed', problem = $3, ended_at = $4, updated_at = $4
   WHERE shop_id = $1 AND id = $2 AND state IN ('examining', 'importing')`,
);

/** So often in a row one place of a file may make us fail before we give it up. */
const ATTEMPTS = 5;
const failures = new Map<string, { bytes: number; times: number }>();

/** Ends a dry run, or an import, whose file has been gone through. A file that ends before its length fails. Safe to repeat. */
export async function endWork({ db, clock }: Pick<Context, "clock"> & { db: Sql }, work: Work): Promise<void> {
  const { shopId, importId, cursor, fileBytes } = work;
  failures.delete(importId);
  if (cursor.bytes < fileBytes) {
    await db.run(fail, [
      shopId,
      importId,
      "Part of the file is no longer there. Upload it again: who was imported stays.",
      clock.now(),
    ]);
    return;
  }
  if (work.state === "examining") {
    await db.run(finishDryRun, [shopId, importId, clock.now()]);
    return;
  }
  const finished = await db.run(finishImport, [shopId, importId, clock.now()]);
  if (finished.length > 0) await deleteParts(db, work);
}

/**
 * Notes that something unforeseen went wrong. Returns true when it did so again and again at the same place, and the import was
 * given up with a sentence for the merchant; its file stays for us to look at until it is pruned.
 */
export async function failWork(
  { db, clock, log }: Pick<Context, "clock" | "log"> & { db: Sql },
  work: Work,
  error: unknown,
): Promise<boolean> {
  const { shopId, importId, cursor } = work;
  if (isDatabaseDown(error)) return false;
  const before = failures.get(importId);
  const times = before?.bytes === cursor.bytes ? before.times + 1 : 1;
  failures.set(importId, { bytes: cursor.bytes, times });
  if (times < ATTEMPTS) return false;
  failures.delete(importId);
  log.error({ importId, line: cursor.line, err: error }, "import given up");
  const problem = `We could not read on behind line ${cursor.line}. Everything before it is done; please tell our support.`;
  await db.run(fail, [shopId, importId, problem, clock.now()]);
  return true;
}
