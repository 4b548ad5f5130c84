import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { runWhenFree } from "../../../prisma/migration-adapter.ts";
import { number, type Proof } from "../proof.ts";
import { columnsOf, fillTable, SHOP, sampleOf } from "./fill.ts";
import { hotTablesOf, type Migration, readHistory } from "./history.ts";
import { type Probe, startProbe } from "./probe.ts";
import { startReader } from "./reader.ts";

/** From here on a migration that holds texts up for longer fails the proof. Earlier ones are measured and printed. */
const PROVEN_FROM = "20261130150000";
/** The short form leaves out the migrations that are older. */
const SHORT_FROM = "20261129190000";
const LONGEST_STOP_MS = 1_000;
/** Before each migration, for what the machine alone makes statements wait. */
const CALM_MS = { full: 2_000, short: 150 };

/** Stands still for 1.2 s, to show that the ruler measures. */
const PLANTED: Migration = {
  name: "a planted stop of 1.2 s",
  script: `ALTER TABLE messages ADD COLUMN planted int; SELECT pg_sleep(1.2); ALTER TABLE messages DROP COLUMN planted`,
  hot: hotTablesOf("ALTER TABLE messages ADD COLUMN planted int"),
};

interface Measured {
  name: string;
  stopMs: number;
  calmMs: number;
  tookMs: number;
  failures: string[];
}

export const migrate: Proof = {
  name: "migrate",
  claim: "each migration of a large table in use makes its readers and writers wait for less than a second",
  scales: {
    full: { people: 10_000_000, perSecond: 200, blows: 1, patienceMs: 90 * 60_000 },
    quick: { people: 200_000, perSecond: 200, blows: 0, patienceMs: 4 * 60_000 },
  },
  async runOn({ databaseUrl }, { people: rows, blows, since }, say) {
    const isFull = blows > 0;
    const measuredFrom = since ?? (isFull ? "" : SHORT_FROM);
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query("SET session_replication_role = replica");
    const sizes = new Map<string, number>();
    const measured: Measured[] = [];

    async function measure(migration: Migration): Promise<void> {
      for (const table of migration.hot) {
        if (sizes.has(table)) continue;
        say(`filling ${table} with ${number(rows)} rows`);
        await fillTable(client, table, rows);
        sizes.set(table, rows);
      }
      const result = await measureStop(databaseUrl, client, migration, isFull);
      for (const [table, written] of result.written) sizes.set(table, (sizes.get(table) ?? 0) + written);
      measured.push(result);
      say(`${migration.name}: waited ${result.stopMs} ms at most (${result.calmMs} before), ran ${result.tookMs} ms`);
    }

    try {
      for (const migration of readHistory()) {
        if (migration.hot.length > 0 && migration.name >= measuredFrom) await measure(migration);
        else await runWhenFree(client, migration.script);
        if (migration.name.endsWith("_begin")) await makeShop(client);
      }
      await measure(PLANTED);
      return judge(measured, await countDifferences(client, sizes), rows);
    } finally {
      await client.end();
    }
  },
};

async function measureStop(
  databaseUrl: string,
  client: pg.Client,
  { name, script, hot }: Migration,
  isFull: boolean,
): Promise<Measured & { written: [string, number][] }> {
  const probes: [string, Probe][] = await Promise.all(
    hot.map(async (table): Promise<[string, Probe]> => [table, await startProbe(databaseUrl, table)]),
  );
  const reader = isFull ? await startReader(databaseUrl, hot) : null;
  const longest = () => Math.round(Math.max(...probes.map(([, probe]) => probe.longestMs())));
  await sleep(CALM_MS[isFull ? "full" : "short"]);
  const calmMs = longest();
  const startedAt = performance.now();
  try {
    await runWhenFree(client, script);
  } finally {
    await Promise.all([reader?.stop(), ...probes.map(([, probe]) => probe.stop())]);
  }
  return {
    name,
    calmMs,
    stopMs: longest(),
    tookMs: Math.round(performance.now() - startedAt),
    failures: probes.flatMap(([, probe]) => probe.failures()),
    written: probes.map(([table, probe]): [string, number] => [table, probe.written()]),
  };
}

/** Rows that were confirmed and are not there, and rows that are there and were never confirmed. */
async function countDifferences(
  client: pg.Client,
  sizes: ReadonlyMap<string, number>,
): Promise<{ lost: number; doubled: number }> {
  let lost = 0;
  let doubled = 0;
  for (const [table, expected] of sizes) {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::float8 AS count FROM ${table}`);
    const difference = (rows[0]?.count ?? 0) - expected;
    lost += Math.max(0, -difference);
    doubled += Math.max(0, difference);
  }
  return { lost, doubled };
}

function judge(all: Measured[], { lost, doubled }: { lost: number; doubled: number }, rows: number) {
  const planted = all.at(-1);
  const measured = all.slice(0, -1);
  const longest = (some: Measured[]) => Math.max(0, ...some.map(({ stopMs }) => stopMs));
  const proven = measured.filter(({ name }) => name >= PROVEN_FROM);
  const slow = measured
    .filter(({ stopMs }) => stopMs > LONGEST_STOP_MS)
    .map(({ name, stopMs }) => `${name} ${stopMs} ms`);
  return {
    counts: [
      `lost ${lost}`,
      `doubled ${doubled}`,
      `longest stop ${longest(proven)} ms in ${proven.length} new migrations, ${longest(measured)} ms in all ${measured.length}`,
      `${number(rows)} rows in each table`,
      ...(slow.length > 0 ? [`over a second: ${slow.join(", ")}`] : []),
    ],
    complaints: [
      ...proven
        .filter(({ stopMs }) => stopMs > LONGEST_STOP_MS)
        .map(({ name, stopMs }) => `${name} made others wait for ${stopMs} ms.`),
      ...proven.flatMap(({ name, failures }) =>
        failures.slice(0, 2).map((failure) => `After ${name} the previous version's statements fail: ${failure}.`),
      ),
      ...(lost + doubled > 0 ? [`${lost} rows are missing and ${doubled} are too many.`] : []),
      ...((planted?.stopMs ?? 0) >= LONGEST_STOP_MS ? [] : ["A planted stop of 1.2 s was not seen."]),
    ],
  };
}

/** The shop that all rows belong to, as later migrations that copy by shop expect it. */
async function makeShop(client: pg.Client): Promise<void> {
  const columns = (await columnsOf(client, "shops")).filter(({ isRequired }) => isRequired);
  const values = columns.map((column) => (column.name === "id" ? `'${SHOP}'` : sampleOf("shops", column)));
  await client.query(
    `INSERT INTO shops (${columns.map(({ name }) => `"${name}"`).join(", ")}) SELECT ${values.join(", ")} FROM generate_series(1, 1) AS i`,
  );
}
