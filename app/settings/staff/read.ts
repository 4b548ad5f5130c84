import type { Merchant } from "#app/authenticate";
import { knownTestPhone } from "#app/test-phone/read";
import { listStaff } from "#domain/staff/staff";
import { formatPhone } from "#domain/subscribers/format-phone";

/** The staff numbers, and the phone that was proven last. */
export async function readStaffPage({ ctx, shopId }: Merchant) {
  const [staff, known] = await Promise.all([listStaff(ctx.db, shopId), knownTestPhone({ ctx, shopId })]);
  return { staff: staff.map((it) => ({ ...it, phone: formatPhone(it.phone) })), known };
}

export type StaffData = Awaited<ReturnType<typeof readStaffPage>>;
