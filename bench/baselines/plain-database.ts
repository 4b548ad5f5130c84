import pg from "pg";
import type { Statement } from "#platform/sql/statement";

/**
 * Connections whose prepared statements are planned once, and always by the key: the best there is for tables whose only use
 * is known. (The product plans for what its tables hold; domain/messages has partitions, and shops of every size.)
 */
export function openPlainDatabase(connectionString: string, max: number): pg.Pool {
  const settings = [
    "plan_cache_mode=force_generic_plan",
    "enable_seqscan=off",
    "enable_hashjoin=off",
    "enable_mergejoin=off",
  ];
  return new pg.Pool({ connectionString, max, options: settings.map((setting) => `-c ${setting}`).join(" ") });
}

export async function runPrepared<Row extends object>(
  on: pg.Pool | pg.PoolClient,
  { name, text }: Statement,
  values: unknown[],
): Promise<Row[]> {
  return (await on.query<Row>({ name, text, values })).rows;
}
