import { readBounded } from "#domain/segments/bounded-read";
import { ofTheShop } from "#domain/segments/of-the-shop";
import { type Reading, upToDate } from "#domain/segments/replica";
import type { Sql } from "#platform/sql/db";
import { type Statement, statement } from "#platform/sql/statement";
import type { Chosen } from "./audience-chosen.ts";
import { audienceKey, audienceStatement, CHOSEN, type People } from "./audience-people.ts";

/** People read at a time: few enough that the first chunks are there in a blink. */
const PAGE = 10_000;
/** Who was not reached is worked out again for each page: fewer and longer ones. */
const UNSENT_PAGE = 50_000;
/** Subscribed people looked through for those of a segment at a time. */
const LOOKED_THROUGH = 50_000;
/** A segment of no more people than that is read at once, as a set; asked person by person it would take ten times as long. */
const WHOLE = 100_000;
/** After which it is read page by page, so that the first text need not wait for the last person. */
const WHOLE_MS = 4_000;
/** People in a chunk; a slice of dispatch takes as many. */
const CHUNK = 250;
/** Less than every page key. */
const BEFORE_ALL = -2_147_483_649;

/** Some of a page's people, under the same rules and, where that counts, by the same clock. */
export interface PageChunk {
  signature: string;
  zone: string | null;
  /** An array literal: passed on unread. */
  ids: string;
  size: number;
  /** The greatest page key among them. */
  lastKey: number;
}

export interface AudiencePage {
  chunks: PageChunk[];
  people: number;
  /** The key that the next page begins after; null when there was no one left to look at. */
  reached: number | null;
  isLast: boolean;
}

export interface AudienceLook {
  /** The page key that the last page reached; null before the first. */
  after: number | null;
  byClock: boolean;
  /** People on a page of everyone, or of those with a tag. */
  page?: number;
  scanAudience?: number;
}

/**
 * Purpose: the next page of a campaign's audience, cut into chunks of people under the same rules.
 * Inputs:  $1 shop id, $2 whom the audience names (audienceKey), $3 key the last page ended at (int8: less than every key
 *          before the first), $4 people per page, $5 people per chunk, $6 whether the clock they live by tells them apart
 * Output:  one PageChunk per chunk
 * Why not Prisma: ten thousand people become some forty rows here and never travel one by one. WITH TIES ends the page
 * where a key ends, so that the key alone is an exact cursor. Served by the partial index subscribers_audience.
 */
const snapshotPageOf = audienceStatement("snapshot-page", (people) => pageText("s.shop_id = $1", people));

/** The same about all of a segment at once, with a condition of its own for the shop (segments/of-the-shop.ts). */
function wholeAudienceOf(people: Chosen, ofTheShop: string): Statement {
  return { name: "", text: pageText(ofTheShop, `${CHOSEN} AND ${people.sql}`) };
}

function pageText(ofTheShop: string, people: string): string {
  return `
  WITH page AS (
    SELECT s.id, s.rule_signature, CASE WHEN $6::bool THEN s.time_zone END AS zone, s.page_key
    FROM subscribers s
    WHERE ${ofTheShop} AND s.page_key > $3::int8 AND ${people}
    ORDER BY s.page_key
    FETCH FIRST ($4::int8) ROWS WITH TIES
  ), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY rule_signature, zone ORDER BY page_key, id) - 1 AS place FROM page
  )
  SELECT rule_signature AS signature, zone, array_agg(id ORDER BY place)::text AS ids, count(*)::int AS size,
         max(page_key) AS "lastKey"
  FROM numbered
  GROUP BY rule_signature, zone, place / $5::int`;
}

/** The key of the last of so many people: a place in their order, counting also people outside the segment. */
const endOfLook = statement(
  "audience-look-end",
  `SELECT page_key AS key FROM subscribers WHERE shop_id = $1 AND marketing = 'subscribed' AND page_key > $2::int8
   ORDER BY page_key OFFSET $3 LIMIT 1`,
);

/**
 * The people of an audience who come after a page key (null: from the first), in chunks of those under the same rules and,
 * where that counts, by the same clock. A page may be empty and yet not be the last. A segment is read on the replica when
 * there is one that has caught up with this moment.
 */
export async function readAudiencePage(
  ctx: Reading,
  shopId: string,
  people: People,
  { after, byClock, page: size = PAGE, scanAudience = LOOKED_THROUGH }: AudienceLook,
): Promise<AudiencePage> {
  const from = after ?? BEFORE_ALL;
  if (people.kind === "chosen") return await readChosen(ctx, shopId, people, { after: from, byClock }, scanAudience);
  const limit = people.kind === "unsent" ? UNSENT_PAGE : size;
  const page = joinChunks(await readChunks(ctx.db, shopId, people, { after: from, byClock, limit }));
  return { ...page, isLast: page.people < limit };
}

async function readChosen(
  ctx: Reading,
  shopId: string,
  people: Chosen,
  { after, byClock }: { after: number; byClock: boolean },
  scanAudience: number,
): Promise<AudiencePage> {
  const reading = await upToDate(ctx);
  const values = valuesOf(shopId, people, { after, byClock, limit: WHOLE });
  if (after === BEFORE_ALL && (people.expected ?? 0) < WHOLE) {
    const wholeRead = wholeAudienceOf(people, await ofTheShop(reading, shopId));
    const whole = await readBounded<PageChunk>({ db: reading }, wholeRead, values, { timeoutMs: WHOLE_MS });
    const page = whole.kind === "read" ? joinChunks(whole.rows) : null;
    if (page && page.people < WHOLE) return { ...page, isLast: true };
  }
  const [end] = await reading.run<{ key: number }>(endOfLook, [shopId, after, scanAudience - 1]);
  const upTo = end?.key ?? null;
  const look = { after, byClock, limit: Number.MAX_SAFE_INTEGER };
  const page = joinChunks(await readChunks(reading, shopId, { ...people, upTo }, look));
  return { ...page, reached: upTo ?? page.reached, isLast: upTo === null };
}

interface Look {
  after: number;
  byClock: boolean;
  limit: number;
}

function readChunks(db: Sql, shopId: string, people: People, look: Look): Promise<PageChunk[]> {
  return db.run<PageChunk>(snapshotPageOf(people), valuesOf(shopId, people, look));
}

function valuesOf(shopId: string, people: People, { after, byClock, limit }: Look): unknown[] {
  return [shopId, audienceKey(people), after, limit, CHUNK, byClock];
}

function joinChunks(chunks: PageChunk[]): Omit<AudiencePage, "isLast"> {
  const people = chunks.reduce((sum, chunk) => sum + chunk.size, 0);
  const reached = chunks.reduce<number | null>((last, chunk) => Math.max(last ?? chunk.lastKey, chunk.lastKey), null);
  return { chunks, people, reached };
}
