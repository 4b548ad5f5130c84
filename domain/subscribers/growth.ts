import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

/** People whose present decision was made on that day of the shop's calendar. */
export interface GrowthDay {
  /** "YYYY-MM-DD". */
  day: string;
  subscribed: number;
  unsubscribed: number;
}

const readSubscriberGrowth = statementFile(import.meta.url, "./growth.sql");

/**
 * Subscriptions and opt-outs by day, both ends included, days without any too; the first day begins at `from`. Each person
 * counts once, on the day of the decision that stands: who subscribed and left again is among those who left.
 */
export async function subscriberGrowth(
  db: Sql,
  shopId: string,
  { timeZone, from, to }: { timeZone: string; from: Date; to: Date },
): Promise<GrowthDay[]> {
  return await db.run<GrowthDay>(readSubscriberGrowth, [shopId, timeZone, from, to]);
}
