// Lets the WebAssembly schema engine inside the `prisma` command drive PostgreSQL through @prisma/adapter-pg, so that
// migrating downloads nothing. The stock adapter fails at it in four ways, each fixed below; and it waits for locks without an end. It reaches into the
// adapter's internals: package.json pins the version and migration-adapter.test.ts would notice a change.
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type pg from "pg";

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;

/** What we use of the adapter's inside. */
interface Internals {
  queryRaw(query: unknown): Promise<{ columnTypes: number[] }>;
  performIO(query: unknown): Promise<{ fields: { dataTypeID: number }[] }>;
  executeScript(script: string): Promise<void>;
  underlyingDriver(): pg.Pool;
  onError(error: unknown): never;
}

// Type numbers of PostgreSQL's catalogs: "char" and name.
const CHAR = 18;
const NAME = 19;
const TEXT = 25;

/** The adapter for `prisma.config.ts`. `url` is a postgresql:// address. */
export function migrationAdapter(url: string): PrismaPg {
  const stock = new PrismaPg(poolConfig(url));
  const connect = stock.connect.bind(stock);
  const connectToShadowDb = stock.connectToShadowDb.bind(stock);
  stock.connect = async () => mend(await connect());
  stock.connectToShadowDb = async () => mend(await connectToShadowDb());
  return stock;
}

/**
 * Separate fields instead of a connectionString: the adapter names its shadow database by adding `database` to this
 * object, node-postgres lets a connectionString win, and the "shadow" would be the real database.
 */
function poolConfig(address: string): pg.PoolConfig {
  const url = new URL(address);
  const sslMode = url.searchParams.get("sslmode") ?? "disable";
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    // As node-postgres reads it: "require" verifies the certificate, "no-verify" does not.
    ssl: sslMode === "disable" ? false : { rejectUnauthorized: sslMode !== "no-verify" },
    max: 1,
    idleTimeoutMillis: 200,
  };
}

function mend(adapter: Adapter): Adapter {
  const internals = adapter as unknown as Internals; // see Internals
  internals.queryRaw = readingCatalogTypes(internals);
  internals.executeScript = runningScriptsWhole(internals);
  return adapter;
}

/** The stock adapter cannot read columns of type name and "char", which the catalogs the engine asks for are full of. */
function readingCatalogTypes(internals: Internals): Internals["queryRaw"] {
  const { queryRaw } = internals;
  return async (query) => {
    const numbers: number[] = [];
    const view: Internals = Object.create(internals, {
      performIO: {
        value: async (io: unknown) => {
          const result = await internals.performIO(io);
          numbers.push(...result.fields.map((field) => field.dataTypeID));
          return { ...result, fields: result.fields.map(asText) };
        },
      },
    });
    const set = await queryRaw.call(view, query);
    // "char" must come back as a character: the engine panics when it is told text.
    const columnTypes = set.columnTypes.map((type, i) => (numbers[i] === CHAR ? ColumnTypeEnum.Character : type));
    return { ...set, columnTypes };
  };
}

function asText(field: { dataTypeID: number }): { dataTypeID: number } {
  return field.dataTypeID === NAME || field.dataTypeID === CHAR ? { ...field, dataTypeID: TEXT } : field;
}

/**
 * The stock adapter cuts a migration at every ";", also inside a function's body. Sent whole, PostgreSQL cuts it itself
 * and runs it as one transaction, as the native engine does.
 */
function runningScriptsWhole(internals: Internals): Internals["executeScript"] {
  return async (script) => {
    const client = await internals.underlyingDriver().connect();
    try {
      await runWhenFree(client, script);
    } catch (error) {
      internals.onError(error);
    } finally {
      client.release();
    }
  };
}

/** A migration that waits for a lock makes every other statement on the table wait behind it: it gives up soon and tries again. */
const LOCK_TIMEOUT_MS = 500;
const ATTEMPTS = 120;
/** What others need to get through in between. */
const PAUSE_MS = 1_000;

/** Lock time-out and deadlock: others had the rows, and the whole script was rolled back. */
const TAKEN = ["55P03", "40P01"];

/** Older migrations set one of their own, of seconds. Half a second holds for all. */
const OWN_TIMEOUT = /^\s*SET (LOCAL |SESSION )?lock_timeout\b[^;]*;/gim;

/** Runs a migration's script as `prisma migrate deploy` does: it waits half a second for a lock, lets others through, and tries again. */
export async function runWhenFree(client: pg.ClientBase, script: string): Promise<void> {
  // An index made CONCURRENTLY makes no one wait, and waits itself for older transactions: given up, it would leave an invalid index.
  const timeoutMs = /\bCONCURRENTLY\b/i.test(script) ? 0 : LOCK_TIMEOUT_MS;
  await client.query(`SET lock_timeout = ${timeoutMs}`);
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.query(script.replaceAll(OWN_TIMEOUT, ""));
        return;
      } catch (error) {
        const { code, message } = error as { code?: string; message: string }; // node-postgres throws errors
        if (!TAKEN.includes(code ?? "") || attempt === ATTEMPTS) throw error;
        process.stderr.write(
          `Others hold what the migration needs (${message}); trying again, ${attempt} of ${ATTEMPTS}.\n`,
        );
        await sleep(PAUSE_MS);
      }
    }
  } finally {
    await client.query("RESET lock_timeout").catch(() => {}); // the script's own error is the one to tell
  }
}

/**
 * The engine never clears its timers of 10 s (advisory lock) and 60 s (development): the command would sit idle that
 * long after its work. Call once, in the process of the `prisma` command only.
 */
export function letCommandEnd(): void {
  const original = globalThis.setTimeout;
  function setTimeout(...[work, ms, ...rest]: Parameters<typeof original>): NodeJS.Timeout {
    const timer = original(work, ms, ...rest);
    if (ms === 10_000 || ms === 60_000) timer.unref();
    return timer;
  }
  globalThis.setTimeout = Object.assign(setTimeout, original);
}
