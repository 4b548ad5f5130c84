import type { Context } from "#domain/context";
import { enforceLimit, type Limit, lockShop } from "#domain/shops/admit";
import { upsertSubscribers } from "#domain/subscribers/upsert";
import { admitPhone } from "#domain/test-phones/admit";
import { isProven } from "#domain/test-phones/known";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** A phone of the shop's own people. */
export interface StaffPhone {
  id: string;
  name: string;
  /** E.164. */
  phone: string;
}

const LONGEST_NAME = 60;
const limit: Limit = {
  most: 10,
  count: statement("count-staff-phones", "SELECT count(*)::int AS count FROM staff_phones WHERE shop_id = $1"),
  code: "staff-too-many",
  says: "A store can have up to 10 staff numbers. Remove one first.",
};

/** A shop's staff numbers, by name. */
export async function listStaff({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<StaffPhone[]> {
  const select = { id: true, name: true, phone: true };
  return prisma.staffPhone.findMany({ where: { shopId }, orderBy: [{ name: "asc" }, { id: "asc" }], select });
}

/**
 * Adds a phone that flows may text, or renames it. It must be proven by a code (domain/test-phones), as the phone of test texts
 * is. Refuses by the field what is no number, an unproven one, and one that opted out.
 */
export async function addStaff(
  ctx: Pick<Context, "db" | "clock" | "hashPhone">,
  shopId: string,
  { name: typedName, phone: typed }: { name: string; phone: string },
): Promise<void> {
  const name = typedName.trim().slice(0, LONGEST_NAME);
  if (name === "") throw new UserError("staff-name-missing", "Enter a name.", "name");
  await ctx.db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    const { phone, phoneHash } = await admitPhone(tx, ctx, shopId, typed);
    if (!(await isProven(tx, shopId, phoneHash)))
      throw new UserError("test-phone-unproven", "Verify this number first. We’ll text it a code.", "phone");
    const now = ctx.clock.now();
    const subscriberId = (await upsertSubscribers(tx, ctx, [{ shopId, phone, seenAt: now }]))(shopId, phone);
    await tx.prisma.staffPhone.upsert({
      where: { shopId_subscriberId: { shopId, subscriberId } },
      create: { shopId, id: newId(), subscriberId, phone, name, createdAt: now },
      update: { name, phone },
    });
    await enforceLimit(limit, tx, shopId);
  });
}

/** Flows text it no more. */
export async function removeStaff({ prisma }: Pick<Db, "prisma">, shopId: string, id: string): Promise<void> {
  await prisma.staffPhone.deleteMany({ where: { shopId, id } });
}
