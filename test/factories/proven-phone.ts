import type { Db } from "#platform/sql/db";
import { hashPhone, TUESDAY_MORNING } from "./context.ts";

/** A phone that the shop has proven by a code, so that test texts may go to it. */
export async function aProvenPhone({ prisma }: Pick<Db, "prisma">, shopId: string, phone: string): Promise<void> {
  await prisma.testPhone.create({ data: { shopId, phoneHash: hashPhone(phone), provenAt: TUESDAY_MORNING } });
}
