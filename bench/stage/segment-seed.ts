import type { Db, Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { seedShop } from "./seed.ts";

const insertPeople = statementFile(import.meta.url, "./segment-people.sql");
const insertFacts = statementFile(import.meta.url, "./segment-facts.sql");
/** Indexes are made once the rows are there, as a large restore does it: ten times as fast, and they are the same. */
const readIndexes = statement(
  "indexes-of-table",
  `SELECT quote_ident(i.relname) AS name, pg_get_indexdef(i.oid) AS definition, c.conname IS NOT NULL AS "isConstraint",
          pg_get_constraintdef(c.oid) AS "constraint"
   FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid LEFT JOIN pg_constraint c ON c.conindid = i.oid
   WHERE x.indrelid = $1::regclass`,
);
const vacuum = ["subscribers", "subscriber_facts"].map((table) =>
  statement(`vacuum-${table}`, `VACUUM (ANALYZE, PARALLEL 2) ${table}`),
);

interface Index {
  name: string;
  definition: string;
  isConstraint: boolean;
  constraint: string | null;
}

/** A shop with so many people and what they have done: about a minute for each four million. */
export async function seedSegments(db: Db, count: number, now: Date): Promise<string> {
  const shop = await seedShop(db, { number: count, now });
  await withoutIndexes(db, "subscribers", async () => {
    const half = Math.floor(count / 2);
    await Promise.all([
      db.run(insertPeople, [shop.id, 1, half, now]),
      db.run(insertPeople, [shop.id, half + 1, count, now]),
    ]);
  });
  await withoutIndexes(db, "subscriber_facts", () => db.run(insertFacts, [shop.id, now]));
  await Promise.all(vacuum.map((it) => db.run(it)));
  return shop.id;
}

async function withoutIndexes(db: Db, table: string, work: () => Promise<unknown>): Promise<void> {
  const indexes = await db.run<Index>(readIndexes, [table]);
  for (const it of indexes)
    await db.run(change(it.isConstraint ? `ALTER TABLE ${table} DROP CONSTRAINT ${it.name}` : `DROP INDEX ${it.name}`));
  await work();
  await db.transaction(async (tx) => {
    await quickly(tx);
    for (const it of indexes)
      await tx.run(
        change(it.isConstraint ? `ALTER TABLE ${table} ADD CONSTRAINT ${it.name} ${it.constraint}` : it.definition),
      );
  });
}

async function quickly(tx: Sql): Promise<void> {
  await tx.run(change("SET LOCAL maintenance_work_mem = '1GB'"));
  await tx.run(change("SET LOCAL max_parallel_maintenance_workers = 2"));
}

function change(text: string) {
  return { name: "", text };
}
