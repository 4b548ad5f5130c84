import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { AsOf } from "./compile.ts";

const readZone = statement("segment-zone", "SELECT time_zone AS zone FROM shops WHERE id = $1");

/** By what rules of the shop are understood at a moment: its calendar is that of its zone. */
export async function asOf(db: Sql, shopId: string, now: Date): Promise<AsOf> {
  const [shop] = await db.run<{ zone: string | null }>(readZone, [shopId]);
  return { now, zone: shop?.zone ?? "UTC" };
}
