import type { Context } from "#domain/context";
import type { FileRecord } from "#domain/imports/file/records";
import { keepNumbers } from "#domain/imports/numbers/keep";
import { addMarks, countMarks, type OptOutMarks } from "#domain/imports/opt-outs/marks";
import { applyPeople, type Judged, judgePeople } from "#domain/imports/people/apply";
import { addVerdicts } from "#domain/imports/people/count";
import type { Verdict } from "#domain/imports/people/decide";
import { judgeAgain, optOuts } from "#domain/imports/people/judge-again";
import { type Person, readPerson } from "#domain/imports/reading/person";
import type { RefusalReason } from "#domain/imports/reading/refusal";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql, SqlPool } from "#platform/sql/sql";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import type { Work } from "./work.ts";

/** The import was paused, cancelled or taken over meanwhile: what this chunk did is rolled back. */
export class InterruptedError extends Error {}

/** A piece of a file, read. */
export interface Chunk {
  people: Person[];
  /** Whose number was, or seems to have been, in the file before. */
  again: Person[];
  refused: { line: number; reason: RefusalReason; cells: string[] }[];
  /** Where the file goes on behind it. */
  end: { bytes: number; line: number };
  /** Lines without anything in them. */
  blank: number;
  optOutMarks: OptOutMarks;
}

/**
 * Not to wait for the disk loses nothing: whatever a crash of the server takes back, it takes back with its cursor. The
 * statement that ends the import does wait, and so for all before it.
 */
const bound = statement(
  "bound-import",
  "SELECT set_config('lock_timeout', '5s', true), set_config('synchronous_commit', 'off', true)",
);
const insertRefusals = statement(
  "insert-refusals",
  `INSERT INTO import_refusals (shop_id, import_id, line, reason, cells)
   SELECT $1::uuid, $2::uuid, line, reason, ARRAY(SELECT jsonb_array_elements_text(cells))
   FROM unnest($3::bigint[], $4::text[], $5::jsonb[]) AS t(line, reason, cells) ON CONFLICT DO NOTHING`,
);
const advance = statement(
  "advance-import",
  `UPDATE imports SET cursor_bytes = $4, cursor_line = $5, counts = $6, updated_at = $7, idle_turns = 0,
          opt_out_marks = CASE WHEN $3 = 'examining' THEN $9::jsonb ELSE opt_out_marks END
   WHERE shop_id = $1 AND id = $2 AND state = $3 AND cursor_bytes = $8
   RETURNING 1 AS advanced`,
);

/** The list of lines that were not taken ends here; they are counted on. */
const MOST_REFUSALS = 1_000_000;
const LONGEST_CELL = 500;

/** Reads records as people. Pure but for what it remembers of numbers seen. */
export function readChunk(work: Work, records: FileRecord[]): Chunk {
  const last = records.at(-1);
  const chunk: Chunk = {
    people: [],
    again: [],
    refused: [],
    end: last ? { bytes: last.endBytes, line: last.endLine } : work.cursor,
    blank: 0,
    optOutMarks: {},
  };
  // Beyond what is remembered of the file, no number may be twice in a chunk all the same.
  const here = new Set<string>();
  const isAgain = ({ phoneHash }: Person) => {
    if (work.seen.add(phoneHash) || here.has(phoneHash)) return true;
    if (work.seen.isFull()) here.add(phoneHash);
    return false;
  };
  for (const record of records) {
    const person = readPerson(record, work.reading);
    if (person === null) chunk.blank += 1;
    else if (typeof person === "string") chunk.refused.push({ line: record.line, reason: person, cells: record.cells });
    else {
      (isAgain(person) ? chunk.again : chunk.people).push(person);
      if (!person.isUnsubscribed) countMarks(record.cells, work.unread, chunk.optOutMarks);
    }
  }
  return chunk;
}

/**
 * Judges the people of a chunk, writes what follows when it is the import, the lines refused, and the cursor: one
 * transaction, whole or not at all. Its commit waits for `previous`, the chunk before it, so that the cursor never passes over
 * what is not written. Throws an InterruptedError when the import is no longer where we left it.
 */
export async function writeChunk(
  { db, ...ctx }: Pick<Context, "clock" | "hashPhone"> & { db: SqlPool },
  work: Work,
  chunk: Chunk,
  previous: Promise<void>,
): Promise<void> {
  const effective = await db.transaction(async (tx) => {
    await tx.run(bound);
    const write =
      work.state === "importing" ? applyPeople : async (_tx: Sql, _ctx: unknown, _work: Work, it: Judged) => it;
    const judged = await write(tx, ctx, work, await judgePeople(tx, work, chunk.people, work.meetsStrangersOnly));
    await previous;
    const again = await judgeAgain(tx, work, chunk.again, new Set(optOuts(judged)));
    const all = [...judged, ...(await write(tx, ctx, work, again))];
    const optedOut = optOuts(all);
    await keepNumbers(tx, work, chunk.end.bytes, { seen: chunk.people.map((it) => it.phoneHash), optedOut });
    await advanceCursor(tx, work, chunk, all, ctx.clock.now());
    return optedOut;
  });
  // Only now, because a chunk that is rolled back is written again.
  for (const phoneHash of effective) work.seen.optOut(phoneHash);
}

async function advanceCursor(tx: Sql, work: Work, chunk: Chunk, judged: Judged, now: Date): Promise<void> {
  const refused = [
    ...chunk.refused,
    ...judged.flatMap(({ person: { line, cells }, verdict }) =>
      verdict.kind === "refused" ? [{ line, reason: verdict.reason, cells: keptCells(verdict.reason, cells) }] : [],
    ),
  ];
  const verdicts = [
    ...judged.map(({ verdict }) => verdict),
    ...chunk.refused.map(({ reason }): Verdict => ({ kind: "refused", reason })),
  ];
  const { cursor, counts: before } = work;
  const counts = addVerdicts(before, verdicts);
  const optOutMarks = addMarks(work.optOutMarks, chunk.optOutMarks);
  await writeRefusals(tx, work, refused.slice(0, Math.max(0, MOST_REFUSALS - before.refused)));
  const rows = await tx.run(advance, [
    work.shopId,
    work.importId,
    work.state,
    chunk.end.bytes,
    chunk.end.line,
    JSON.stringify(counts),
    now,
    cursor.bytes,
    JSON.stringify(optOutMarks),
  ]);
  if (rows.length === 0) throw new InterruptedError();
  // The next chunk waits for this one's commit before it reads these; when that fails, the work is given up.
  work.cursor = chunk.end;
  work.counts = counts;
  work.optOutMarks = optOutMarks;
}

/** Erased people are not kept among the refused either. */
function keptCells(reason: RefusalReason, cells: string[]): string[] {
  return reason === "erased" ? [] : cells;
}

async function writeRefusals(tx: Sql, { shopId, importId }: Work, refused: Chunk["refused"]): Promise<void> {
  if (refused.length === 0) return;
  await tx.run(
    ...batch(
      insertRefusals,
      {
        t: columnsOf(refused, {
          line: ({ line }) => line,
          reason: ({ reason }) => reason,
          cells: ({ cells }) => JSON.stringify(cells.map((cell) => storableText(cell.slice(0, LONGEST_CELL)))),
        }),
      },
      [shopId, importId],
    ),
  );
}
