import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import { connectSql, type SqlPool } from "./sql.ts";

export { isDatabaseDown } from "#platform/outages/database";
export { isContention, isDataException, isUniqueViolation, type Sql } from "./sql.ts";

export interface Db extends SqlPool {
  /** For ordinary reads and writes. Hot paths and everything that must share a transaction with SQL use `run`. */
  prisma: PrismaClient;
}

export function connectDb(url: string, options: { connections?: number } = {}): Db {
  const { pool, run, transaction, close } = connectSql(url, options);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    ...{ prisma, run, transaction },
    close: async () => {
      await prisma.$disconnect();
      await close();
    },
  };
}
