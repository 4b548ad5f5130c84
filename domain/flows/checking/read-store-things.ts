import { propertyNames } from "#domain/subscribers/properties/read";
import type { Db } from "#platform/sql/db";
import type { StoreThings } from "./store-things.ts";

const ids = { id: true };

/** What the store has at this moment that flows may name. */
export async function readStoreThings(db: Pick<Db, "prisma">, shopId: string): Promise<StoreThings> {
  const where = { shopId };
  // One after the other: a transaction has one connection.
  const lists = await db.prisma.list.findMany({ where, select: ids });
  const segments = await db.prisma.segment.findMany({ where, select: ids });
  const flows = await db.prisma.flow.findMany({ where: { shopId, deletedAt: null }, select: ids });
  const staff = await db.prisma.staffPhone.findMany({ where, select: ids });
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);
  return {
    lists: idsOf(lists),
    segments: idsOf(segments),
    flows: idsOf(flows),
    staff: idsOf(staff),
    properties: await propertyNames(db, shopId),
  };
}
