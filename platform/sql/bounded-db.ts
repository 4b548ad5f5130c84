import type { Db } from "./db.ts";
import type { Statement } from "./statement.ts";

/**
 * The database for work that must not hold connections for long: `limit` sets the statement timeout of each transaction, and a
 * statement by itself is a transaction of its own. One at a time, on one connection: none is begun inside another. What takes longer fails as contention does. Prisma's single records are as ever.
 */
export function boundedDb(db: Db, limit: Statement): Db {
  let last: Promise<unknown> = Promise.resolve();
  const transaction: Db["transaction"] = (work) => {
    const next = last.then(() =>
      db.transaction(async (tx) => {
        await tx.run(limit);
        return work(tx);
      }),
    );
    last = next.catch(() => {});
    return next;
  };
  return { ...db, transaction, run: (statement, values) => transaction((tx) => tx.run(statement, values)) };
}
