import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import { limitOf } from "#domain/flags/open-flags";
import { readBlocks } from "#domain/imports/file/blocks";
import { type FileRecord, readRecords } from "#domain/imports/file/records";
import type { Due } from "#domain/jobs";
import type { Sql, SqlPool } from "#platform/sql/sql";
import { statementFile } from "#platform/sql/statement";
import { type Chunk, InterruptedError, readChunk, writeChunk } from "./chunk.ts";
import { endWork, giveUp } from "./end.ts";
import { openWork, type Work } from "./work.ts";

/** Lines in one transaction while nothing is being sent. */
const CHUNK_LINES = 10_000;
/** A chunk of lines with a hundred columns has fewer of them. */
const CHUNK_BYTES = 2 * 1024 * 1024;
/** Lines in one transaction while texts are leaving, and how many times as long as it took we then rest. */
const SMALL_CHUNK = 250;
const REST = 9;
/** Two at a time keep the database busy while the next one is read. */
const AT_ONCE = 2;
/** How often we look whether texts are leaving, and whether others wait. */
const LOOK_MS = 200;
/** Between two slices of a campaign there may be a moment without a claim. */
const STILL_SENDING_MS = 5_000;
/** So long no claim may be seen before the first large chunk, which would hold up a second's texts. */
const LISTEN_MS = 2_500;
const ATTEMPTS = 5;

const lookAround = statementFile(import.meta.url, "./look-around.sql");

/** When the sweep adds the job. */
export const dueImports: Due<"import"> = {
  records: "SELECT shop_id, id FROM imports WHERE state IN ('examining', 'importing')",
  payloadKey: "importId",
};

export type AdvanceContext = Pick<Context, "clock" | "hashPhone" | "log" | "flags"> & { db: SqlPool };

/**
 * Goes on with an import that is under way, from its cursor to its end; returns true when there is more to do, because
 * `isStopping` said so or another import waits. A process that dies loses at most the chunks whose transaction was open.
 * Safe to call from several processes: of two that work on one import, one finds the cursor moved and ends. No chunk has more
 * than `chunkLines` lines.
 */
export async function advanceImport(
  ctx: AdvanceContext,
  shopId: string,
  importId: string,
  isStopping: () => boolean = () => false,
  chunkLines: number = CHUNK_LINES,
): Promise<boolean> {
  const work = await openWork(ctx, shopId, importId);
  if (work === null || (await giveUp(ctx, work))) return false;
  try {
    const isAtEnd = await workThrough(ctx, work, isStopping, chunkLines);
    if (isAtEnd) await endWork(ctx, work);
    return !isAtEnd;
  } catch (error) {
    if (error instanceof InterruptedError) return false;
    throw error;
  }
}

async function workThrough(
  ctx: AdvanceContext,
  work: Work,
  isStopping: () => boolean,
  chunkLines: number,
): Promise<boolean> {
  const began = performance.now();
  // An import that others wait for makes room after so long.
  const turnMs = (await limitOf(ctx, "import.turn-seconds", work.shopId)) * 1_000;
  const around = watchAround(ctx.db, work);
  const running: Promise<void>[] = [];
  let previous = Promise.resolve();
  const size = () => Math.min(chunkLines, around.isSending ? SMALL_CHUNK : CHUNK_LINES);
  await around.look();
  try {
    for await (const records of recutRecords(readFile(ctx.db, work), size, work.cursor.bytes)) {
      const from = performance.now();
      previous = writeWithRetry(ctx, work, readChunk(work, records), previous);
      previous.catch(() => {});
      running.push(previous);
      await around.look();
      // Two chunks may only be open at once when no number can be in both: each would wait for the other.
      const open = around.isSending || work.seen.isFull() ? 0 : AT_ONCE - 1;
      while (running.length > open) await running.shift();
      if (around.isSending) await sleep((performance.now() - from) * REST);
      if (isStopping()) return false;
      if (around.isWaitedFor && performance.now() - began > turnMs) return false;
    }
  } finally {
    await Promise.all(running);
  }
  return true;
}

/** Reads the file from the cursor on. */
function readFile(db: Sql, work: Work): AsyncGenerator<FileRecord[]> {
  const { cursor, separator, reading } = work;
  return readRecords(readBlocks(db, work, cursor.bytes), {
    separator,
    columns: reading.columns,
    bytes: cursor.bytes,
    lines: cursor.line,
  });
}

/** The same records in pieces of the size that is right when each begins, and of no more bytes than memory has room for. */
async function* recutRecords(
  batches: AsyncIterable<FileRecord[]>,
  size: () => number,
  startBytes: number,
): AsyncGenerator<FileRecord[]> {
  let held: FileRecord[] = [];
  let begin = startBytes;
  for await (const batch of batches) {
    held = held.length === 0 ? batch : held.concat(batch);
    let from = 0;
    for (let end = endOfPiece(held, from, size(), begin); end !== null; end = endOfPiece(held, from, size(), begin)) {
      yield held.slice(from, end);
      begin = held[end - 1]?.endBytes ?? begin;
      from = end;
    }
    held = held.slice(from);
  }
  if (held.length > 0) yield held;
}

/** Behind the last record of a whole piece; null when there is none yet. */
function endOfPiece(records: FileRecord[], from: number, size: number, begin: number): number | null {
  const most = Math.min(records.length, from + size);
  for (let at = from; at < most; at += 1) if ((records[at]?.endBytes ?? 0) - begin >= CHUNK_BYTES) return at + 1;
  return most - from === size ? most : null;
}

interface Around {
  /** Texts are leaving. */
  isSending: boolean;
  /** Another import waits for its turn. */
  isWaitedFor: boolean;
  /** Looks again when it has not done so lately. */
  look(): Promise<void>;
}

function watchAround(db: Sql, { importId }: Work): Around {
  const around: Around = { isSending: true, isWaitedFor: false, look: lookForStop };
  let lookedAt = -Infinity;
  let claims: number | null = null;
  let sentAt = performance.now() - STILL_SENDING_MS + LISTEN_MS;
  async function lookForStop(): Promise<void> {
    const now = performance.now();
    if (now - lookedAt < LOOK_MS) return;
    lookedAt = now;
    const [row] = await db.run<{ isSending: boolean; claims: number; isWaitedFor: boolean }>(lookAround, [importId]);
    // A claim may come and go between two looks, but it is counted.
    if (row?.isSending || (claims !== null && row?.claims !== claims)) sentAt = now;
    claims = row?.claims ?? null;
    around.isSending = now - sentAt < STILL_SENDING_MS;
    around.isWaitedFor = row?.isWaitedFor ?? false;
  }
  return around;
}

/**
 * Writes a chunk; again, when someone else made one of its people at the same moment or held one for long. The next chunk
 * waits for whatever comes of it.
 */
async function writeWithRetry(ctx: AdvanceContext, work: Work, chunk: Chunk, previous: Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writeChunk(ctx, work, chunk, previous);
    } catch (error) {
      if (attempt === ATTEMPTS || !isCollision(error)) throw error;
      work.meetsStrangersOnly = false;
      ctx.log.info({ importId: work.importId, line: chunk.end.line, attempt }, "import chunk again");
    }
  }
}

/** Unique violation, deadlock, lock timeout. */
function isCollision(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["23505", "40P01", "55P03"].includes(String(error.code));
}
