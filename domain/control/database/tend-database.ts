import type { Context } from "#domain/context";
import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { UserError } from "#domain/user-error";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** What of the database an operator can tend to, with what it does. */
export const databaseTasks = {
  vacuum: "vacuum and analyze subscribers, as after a large import",
  planner: "set the planner's settings on the database, for a PgBouncer that sends no startup options",
  migrations: "forget failed migrations, so that the next deploy tries them again",
  indexes: "drop indexes that were not finished",
} as const;

type Task = keyof typeof databaseTasks;

const vacuum = statement("", "VACUUM (ANALYZE) subscribers");
const nameOfDatabase = statement("name-of-database", "SELECT quote_ident(current_database()) AS name");
const forgetFailed = statement(
  "forget-failed-migrations",
  "DELETE FROM _prisma_migrations WHERE finished_at IS NULL RETURNING migration_name AS name",
);
/** `prisma migrate deploy` holds this lock from its beginning to its end. Held here, no deploy begins meanwhile. */
const isNoneDeploying = statement("is-none-deploying", "SELECT pg_try_advisory_xact_lock(72707369) AS it");
const unfinished = statement(
  "unfinished-indexes",
  "SELECT indexrelid::regclass::text AS name FROM pg_index WHERE NOT indisvalid AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = indexrelid) ORDER BY 1",
);

/** An index that is being built isn't valid yet either. */
const isBuildingIndex = statement(
  "is-building-index",
  "SELECT EXISTS (SELECT FROM pg_stat_progress_create_index) AS it",
);

type Tending = Pick<Context, "db" | "clock">;

/**
 * Tends to the database as the runbook says. What PostgreSQL does not do inside a transaction is noted in the audit log
 * before it begins. Safe to repeat. Throws a UserError for what is no task.
 */
export async function tendDatabase(ctx: Tending, { task, ...act }: Act & { task: string }): Promise<Answer> {
  if (!Object.hasOwn(databaseTasks, task))
    throw new UserError(
      "task-unknown",
      `No task "${task}" found: choose from ${Object.keys(databaseTasks).join(", ")}.`,
    );
  const known = task as Task; // a key of the table
  if (known === "migrations") return forgetMigrations(ctx, act);
  await note(ctx.db, ctx, act, known);
  const done = await doNow(ctx.db, known);
  return { hasChanged: true, sentence: `Done: ${databaseTasks[known]}${done}.` };
}

async function forgetMigrations(ctx: Tending, act: Act): Promise<Answer> {
  return ctx.db.transaction(async (tx) => {
    // A migration that runs isn't finished either.
    const [free] = await tx.run<{ it: boolean }>(isNoneDeploying);
    if (!free?.it)
      throw new UserError("migration-running", "Migrations are being deployed now. Wait until that is finished.");
    const names = (await tx.run<{ name: string }>(forgetFailed)).map(({ name }) => name);
    if (names.length === 0) return { hasChanged: false, sentence: "No migration has failed." };
    await note(tx, ctx, act, "migrations", { names });
    return { hasChanged: true, sentence: `Forgotten: ${names.join(", ")}. Deploy again.` };
  });
}

async function doNow(db: Pick<Db, "run">, task: Exclude<Task, "migrations">): Promise<string> {
  if (task === "vacuum") await db.run(vacuum);
  if (task === "planner") {
    const [{ name = "" } = {}] = await db.run<{ name: string }>(nameOfDatabase);
    for (const setting of ["random_page_cost = 1.1", "plan_cache_mode = force_custom_plan"])
      await db.run(statement("", `ALTER DATABASE ${name} SET ${setting}`));
  }
  if (task !== "indexes") return "";
  const [building] = await db.run<{ it: boolean }>(isBuildingIndex);
  if (building?.it) throw new UserError("index-being-built", "An index is being built now. Wait until it is finished.");
  const names = (await db.run<{ name: string }>(unfinished)).map(({ name }) => name);
  for (const name of names) await db.run(statement("", `DROP INDEX CONCURRENTLY IF EXISTS ${name}`));
  return ` (${names.length === 0 ? "there was none" : names.join(", ")})`;
}

function note(tx: Pick<Db, "run">, { clock }: Tending, act: Act, task: Task, details = {}): Promise<void> {
  return noteOperatorEvent(tx, { ...act, at: clock.now(), action: "tend", target: `database ${task}`, details });
}
