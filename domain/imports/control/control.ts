import type { Context } from "#domain/context";
import { notFoundError, UserError } from "#domain/user-error";
import type { Db } from "#platform/sql/db";
import { type Statement, statement } from "#platform/sql/statement";

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
  await changeImport(ctx, start, shopId, importId, "Check the file before you import it.");
  await ctx.enqueue("import", { shopId, importId });
}

/** Stops after the chunk under way, which is then not kept. What is imported stays. Refuses what is not under way. */
export async function pauseImport(ctx: Ctx, shopId: string, importId: string): Promise<void> {
  const states = { from: "importing", to: "paused" };
  await changeState(ctx, states, shopId, importId, "Only imports in progress can be paused.");
}

/** Goes on where it was paused. */
export async function resumeImport(ctx: Ctx, shopId: string, importId: string): Promise<void> {
  const states = { from: "paused", to: "importing" };
  await changeState(ctx, states, shopId, importId, "Only paused imports can be resumed.");
  await ctx.enqueue("import", { shopId, importId });
}

/** Ends an import for good and forgets its file. Who was imported already stays. Refuses one that has ended. */
export async function cancelImport(ctx: Ctx, shopId: string, importId: string): Promise<void> {
  await changeImport(ctx, cancel, shopId, importId, "This import has already ended.");
}

async function changeImport(
  { db, clock }: Ctx,
  to: Statement,
  shopId: string,
  importId: string,
  refusal: string,
): Promise<void> {
  const done = await db.run(to, [shopId, importId, clock.now()]);
  if (done.length === 0) await refuseControl(db, shopId, importId, refusal);
}

async function changeState(
  { db, clock }: Ctx,
  { from, to }: { from: string; to: string },
  shopId: string,
  importId: string,
  refusal: string,
): Promise<void> {
  const where = { shopId, id: importId, state: from };
  const { count } = await db.prisma.import.updateMany({ where, data: { state: to, updatedAt: clock.now() } });
  if (count === 0) await refuseControl(db, shopId, importId, refusal);
}

async function refuseControl({ prisma }: Db, shopId: string, importId: string, refusal: string): Promise<never> {
  const row = await prisma.import.findUnique({ where: { shopId_id: { shopId, id: importId } } });
  if (!row) throw notFoundError("import");
  // A page that was open while the file was deleted: say why.
  throw new UserError("import-wrong-state", (row.state === "failed" && row.problem) || refusal);
}
