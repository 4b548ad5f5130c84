import type { Context } from "#domain/context";
import { isMonthFirst } from "#domain/imports/cells/date-order";
import { findDateOrder } from "#domain/imports/file/find-date-order";
import { type ImportCounts, type ImportKind, NO_COUNTS } from "#domain/imports/import";
import { loadNumbers } from "#domain/imports/numbers/keep";
import { createSeen, type Seen } from "#domain/imports/numbers/seen";
import { type OptOutMarks, type UnreadColumn, unreadColumns } from "#domain/imports/opt-outs/marks";
import { type Facts, rememberFacts } from "#domain/imports/people/facts";
import type { Person, Reading } from "#domain/imports/reading/person";
import type { Sql } from "#platform/sql/sql";
import { statement } from "#platform/sql/statement";
import { parseCounts, parseMapping, parseMarks, parseOptions } from "./read.ts";

/** An import that someone goes on with: what its row says, and what is remembered while it lasts. */
export interface Work {
  shopId: string;
  importId: string;
  /** The state it is in and must stay in: a dry run, or the import. */
  state: "examining" | "importing";
  separator: string;
  fileBytes: number;
  cursor: { bytes: number; line: number };
  counts: ImportCounts;
  /** Columns that a dry run watches for opt-outs, and what it found so far. */
  unread: UnreadColumn[];
  optOutMarks: OptOutMarks;
  /** How many turns, with this one, have begun since the cursor last moved. */
  idleTurns: number;
  /** The words that people agreed to, and where. */
  words: string | null;
  source: string | null;
  reading: Reading;
  factsOf: (person: Person) => Facts;
  /** The numbers of the file up to the cursor, those of earlier turns included. */
  seen: Seen;
  /**
   * The dry run met no one who is a subscriber, nor has this turn: looking for each number first would find nothing, and a sixth
   * of PostgreSQL's work. Inserting someone who is one after all fails, and from then on they are looked for.
   */
  meetsStrangersOnly: boolean;
}

interface Row {
  kind: ImportKind;
  state: Work["state"];
  separator: string;
  fileBytes: number;
  bytes: number;
  line: number;
  columns: string[];
  mapping: unknown;
  options: unknown;
  counts: unknown;
  expected: unknown;
  optOutMarks: unknown;
  words: string | null;
  source: string | null;
  consentedAt: Date | null;
  attestedAt: Date | null;
  toldAt: Date;
  idleTurns: number;
  headBytes: number;
  headLines: number;
}

const begin = statement(
  "begin-import-turn",
  `UPDATE imports SET idle_turns = idle_turns + 1
   WHERE shop_id = $1 AND id = $2 AND state IN ('examining', 'importing')
   RETURNING kind, state, separator, file_bytes AS "fileBytes", cursor_bytes AS bytes, cursor_line AS line, columns, mapping,
             options, counts, expected, opt_out_marks AS "optOutMarks", consent_words AS words, consent_source AS source, consented_at AS "consentedAt",
             attested_at AS "attestedAt", told_at AS "toldAt", idle_turns AS "idleTurns", head_bytes AS "headBytes", head_lines AS "headLines"`,
);
const ask = statement(
  "is-import-under-way",
  "SELECT 1 AS yes FROM imports WHERE shop_id = $1 AND id = $2 AND state IN ('examining', 'importing')",
);

/** Whether there is anything to go on with. */
export async function isUnderWay(db: Sql, shopId: string, importId: string): Promise<boolean> {
  return (await db.run(ask, [shopId, importId])).length > 0;
}

/** Begins a turn of an import that is under way; null when it is not, or not any more. */
export async function openWork(
  { db, clock, hashPhone }: Pick<Context, "clock" | "hashPhone"> & { db: Sql },
  shopId: string,
  importId: string,
): Promise<Work | null> {
  const [row] = await db.run<Row>(begin, [shopId, importId]);
  if (!row) return null;
  const { kind, state, separator, fileBytes, bytes, line, words, source, toldAt, headBytes, headLines } = row;
  const [mapping, options, columns] = [parseMapping(row.mapping), parseOptions(row.options), row.columns.length];
  const file = { shopId, importId, separator, columns, mapping, options: row.options, headBytes, headLines };
  const order = await findDateOrder(db, file);
  const reading: Reading = {
    kind,
    mapping,
    options,
    columns,
    // Only a list of numbers that must not be texted is without it, and that does not ask.
    consentedAt: row.consentedAt ?? toldAt,
    optedOutAt: toldAt,
    isMonthFirst: isMonthFirst(order, options.defaultCountry),
    // Not this turn's own time: a date between the dry run and the import must mean the same to both. Only a list of
    // numbers that must not be texted is without it, and that asks no dates.
    now: row.attestedAt ?? clock.now(),
    hashPhone,
  };
  const seen = createSeen(fileBytes);
  await loadNumbers(db, { shopId, importId }, bytes, seen);
  const counts = bytes === 0 ? NO_COUNTS : parseCounts(row.counts);
  return {
    ...{ shopId, importId, state, separator, fileBytes, words, source, reading, counts },
    cursor: { bytes, line },
    unread: state === "examining" && kind === "subscribers" ? unreadColumns(row.columns, mapping) : [],
    optOutMarks: parseMarks(row.optOutMarks),
    idleTurns: row.idleTurns,
    factsOf: rememberFacts(toldAt),
    seen,
    meetsStrangersOnly: state === "importing" && expectsStrangersOnly(parseCounts(row.expected)),
  };
}

function expectsStrangersOnly({ updated, unchanged }: ImportCounts): boolean {
  return updated === 0 && unchanged === 0;
}
