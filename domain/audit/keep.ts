import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import type { Db } from "#platform/sql/db";
import { inBatches } from "#platform/sql/in-batches";
import { statement } from "#platform/sql/statement";

/** Between which a shop may choose. */
const MONTHS = { least: 3, most: 36 };
const DEFAULT_MONTHS = 12;

// Each shop's oldest entries by its own index (shop_id, at): a shop with nothing to forget costs one look into it.
const prune = statement(
  "prune-audit-events",
  `DELETE FROM audit_events WHERE (shop_id, id) IN (
     SELECT e.shop_id, e.id FROM shops s LEFT JOIN shop_settings t ON t.shop_id = s.id
     CROSS JOIN LATERAL (
       SELECT shop_id, id FROM audit_events
       WHERE shop_id = s.id AND at < $1::timestamptz - make_interval(months => coalesce(t.activity_months, $2::int))
       ORDER BY at LIMIT $3 FOR UPDATE SKIP LOCKED) e
     LIMIT $3)
   RETURNING 1 AS gone`,
);

/** For how many months a shop's audit log is kept. */
export async function activityMonths({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<number> {
  const row = await prisma.shopSettings.findUnique({ where: { shopId }, select: { activityMonths: true } });
  return row?.activityMonths ?? DEFAULT_MONTHS;
}

/** Keeps the log for so long from now on; what is older goes with the next upkeep. Throws a UserError out of bounds. */
export async function keepActivity(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  months: number,
): Promise<void> {
  const { least, most } = MONTHS;
  if (!Number.isInteger(months) || months < least || months > most)
    throw new UserError("activity-months", `Choose between ${least} and ${most} months.`, "activityMonths");
  await db.prisma.shopSettings.upsert({
    where: { shopId },
    create: { shopId, activityMonths: months, updatedAt: clock.now() },
    update: { activityMonths: months, updatedAt: clock.now() },
  });
}

/** Forgets entries that their shop no longer keeps. Returns how many went; safe from many processes at once. */
export async function pruneActivity(db: Pick<Db, "run">, now: Date, atOnce: number): Promise<number> {
  return inBatches(atOnce, () => db.run(prune, [now, DEFAULT_MONTHS, atOnce]));
}
