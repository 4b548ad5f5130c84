import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A long report, and the pause until the next. */
const READS_MS = 1_500;
const PAUSE_MS = 1_000;

/** Someone whose transactions read the tables for longer than a migration waits for its lock. */
export async function startReader(databaseUrl: string, tables: string[]): Promise<{ stop(): Promise<void> }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await client.query("BEGIN");
      for (const table of tables) await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
      await sleep(READS_MS, undefined, { signal: stopping.signal }).catch(() => {});
      await client.query("COMMIT");
      await sleep(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
      await client.end();
    },
  };
}
