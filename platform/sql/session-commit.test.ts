import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabaseUrl } from "../../test/setup/per-worker.ts";
import { connectSql } from "./sql.ts";
import { statement } from "./statement.ts";

const url = testDatabaseUrl();
const set = (change: string) => onServer(`ALTER DATABASE "${new URL(url).pathname.slice(1)}" ${change}`);
beforeAll(() => set("SET synchronous_commit = 'local'"));
afterAll(() => set("RESET synchronous_commit"));

test("a database that answers commits before its standby has them doesn't do so to us", async () => {
  expect(await onServer("SHOW synchronous_commit")).toEqual([{ synchronous_commit: "local" }]);
  const db = connectSql(url, { connections: 1 });
  try {
    expect(await db.run(statement("", "SHOW synchronous_commit"))).toEqual([{ synchronous_commit: "on" }]);
    const own = await db.transaction((tx) => tx.run(statement("", "SHOW synchronous_commit")));
    expect(own).toEqual([{ synchronous_commit: "on" }]);
  } finally {
    await db.close();
  }
});

async function onServer(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
