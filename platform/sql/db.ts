import type { PrismaClient } from "@prisma/client";
import { openPrisma, type Tables } from "./prisma.ts";
import { connectSql, type Sql, type SqlOptions, type SqlPool } from "./sql.ts";

export { isDatabaseDown } from "#platform/outages/database";
export type { Tables } from "./prisma.ts";
export { isContention, isDataException, isUniqueViolation, type Sql } from "./sql.ts";

/** SQL and Prisma on one connection, inside one transaction. */
export interface Tx extends Sql {
  /** For one record at a time; rejects what does not name the shop. */
  prisma: Tables;
}

/** docs/decisions/0048-records-by-prisma-sets-by-sql.md says which of the two a query goes through. */
export interface Db extends Tx, Omit<SqlPool, "transaction"> {
  /** Runs `work` in one transaction; commits when it resolves, rolls back and rethrows when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export function connectDb(url: string, options: SqlOptions = {}): Db {
  const { everyShop: _, ...db } = connectEveryShopDb(url, options);
  return db;
}

/** For tests and measurements, which look at what became of every shop's rows. */
export interface EveryShopDb extends Db {
  /** Prisma without the check that a query names its shop. */
  everyShop: PrismaClient;
}

export function connectEveryShopDb(url: string, options: SqlOptions = {}): EveryShopDb {
  const sql = connectSql(url, options);
  const prisma = openPrisma(sql.pool);
  return {
    prisma: prisma.tables,
    everyShop: prisma.everyShop,
    run: sql.run,
    transaction: (work) =>
      sql.onConnection(async (tx, connection) => {
        const { tables, end } = prisma.on(connection);
        try {
          return await work({ ...tx, prisma: tables });
        } finally {
          await end();
        }
      }),
    close: async () => {
      await prisma.close();
      await sql.close();
    },
  };
}
