import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const find = statement("restore-under-way", "SELECT noticed_at AS at FROM restores WHERE ended_at IS NULL");

/** Since when texts are held because the database was restored; null when they are not. */
export async function restoreUnderWay(sql: Sql): Promise<Date | null> {
  const [restore] = await sql.run<{ at: Date }>(find);
  return restore?.at ?? null;
}
