import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import type { Transaction as AdapterTransaction } from "@prisma/driver-adapter-utils";
import type pg from "pg";
import { checkNamesShop } from "./shop-guard.ts";

/** Prisma's typed tables, without raw SQL (a named SQL file is that) and without transactions of its own. */
export type Tables = Omit<PrismaClient, `$${string}`>;

/** The stock adapter, once connected. `client` is its pool; a copy with another `client` queries there instead. */
type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;

/** How long Prisma lets a transaction last: as long as a timer can. PostgreSQL's own limits on statements hold. */
const NO_LIMIT_MS = 2 ** 31 - 1;

export interface Prisma {
  /** Rejects a query on a shop's table that does not name the shop. */
  tables: Tables;
  /** Asks for any shop's rows: for tests and measurements. */
  everyShop: PrismaClient;
  /** The tables as seen on this connection, inside the transaction that is open on it. Call `end` before it ends. */
  on(connection: pg.PoolClient): { tables: Tables; end(): Promise<void> };
  close(): Promise<void>;
}

/**
 * Prisma over a pool of node-postgres's. Prisma can only begin transactions of its own, so `on` gives it one that is open
 * already: the adapter answers "begin" with the caller's connection and leaves commit and rollback to the caller. Nothing
 * is begun before the first query.
 */
export function openPrisma(pool: pg.Pool): Prisma {
  const lent = new AsyncLocalStorage<pg.PoolClient>();
  const everyShop = new PrismaClient({ adapter: lendingAdapter(pool, lent) });
  const guarded = everyShop.$extends({
    query: {
      $allModels: {
        $allOperations({ model, operation, args, query }) {
          checkNamesShop(model, operation, args);
          return query(args);
        },
      },
    },
  });
  return {
    tables: guarded as unknown as Tables, // the extension changes no types
    everyShop,
    on(connection) {
      const ended = Promise.withResolvers<void>();
      let running: Promise<void> | undefined;
      const begun = Promise.withResolvers<Tables>();
      const begin = () => {
        const work = (tx: unknown) => {
          begun.resolve(tx as Tables); // as above
          return ended.promise;
        };
        const limits = { maxWait: NO_LIMIT_MS, timeout: NO_LIMIT_MS };
        running ??= lent.run(connection, () => guarded.$transaction(work, limits)).catch(begun.reject);
        return begun.promise;
      };
      return {
        tables: onceBegun(begin),
        async end() {
          ended.resolve();
          await running;
        },
      };
    },
    close: () => everyShop.$disconnect(),
  };
}

function lendingAdapter(pool: pg.Pool, lent: AsyncLocalStorage<pg.PoolClient>): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => {
      const connection = lent.getStore();
      return connection ? openTransaction(adapter, connection) : startTransaction(isolation);
    };
    return adapter;
  };
  return factory;
}

function openTransaction(adapter: Adapter, connection: pg.PoolClient): AdapterTransaction {
  const queries: Adapter = Object.create(adapter, { client: { value: connection } });
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    // Prisma sends no COMMIT or ROLLBACK then, and calls the two below.
    options: { usePhantomQuery: true },
    queryRaw: (query) => queries.queryRaw(query),
    executeRaw: (query) => queries.executeRaw(query),
    commit: async () => {},
    rollback: async () => {},
  };
}

/** Tables whose first query begins: `tables.flow.update(…)` waits for `begin` and asks what it resolves to. */
function onceBegun(begin: () => Promise<Tables>): Tables {
  type Verbs = Record<string, (args: unknown) => unknown>;
  const tableOf = (table: string) =>
    new Proxy({} as Verbs, {
      get: (_, verb) => async (args: unknown) =>
        ((await begin()) as unknown as Record<string, Verbs>)[table]?.[String(verb)]?.(args), // typed by Tables
    });
  return new Proxy({} as Tables, { get: (_, table) => (typeof table === "string" ? tableOf(table) : undefined) });
}
