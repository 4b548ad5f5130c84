import pg from "pg";
import { databaseTrouble } from "#platform/outages/database";
import { codesOf, errorChain } from "#platform/outages/error-chain";
import { watchPool } from "#platform/telemetry/metrics/watch-pool";
import type { Statement } from "./statement.ts";

/** Something that runs named SQL: the pool, or a transaction. */
export interface Sql {
  /** `values` may be arrays for `unnest`. int8 comes back as a number, date as "YYYY-MM-DD", timestamptz as a Date. */
  run<Row extends object>(statement: Statement, values?: unknown[]): Promise<Row[]>;
}

/** Connections to a database. */
export interface SqlPool extends Sql {
  /** Runs `work` in one transaction; commits when it resolves, rolls back and rethrows when it throws. */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A pool whose transactions can be told the connection they run on. */
export interface OpenSqlPool extends SqlPool {
  pool: pg.Pool;
  /** As `transaction`. */
  onConnection<T>(work: (tx: Sql, connection: pg.PoolClient) => Promise<T>): Promise<T>;
}

export interface SqlOptions {
  connections?: number;
  /** Its name in the metrics; not measured when absent. */
  name?: string;
}

/**
 * Of PostgreSQL's side of a connection. A host that is cut off in the middle of a transaction would keep its locks for two
 * hours, PostgreSQL's own figure, and everyone would wait for them: it is given up after 15 seconds without a sign of life.
 */
const SIGNS_OF_LIFE = [
  "tcp_keepalives_idle=6",
  "tcp_keepalives_interval=3",
  "tcp_keepalives_count=3",
  "tcp_user_timeout=15000",
];
const STARTUP_OPTIONS = [
  "plan_cache_mode=force_custom_plan",
  "random_page_cost=1.1",
  "timezone=UTC",
  "synchronous_commit=on",
  ...SIGNS_OF_LIFE,
]
  .map((setting) => `-c ${setting}`)
  .join(" ");

/** Connects without Prisma, which costs a process more memory than all else it does with a database. */
export function connectSql(url: string, { connections = 10, name }: SqlOptions = {}): OpenSqlPool {
  const { address, hasOptions, hasNames } = readAddress(url);
  const pool = new pg.Pool({
    connectionString: address,
    max: connections,
    connectionTimeoutMillis: 5_000,
    application_name: "cartbell",
    // Each execution is planned for the tables as they are then. A plan that was kept from the first five, when a month's
    // partition was almost empty, would go on reading it from end to end as it grows by millions of rows.
    // And as what is wanted lies in memory or on a disk without heads, where a row by its index costs little more than
    // its share of a scan: at PostgreSQL's own figure a small month would be read from end to end for each slice.
    // Prisma's adapter writes and reads every time without its offset, as if each session were in UTC.
    // A commit is answered when it is on the disk, and on the synchronous standby if there is one, even if the server or the
    // role is set to answer earlier. What may be lost says so in its own transaction.
    ...(hasOptions ? { options: STARTUP_OPTIONS } : { onConnect: setUtc }),
  });
  // A server that restarts drops idle connections; the pool replaces them and the next query says what is wrong.
  pool.on("error", () => {});
  if (name) watchPool(pool, name);
  return {
    pool,
    run: (statement, values = []) => runOn(pool, statement, values, hasNames),
    transaction: (work) => inTransaction(pool, work, hasNames),
    onConnection: (work) => inTransaction(pool, work, hasNames),
    close: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}

/** For a PgBouncer, which keeps this one setting for each of its clients (track_extra_parameters). */
async function setUtc(client: pg.ClientBase): Promise<void> {
  await client.query("SET timezone TO 'UTC'");
}

/**
 * What an address says of a PgBouncer in transaction mode, which gives each transaction another connection and takes no
 * startup options. `pgbouncer=true`: statements have no names, as versions before 1.21 need it. `pgbouncer=prepared`: they
 * have, because it keeps them (max_prepared_statements).
 */
function readAddress(url: string): { address: string; hasOptions: boolean; hasNames: boolean } {
  const address = new URL(url);
  const pgbouncer = address.searchParams.get("pgbouncer");
  address.searchParams.delete("pgbouncer");
  const isPooled = pgbouncer !== null && pgbouncer !== "false";
  return { address: address.href, hasOptions: !isPooled, hasNames: !isPooled || pgbouncer === "prepared" };
}

/**
 * True when a value itself cannot be kept: a NUL, a year beyond the calendar, a number beyond its column, an index entry
 * beyond a page. The same statement fails alike each time. SQLSTATE class 22, and 54000 (program limit exceeded).
 */
export function isDataException(error: unknown): boolean {
  return codesIn(error).some((code) => /^(22\w{3}|54000)$/.test(code));
}

/** True when a statement met a row with the same unique key: the transaction is rolled back. */
export function isUniqueViolation(error: unknown): boolean {
  return codesIn(error).includes("23505");
}

/**
 * True when others had the rows and this transaction was rolled back: two waited for each other, a lock or the statement
 * took longer than the server allows, or the snapshot was too old. It may simply be run again.
 */
export function isContention(error: unknown): boolean {
  return codesIn(error).some((code) => ["40P01", "40001", "55P03", "57014"].includes(code));
}

/** True when a replica cancelled a read because its primary had removed the rows: another server can answer it. */
export function isCancelledByRecovery(error: unknown): boolean {
  return codesIn(error).includes("40001") && error instanceof Error && error.message.includes("conflict with recovery");
}

/** PostgreSQL's code, also of an error that Prisma wrapped. */
function codesIn(error: unknown): string[] {
  return errorChain(error).flatMap(codesOf);
}

async function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: Sql, connection: pg.PoolClient) => Promise<T>,
  hasNames: boolean,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks between two statements tells no one but its listeners; without one the process would end.
  const onBroken = (error: Error) => {
    broken = error;
  };
  client.on("error", onBroken);
  try {
    await client.query("BEGIN");
    const result = await work({ run: (statement, values = []) => runOn(client, statement, values, hasNames) }, client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // A connection that is lost rolls back by itself, and one that is silent would not answer.
    if (databaseTrouble(error) === "unreachable")
      broken ??= error as Error; // only an error has a trouble
    else
      await client.query("ROLLBACK").catch((failure: Error) => {
        broken = failure;
      });
    throw error;
  } finally {
    client.off("error", onBroken);
    client.release(broken);
  }
}

async function runOn<Row extends object>(
  on: pg.Pool | pg.PoolClient,
  statement: Statement,
  values: unknown[],
  hasNames: boolean,
): Promise<Row[]> {
  const result = await on.query<Row>({ name: hasNames ? statement.name : "", text: statement.text, values, types });
  return result.rows;
}

const INT8 = 20;
const DATE = 1082;

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === INT8) return Number;
    // A date is a calendar day, not an instant: node-postgres would shift it by the machine's zone.
    if (oid === DATE) return String;
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  },
};
