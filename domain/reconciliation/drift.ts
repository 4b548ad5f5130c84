import type { StoreTrouble } from "#domain/shops/store-answer";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type Topic, topics } from "./store-record.ts";

/** How far what we were told and what a store's own record holds have drifted apart, in one topic. */
export interface Drift {
  topic: Topic;
  /** Changes of the record that were compared with what we were told. */
  compared: number;
  /** Those of which no one had told us; all of them were made up for. */
  missed: number;
  missedAt: Date | null;
  /** Up to here what we know is complete. */
  watermark: Date;
  /** Null: not looked at yet. */
  lookedAt: Date | null;
  /** Why the last look came to nothing. */
  trouble: StoreTrouble | null;
}

const readDriftOfShop = statement(
  "drift-of-shop",
  `SELECT topic, compared, missed, missed_at AS "missedAt", watermark, looked_at AS "lookedAt", trouble
   FROM reconciliations WHERE shop_id = $1`,
);

/** The drift counters of a shop, in the order in which topics are looked through; empty before the first look. */
export async function readDrift(db: Sql, shopId: string): Promise<Drift[]> {
  const rows = await db.run<Drift>(readDriftOfShop, [shopId]);
  return topics.flatMap((topic) => rows.filter((row) => row.topic === topic && row.lookedAt !== null));
}
