import type pg from "pg";

export interface Checked {
  /** The last commit that the restored database has. */
  recoveredTo: Date | null;
  counts: Record<string, number>;
  problems: string[];
}

/** Rows that were there before the backup began are there after the restore, but for the few that were erased since. */
const TABLES = [
  { name: "shops", since: "created_at" },
  { name: "subscribers", since: "created_at" },
  { name: "suppressions", since: "at" },
  // Too many to be counted in the live database.
  { name: "messages", since: null },
];
const MAY_LACK = 0.01;

/** What is wrong with a restored database, compared with the live one. */
export async function checkRestored(
  restored: pg.Client,
  live: pg.Client,
  begunAt: Date,
  mostMinutes: number,
): Promise<Checked> {
  const problems: string[] = [];
  const counts: Record<string, number> = {};
  const migrations = "SELECT count(*)::int AS count FROM _prisma_migrations WHERE finished_at <= $1";
  for (const { name, since } of TABLES) {
    // Reading every row checks every page's checksum.
    counts[name] = await count(restored, `SELECT count(*)::int AS count FROM ${name}`);
    if (since === null) continue;
    const before = `SELECT count(*)::int AS count FROM ${name} WHERE ${since} < $1`;
    const [there, here] = [await count(restored, before, [begunAt]), await count(live, before, [begunAt])];
    if (there < here * (1 - MAY_LACK))
      problems.push(`${name} has ${there} rows from before the backup, and should have ${here}.`);
  }
  const [has, should] = [await count(restored, migrations, [begunAt]), await count(live, migrations, [begunAt])];
  if (has < should || has === 0)
    problems.push(`The restored database has ${has} migrations, and should have ${should}.`);
  const epochs = (await restored.query<{ at: Date }>("SELECT at FROM epochs")).rows;
  const recoveredTo = epochs[0]?.at ?? null;
  if (!recoveredTo) problems.push("The restored database has no epoch: a restore of it couldn't be noticed.");
  const counted = (await live.query<{ at: Date }>("SELECT at FROM epochs")).rows[0]?.at;
  const minutes = recoveredTo && counted ? (counted.getTime() - recoveredTo.getTime()) / 60_000 : 0;
  if (minutes > mostMinutes)
    problems.push(`The archive ends ${Math.round(minutes)} minutes before the live database: WAL isn't archived.`);
  const broken = "SELECT coalesce(sum(checksum_failures), 0)::int AS count FROM pg_stat_database";
  if ((await count(restored, broken)) > 0) problems.push("Pages of the restored database have wrong checksums.");
  return { recoveredTo, counts, problems };
}

async function count(client: pg.Client, text: string, values: unknown[] = []): Promise<number> {
  return (await client.query<{ count: number }>(text, values)).rows[0]?.count ?? 0;
}
