import { type Month, monthOf } from "#domain/messages/month";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Full months a partition is kept after its own has ended. Consent, orders and attribution are not partitioned and stay. */
export const retentionMonths = { messages: 13, events: 13, intake: 2, browse_events: 2 } as const;

type Parent = keyof typeof retentionMonths;

const PARENTS = Object.keys(retentionMonths) as Parent[];
/** This month and the next two: a campaign scheduled now starts in one of them, or makes it needed later. */
const MONTHS_AHEAD = 2;

const make = statement(
  "make-partitions",
  `SELECT parent, month::text FROM unnest($1::text[]) AS parent, unnest($2::date[]) AS month
   WHERE make_month_partition(parent, month)`,
);

/** A statement of its own: only the next one sees what the holder before has made. */
const takeTurns = statement("partitions-lock", "SELECT pg_advisory_xact_lock(hashtext('make_month_partition'))");

const list = statement(
  "list-partitions",
  `SELECT parent.relname AS parent, child.relname AS name, quote_ident(child.relname) AS quoted
   FROM pg_inherits i
   JOIN pg_class parent ON parent.oid = i.inhparent
   JOIN pg_class child ON child.oid = i.inhrelid
   WHERE parent.relname = ANY($1::text[]) AND parent.relnamespace = 'public'::regnamespace`,
);

/** Gives way at once to other transactions: the next round tries again. */
const impatience = statement("drop-impatience", "SET LOCAL lock_timeout = '2s'");

/** Makes the partitions of this month and the next two. Returns how many were missing; safe from many processes at once. */
export async function ensurePartitions(db: Pick<Db, "transaction">, now: Date): Promise<number> {
  const months = Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => monthAfter(now, ahead));
  return db.transaction(async (tx) => {
    await tx.run(takeTurns);
    return (await tx.run(make, [PARENTS, months])).length;
  });
}

/** Drops the partitions whose retention is over, and nothing younger. Returns their names. */
export async function dropOldPartitions(
  db: Pick<Db, "run" | "transaction">,
  now: Date,
  keep: Record<Parent, number> = retentionMonths,
): Promise<string[]> {
  const partitions = await db.run<{ parent: Parent; name: string; quoted: string }>(list, [PARENTS]);
  const old = partitions.filter(({ parent, name }) => isOld(name, parent, firstKept(parent, now, keep)));
  for (const { name, quoted } of old)
    await db.transaction(async (tx) => {
      await tx.run(impatience);
      await tx.run(statement(`drop-${name}`, `DROP TABLE IF EXISTS ${quoted}`));
    });
  return old.map(({ name }) => name);
}

/** The oldest month that is not dropped yet. */
export function firstKept(parent: Parent, now: Date, keep: Record<Parent, number> = retentionMonths): Month {
  return monthAfter(now, -keep[parent]);
}

/** "messages_2026_11" holds November 2026. A name of any other form is no one's to drop. */
function isOld(name: string, parent: Parent, firstKept: string): boolean {
  const month = new RegExp(`^${parent}_(\\d{4})_(\\d{2})$`).exec(name);
  return month !== null && `${month[1]}-${month[2]}-01` < firstKept;
}

function monthAfter(now: Date, months: number): Month {
  return monthOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)));
}
