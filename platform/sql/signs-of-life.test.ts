import { expect, test } from "vitest";
import { testDatabaseUrl } from "../../test/setup/per-worker.ts";
import { connectSql } from "./sql.ts";
import { statement } from "./statement.ts";

test("PostgreSQL gives up a host that was cut off after 15 seconds, and with it its locks", async () => {
  const sql = connectSql(testDatabaseUrl(), { connections: 1 });
  try {
    const settings = await sql.run<{ idle: number; interval: number; count: number; unanswered: number }>(
      statement(
        "",
        `SELECT current_setting('tcp_keepalives_idle')::int AS idle,
                current_setting('tcp_keepalives_interval')::int AS interval,
                current_setting('tcp_keepalives_count')::int AS count,
                (SELECT setting::int FROM pg_settings WHERE name = 'tcp_user_timeout') AS unanswered`,
      ),
    );
    const [{ idle, interval, count, unanswered } = { idle: 0, interval: 0, count: 0, unanswered: 0 }] = settings;
    // Silent, and in the middle of an answer.
    expect(idle + interval * count).toBe(15);
    expect(unanswered).toBe(15_000);
  } finally {
    await sql.close();
  }
});
