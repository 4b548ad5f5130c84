import type { Db } from "./db.ts";
import type { Statement } from "./statement.ts";

/**
 * The database for work that must not hold connections for long: `limit` sets the statement timeout of each transaction, and a
 * statement by itself is a transaction of its own. What takes longer fails as contention does. Prisma's single records are as ever.
 */
export function boundedDb(db: Db, limit: Statement): Db {
  const transaction: Db["transaction"] = (work) =>
    db.transaction(async (tx) => {
      await tx.run(limit);
      return work(tx);
    });
  return { ...db, transaction, run: (statement, values) => transaction((tx) => tx.run(statement, values)) };
}
