import { PARTITIONED } from "./hot-tables.ts";

/** A rule about one statement; `made` are the tables that the same migration creates, which no one uses yet. */
export interface LintRule {
  name: string;
  /** What is wrong and what to do instead. */
  says: string;
  isBroken(statement: string, made: ReadonlySet<string>): boolean;
}

/** The table that a statement changes, without quotes and schema; "" when it changes none. */
export function tableOf(statement: string): string {
  const name = TABLE.exec(statement)?.[1] ?? "";
  return name
    .replace(/^"?public"?\./i, "")
    .replaceAll('"', "")
    .toLowerCase();
}

const TABLE =
  /^(?:ALTER TABLE(?: IF EXISTS)?(?: ONLY)?|CREATE(?: UNIQUE)? INDEX(?: CONCURRENTLY)?(?: IF NOT EXISTS)?(?: \S+)? ON(?: ONLY)?|DROP TABLE(?: IF EXISTS)?|LOCK(?: TABLE)?|TRUNCATE(?: TABLE)?|UPDATE(?: ONLY)?|DELETE FROM(?: ONLY)?|CREATE (?:UNLOGGED )?TABLE(?: IF NOT EXISTS)?|CLUSTER|VACUUM FULL|(?:CREATE(?: OR REPLACE)?(?: CONSTRAINT)? TRIGGER .*?) ON) ((?:"[^"]+"|\w+)(?:\.(?:"[^"]+"|\w+))?)/i;

const onUsed = (pattern: RegExp) => (statement: string, made: ReadonlySet<string>) =>
  pattern.test(statement) && !made.has(tableOf(statement));

const isPartitioned = (statement: string) => PARTITIONED.some((table) => table === tableOf(statement));

export const rules: LintRule[] = [
  {
    name: "index",
    says: "an index on a table in use is made CONCURRENTLY, alone in its migration: else nobody writes meanwhile",
    // ON ONLY a partitioned table it indexes nothing and takes no time.
    isBroken: (statement, made) =>
      onUsed(/^CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)/i)(statement, made) &&
      !(/ ON ONLY /i.test(statement) && isPartitioned(statement)),
  },
  {
    name: "partitioned-index",
    says: "PostgreSQL cannot index a partitioned table CONCURRENTLY: make the index ON ONLY the table, in later migrations one CONCURRENTLY on each partition, and attach them",
    isBroken: (statement) => /^CREATE (UNIQUE )?INDEX CONCURRENTLY/i.test(statement) && isPartitioned(statement),
  },
  {
    name: "hidden",
    says: "these checks can't read a DO block: write its statements out",
    isBroken: (statement) => /^DO\b/i.test(statement),
  },
  {
    name: "drop-index",
    says: "an index of a table in use is dropped CONCURRENTLY, alone in its migration",
    isBroken: (statement) => /^DROP INDEX (?!CONCURRENTLY)/i.test(statement),
  },
  {
    name: "required-column",
    says: "a new column of a table in use may be NULL or has a DEFAULT: old code writes rows without it",
    isBroken: (statement, made) =>
      /^ALTER TABLE/i.test(statement) &&
      !made.has(tableOf(statement)) &&
      clausesOf(statement).some((it) => ADDS_COLUMN.test(it) && /\bNOT NULL\b/i.test(it) && !/\bDEFAULT\b/i.test(it)),
  },
  {
    name: "rewrite",
    says: "a default that differs from row to row, a generated or serial column or a new type rewrites the table while all wait: add the column empty and fill it in pages",
    isBroken: (statement, made) =>
      /^ALTER TABLE/i.test(statement) && !made.has(tableOf(statement)) && clausesOf(statement).some(isRewrite),
  },
  {
    name: "set-not-null",
    says: "SET NOT NULL reads the whole table while all wait: add a CHECK (… IS NOT NULL) NOT VALID, validate it in a later migration, and set it then",
    isBroken: onUsed(/\bSET NOT NULL\b/i),
  },
  {
    name: "constraint",
    says: "a CHECK or a foreign key on a table in use is added NOT VALID and validated in a later migration",
    isBroken: (statement, made) =>
      /^ALTER TABLE/i.test(statement) &&
      !made.has(tableOf(statement)) &&
      clausesOf(statement).some(
        (it) => /\b(FOREIGN KEY|REFERENCES|CHECK)\b/i.test(it) && /^ADD\b/i.test(it) && !/\bNOT VALID\b/i.test(it),
      ),
  },
  {
    name: "unique",
    says: "a UNIQUE, PRIMARY KEY or EXCLUDE on a table in use is added USING an INDEX that was made CONCURRENTLY before",
    isBroken: (statement, made) =>
      /^ALTER TABLE/i.test(statement) &&
      !made.has(tableOf(statement)) &&
      clausesOf(statement).some(
        (it) => /^ADD\b/i.test(it) && /\b(UNIQUE|PRIMARY KEY|EXCLUDE)\b/i.test(it) && !/\bUSING INDEX\b/i.test(it),
      ),
  },
  {
    name: "removal",
    says: "old code still uses what is dropped or renamed: let it go in a release that nobody reads it any more",
    isBroken: (statement) =>
      /^(DROP (TABLE|VIEW|TYPE|FUNCTION|SCHEMA)|ALTER TABLE .*\b(RENAME|DROP (?!CONSTRAINT|DEFAULT|NOT NULL|EXPRESSION|IDENTITY))\b)/i.test(
        statement,
      ) && !/\bALTER COLUMN \S+ DROP\b/i.test(statement),
  },
  {
    name: "whole-table",
    says: "this holds a lock for as long as it takes, while all wait",
    isBroken: onUsed(
      /^(LOCK|TRUNCATE|CLUSTER|VACUUM FULL|REINDEX (?!.*CONCURRENTLY)|REFRESH MATERIALIZED VIEW (?!CONCURRENTLY))\b/i,
    ),
  },
  {
    name: "backfill",
    says: "an UPDATE or DELETE of a table in use locks every row until the migration ends: do it in pages, by a job",
    isBroken: onUsed(/^(UPDATE|DELETE FROM|WITH .*\b(UPDATE|DELETE FROM))\b/i),
  },
  {
    name: "validate",
    says: "a constraint is validated in a later migration than the one that adds it, or its lock is held meanwhile",
    isBroken: (statement, made) => /\bVALIDATE CONSTRAINT\b/i.test(statement) && !made.has(tableOf(statement)),
  },
];

const ADDS_COLUMN = /^ADD (COLUMN )?(?!CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE)/i;
/** Called once for a whole statement, so it costs nothing; others are called for each row. */
const STABLE = /^(now|current_timestamp|current_date|transaction_timestamp|statement_timestamp)$/i;

function isRewrite(clause: string): boolean {
  if (/\bALTER (COLUMN )?\S+ (SET DATA )?TYPE\b/i.test(clause)) return true;
  if (/\bSET (LOGGED|UNLOGGED|TABLESPACE|ACCESS METHOD)\b/i.test(clause)) return true;
  if (!ADDS_COLUMN.test(clause)) return false;
  if (/\b(SMALL|BIG)?SERIAL\b|\bGENERATED\b/i.test(clause)) return true;
  const called = /\bDEFAULT \(?([\w."]+) ?\(/i.exec(clause)?.[1];
  return called !== undefined && !STABLE.test(called);
}

/** What an ALTER TABLE does, clause by clause: split at the commas outside brackets. */
function clausesOf(statement: string): string[] {
  const actions = statement.replace(/^ALTER TABLE (IF EXISTS )?(ONLY )?(("[^"]+"|\w+)\.)?("[^"]+"|\w+)( ?\*)? /i, "");
  const clauses: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < actions.length; i += 1) {
    if (actions[i] === "(") depth += 1;
    if (actions[i] === ")") depth -= 1;
    if (actions[i] !== "," || depth > 0) continue;
    clauses.push(actions.slice(from, i).trim());
    from = i + 1;
  }
  clauses.push(actions.slice(from).trim());
  return clauses;
}
