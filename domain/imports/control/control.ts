import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import type { Db } from "#platform/sql/db";
import { type Statement, statement } from "#platform/sql/statement";

const find = statement("import-exists", "SELECT state, problem FROM imports WHERE shop_id = $1 AND id = $2");
const start = statement(
  "start-import",
  `WITH begun AS (
     UPDATE imports
     SET state = 'importing', cursor_bytes = head_bytes, cursor_line = head_lines, counts = '{}', started_at = $3, updated_at = $3
     WHERE shop_id = $1 AND id = $2 AND state = 'examined' RETURNING 1
   ), forgotten AS (
     -- The lines refused are written again, with the chunks.
     DELETE FROM import_refusals WHERE shop_id = $1 AND import_id = $2 AND EXISTS (SELECT FROM begun)
   )
   SELECT 1 AS done FROM begun`,
);
const pause = statement(
  "pause-import",
  `UPDATE imports SET state = 'paused', updated_at = $3 WHERE shop_id = $1 AND id = $2 AND state = 'importing' RETURNING 1 AS done`,
);
const resume = statement(
  "resume-import",
  `UPDATE imports SET state = 'importing', updated_at = $3 WHERE shop_id = $1 AND id = $2 AND state = 'paused' RETURNING 1 AS done`,
);
const cancel = statement(
  "cancel-import",
  `WITH ended AS (
     UPDATE imports SET state = 'cancelled', ended_at = $3, updated_at = $3
     WHERE shop_id = $1 AND id = $2 AND state IN ('uploaded', 'examining', 'examined', 'importing', 'paused') RETURNING 1
   ), forgotten AS (
     DELETE FROM import_parts WHERE shop_id = $1 AND import_id = $2 AND EXISTS (SELECT FROM ended)
   ), forgotten_numbers AS (
     DELETE FROM import_numbers WHERE shop_id = $1 AND import_id = $2 AND EXISTS (SELECT FROM ended)
   )
   SELECT 1 AS done FROM ended`,
);

type Ctx = Pick<Context, "db" | "clock" | "enqueue">;

/** Begins to write what the dry run showed. Refuses an import that is not "examined". */
export async function startImport(ctx: Ctx, shopId: string, importId: string): Promise<void> {
  await change(ctx, start, shopId, importId, "Check the file before you import it.");
  await ctx.enqueue("import", { shopId, importId });
}

/** Stops after the chunk under way, which is then not kept. What is imported stays. Refuses what is not under way. */
export async function pauseImport(ctx: Ctx, shopId: string, importId: string): Promise<void> {
  await change(ctx, pause, shopId, importId, "Only imports in progress can be paused.");
}

/** Goes on where it was paused. */
export async function resumeImport(ctx: Ctx, shopId: string, importId: string): Promise<void> {
  await change(ctx, resume, shopId, importId, "Only paused imports can be resumed.");
  await ctx.enqueue("import", { shopId, importId });
}

/** Ends an import for good and forgets its file. Who was imported already stays. Refuses one that has ended. */
export async function cancelImport(ctx: Ctx, shopId: string, importId: string): Promise<void> {
  await change(ctx, cancel, shopId, importId, "This import has already ended.");
}

async function change(
  { db, clock }: Ctx,
  to: Statement,
  shopId: string,
  importId: string,
  refusal: string,
): Promise<void> {
  const done = await db.run(to, [shopId, importId, clock.now()]);
  if (done.length === 0) await refuse(db, shopId, importId, refusal);
}

async function refuse(db: Db, shopId: string, importId: string, refusal: string): Promise<never> {
  const [row] = await db.run<{ state: string; problem: string | null }>(find, [shopId, importId]);
  if (!row) throw new UserError("import-not-found", "This import wasn’t found. It may have been deleted.");
  // A page that was open while the file was deleted: say why.
  throw new UserError("import-wrong-state", (row.state === "failed" && row.problem) || refusal);
}
