import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

const rebuild = statementFile(import.meta.url, "./rebuild-facts.sql");

/**
 * Adds up again what a shop's people have done. The triggers keep it in step, so this is for what passed them by: a restore of
 * some tables, a load with triggers off. What is written meanwhile may be missed: run it while nothing is. Safe to repeat.
 */
export async function rebuildFacts(db: Sql, shopId: string): Promise<void> {
  await db.run(rebuild, [shopId]);
}
