import type { Context } from "#domain/context";
import { insertDeliveries } from "#domain/intake/insert-deliveries";
import type { StoreTrouble } from "#domain/shops/store-answer";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Told, Topic, Wanted } from "./store-record.ts";

const MINUTE_MS = 60_000;
/** A delivery that is late by less than this is not missing. */
const GRACE_MS = 10 * MINUTE_MS;
/**
 * Each pass goes over the last half hour again: a store's search learns of a change a moment later than the store, and
 * lists a checkout as abandoned some time after it was left.
 */
const OVERLAP_MS = 30 * MINUTE_MS;

/** How far one topic of a shop has been looked through. */
export interface Progress {
  shopId: string;
  topic: Topic;
  watermark: Date;
  passFrom: Date | null;
  passUntil: Date | null;
  cursor: string | null;
}

/** The span of changes to go through, and how far into it we are. */
export interface Pass {
  from: Date;
  until: Date;
  after: string | null;
}

/**
 * The pass under way, or the next one; null when nothing is old enough to look for. What happened before the present
 * installation is no one's news, so a pass that began under an earlier one is given up.
 */
export function passOf(progress: Progress, installedAt: Date, now: Date): Pass | null {
  const { watermark, passFrom, passUntil, cursor } = progress;
  if (passFrom && passUntil && passUntil > installedAt) return { from: passFrom, until: passUntil, after: cursor };
  // Stores tell their times in whole seconds.
  const until = new Date(Math.floor((now.getTime() - GRACE_MS) / 1_000) * 1_000);
  const reached = Math.max(watermark.getTime(), installedAt.getTime());
  if (until.getTime() <= reached) return null;
  const from = new Date(Math.max(reached - OVERLAP_MS, installedAt.getTime()));
  return { from, until, after: null };
}

const move = statement(
  "move-reconciliation",
  `UPDATE reconciliations
   SET pass_from = $5, pass_until = $6, cursor = $7, watermark = greatest(watermark, $8), compared = compared + $9,
       missed = missed + $10, missed_at = CASE WHEN $10::int8 > 0 THEN $11 ELSE missed_at END, looked_at = $11, trouble = NULL
   WHERE shop_id = $1 AND topic = $2 AND pass_until IS NOT DISTINCT FROM $3 AND cursor IS NOT DISTINCT FROM $4
   RETURNING watermark, pass_from AS "passFrom", pass_until AS "passUntil", cursor`,
);

export interface PageDone {
  pass: Pass;
  /** The next page's mark; null at the end of the pass. */
  next: string | null;
  /** False when the store could not tell all that was missing: the page is looked at again. */
  isWhole: boolean;
  /** How many things of the page were changed since the watermark. */
  compared: number;
  records: Told[];
}

/**
 * Hands a page's missing deliveries to intake and moves on, in one transaction: what is found is found once, however often
 * the page is looked at. Returns the progress and how many deliveries were new; null when another worker has moved on
 * meanwhile, and then nothing was written.
 */
export async function finishPage(
  ctx: Pick<Context, "db" | "clock">,
  progress: Progress,
  { pass, next, isWhole, compared, records: told }: PageDone,
): Promise<{ progress: Progress; missed: number } | null> {
  const { shopId, topic } = progress;
  const now = ctx.clock.now();
  const isOver = isWhole && next === null;
  return ctx.db
    .transaction(async (tx) => {
      const missed = await takeIn(tx, shopId, topic, told, now);
      const [moved] = await tx.run<Omit<Progress, "shopId" | "topic">>(move, [
        shopId,
        topic,
        progress.passUntil,
        progress.cursor,
        isOver ? null : pass.from,
        isOver ? null : pass.until,
        isOver ? null : isWhole ? next : pass.after,
        isOver ? pass.until : null,
        isWhole ? compared : 0,
        missed,
        now,
      ]);
      if (!moved) throw new Overtaken();
      return { progress: { shopId, topic, ...moved }, missed };
    })
    .catch((error: unknown) => {
      if (error instanceof Overtaken) return null;
      throw error;
    });
}

/** Rolls back what another worker has already done. */
class Overtaken extends Error {}

async function takeIn(tx: Sql, shopId: string, topic: Topic, told: Told[], now: Date): Promise<number> {
  if (told.length === 0) return 0;
  const fresh = await insertDeliveries(
    tx,
    told.map(({ id, webhookTopic, updatedAt, body }) => ({
      kind: "webhook",
      source: "shopify",
      topic: webhookTopic,
      shopDomain: null,
      shopId,
      sourceKey: keyOf(shopId, topic, { id, updatedAt }),
      triggeredAt: updatedAt,
      url: null,
      body,
    })),
    now,
  );
  return fresh.size;
}

function keyOf(shopId: string, topic: Topic, { id, updatedAt }: { id: string; updatedAt: Date }): string {
  return `reconcile:${shopId}:${topic}:${id}:${updatedAt.toISOString()}`;
}

const readKeys = statement(
  "reconciled-before",
  `SELECT source_key AS "sourceKey" FROM intake_keys WHERE source_key = ANY($1::text[])`,
);

/** Those that were not handed to intake before: what intake could make nothing of then, it can make nothing of now. */
export async function notFoundBefore(
  { db }: Pick<Context, "db">,
  { shopId, topic }: Progress,
  wanted: Wanted[],
): Promise<Wanted[]> {
  if (wanted.length === 0) return [];
  const rows = await db.run<{ sourceKey: string }>(readKeys, [wanted.map((it) => keyOf(shopId, topic, it))]);
  const found = new Set(rows.map(({ sourceKey }) => sourceKey));
  return wanted.filter((it) => !found.has(keyOf(shopId, topic, it)));
}

const stumble = statement(
  "trouble-of-reconciliation",
  // A mark that the store no longer takes would be refused for ever: the pass begins again.
  `UPDATE reconciliations SET trouble = $3, looked_at = $4, cursor = CASE WHEN $3 = 'refused' THEN NULL ELSE cursor END
   WHERE shop_id = $1 AND topic = $2`,
);

/** Notes why the store could not be asked. The watermark stays where it is. */
export async function noteTrouble(
  { db, clock }: Pick<Context, "db" | "clock">,
  { shopId, topic }: Progress,
  trouble: StoreTrouble,
): Promise<void> {
  await db.run(stumble, [shopId, topic, trouble, clock.now()]);
}
