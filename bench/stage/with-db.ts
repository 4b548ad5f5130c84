import { connectEveryShopDb, type EveryShopDb } from "#platform/sql/db";
import type { Servers } from "./servers.ts";

/** Runs `work` on a few connections of its own to the benchmark's database. */
export async function withDb<T>({ databaseUrl }: Servers, work: (db: EveryShopDb) => Promise<T>): Promise<T> {
  const db = connectEveryShopDb(databaseUrl, { connections: 3 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
