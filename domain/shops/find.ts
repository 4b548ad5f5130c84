import type { Shop } from "@prisma/client";
import type { Db } from "#platform/sql/db";

export type { Shop } from "@prisma/client";

/** The shop with this <name>.myshopify.com domain, installed or not; null when it never installed Cartbell. */
export function findShop({ prisma }: Pick<Db, "prisma">, domain: string): Promise<Shop | null> {
  return prisma.shop.findUnique({ where: { domain } });
}
