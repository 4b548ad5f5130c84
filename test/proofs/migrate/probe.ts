import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { columnsOf, sampleOf } from "./fill.ts";

/** Between two rounds of one table: two hundred a second at most. */
const PAUSE_MS = 5;
/** Rows of the filled ones that are changed in turn, as receipts and claims change them. */
const CHANGED_ROWS = 50;

/** Reads and writes a table as the app does, and measures how long it has to wait. */
export interface Probe {
  /** The longest that one statement took since the last call, in milliseconds. */
  longestMs(): number;
  /** Statements that the table refused: what the previous version of the app would have lost. */
  failures(): string[];
  /** Rows that were written. */
  written(): number;
  stop(): Promise<void>;
}

/**
 * Inserts a row with the columns that the table has now, changes an old one and reads it, over and over: after a migration
 * these are the statements of the previous version of the app.
 */
export async function startProbe(databaseUrl: string, table: string): Promise<Probe> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("SET session_replication_role = replica");
  const columns = (await columnsOf(client, table)).filter(({ isRequired }) => isRequired);
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map((column) => sampleOf(table, column).replaceAll(/\bi\b/g, "$1::int")).join(", ");
  const usesNumber = values.includes("$1");
  const key = await keyOf(client, table);
  const rows = await someRows(client, table, key);
  const condition = key.map((name, place) => `"${name}" = $${place + 1}`).join(" AND ");
  const [first] = columns;
  const changed = columns.find(({ name }) => !key.includes(name)) ?? first;
  const failures: string[] = [];
  let written = 0;
  let longestMs = 0;
  let isStopping = false;

  async function time(text: string, parameters: unknown[]): Promise<boolean> {
    const startedAt = performance.now();
    try {
      await client.query({ text, values: parameters });
      return true;
    } catch (error) {
      failures.push(`${table}: ${(error as Error).message}`);
      return false;
    } finally {
      longestMs = Math.max(longestMs, performance.now() - startedAt);
    }
  }

  async function run(): Promise<void> {
    const from = randomInt(1_000_000_000);
    for (let round = 0; !isStopping; round += 1) {
      // The filled rows have positive numbers.
      const number = -1 - from - round;
      const row = rows[round % Math.max(1, rows.length)];
      if (await time(`INSERT INTO ${table} (${names}) VALUES (${values})`, usesNumber ? [number] : [])) written += 1;
      if (row && changed) {
        await time(`UPDATE ${table} SET "${changed.name}" = "${changed.name}" WHERE ${condition}`, row);
        await time(`SELECT 1 FROM ${table} WHERE ${condition}`, row);
      }
      await sleep(PAUSE_MS);
    }
  }
  const running = run();

  return {
    longestMs() {
      const longest = longestMs;
      longestMs = 0;
      return longest;
    },
    failures: () => [...failures],
    written: () => written,
    async stop() {
      isStopping = true;
      await running;
      await client.end();
    },
  };
}

async function keyOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.attname AS name FROM pg_index x JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = ANY(x.indkey)
     WHERE x.indrelid = to_regclass($1) AND x.indisprimary ORDER BY array_position(x.indkey::int[], a.attnum::int)`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** As text, which every type of a key can be read from. */
async function someRows(client: pg.Client, table: string, key: string[]): Promise<string[][]> {
  if (key.length === 0) return [];
  const { rows } = await client.query<{ key: string[] }>(
    `SELECT ARRAY[${key.map((name) => `"${name}"::text`).join(", ")}] AS key FROM ${table} LIMIT ${CHANGED_ROWS}`,
  );
  return rows.map((row) => row.key);
}
