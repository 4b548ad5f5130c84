import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const GONE_PATIENCE_MS = 10_000;

const connections = statement("witness-connections", "SELECT pid FROM pg_stat_activity WHERE application_name = $1");
const left = statement(
  "witness-left",
  `SELECT m.id FROM messages m JOIN witness.claims c ON c.worker = $1 AND c.claimed_at = m.claimed_at
   WHERE m.state = 'sending'`,
);
const everUnknown = statement("witness-ever", "SELECT DISTINCT message_id AS id FROM witness.unknown");
const worst = statement(
  "witness-worst",
  `SELECT coalesce(max(standing), 0)::int AS count
   FROM (SELECT sum(step) OVER (ORDER BY seq) AS standing FROM witness.unknown) AS s`,
);

/** Sets the witness's triggers (witness.sql) into a migrated database, before anyone else uses it. */
export async function installWitness(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(readFileSync(new URL("./witness.sql", import.meta.url), "utf8"));
  } finally {
    await client.end();
  }
}

/** Whether a worker has at this moment claimed something that it has not recorded yet. */
export async function isBusy(db: Db, worker: string): Promise<boolean> {
  return (await db.run(left, [worker])).length > 0;
}

/**
 * What a killed worker had claimed and not recorded: ids of messages. Waits until PostgreSQL has noticed its death, so that
 * a commit which was already on its way counts.
 */
export async function leftBy(db: Db, worker: string): Promise<string[]> {
  for (const deadline = performance.now() + GONE_PATIENCE_MS; (await db.run(connections, [worker])).length > 0; ) {
    if (performance.now() > deadline) throw new Error(`${worker} is dead and PostgreSQL still talks to it.`);
    await sleep(10);
  }
  return (await db.run<{ id: string }>(left, [worker])).map(({ id }) => id);
}

export interface UnknownSoFar {
  /** Every message that was ever unknown. */
  ids: Set<string>;
  /** How many were at the worst moment. */
  worst: number;
}

export async function unknownSoFar(db: Db): Promise<UnknownSoFar> {
  const rows = await db.run<{ id: string }>(everUnknown);
  const [most] = await db.run<{ count: number }>(worst);
  return { ids: new Set(rows.map(({ id }) => id)), worst: most?.count ?? 0 };
}
