import { ConfigError } from "#platform/config";
import { errorChain, wordsOf } from "#platform/outages/error-chain";
import type { Sql } from "./db.ts";
import { statement } from "./statement.ts";

const look = statement("first-look", "SELECT 1");

/**
 * Throws a ConfigError when the database is behind a PgBouncer that the address does not tell of: it refuses our startup
 * options. A database that is away is none of its business.
 */
export async function refuseHiddenPooler(db: Sql): Promise<void> {
  try {
    await db.run(look);
  } catch (error) {
    if (errorChain(error).some((link) => /unsupported startup parameter/.test(wordsOf(link))))
      throw new ConfigError(
        "DATABASE_URL leads to a PgBouncer: add ?pgbouncer=true to it, or ?pgbouncer=prepared when its max_prepared_statements is set.",
      );
  }
}
