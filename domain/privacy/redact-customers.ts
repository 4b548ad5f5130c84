import type { Context } from "#domain/context";
import { erase, findPeople, noteRedaction, numberIn } from "#domain/privacy/erase";
import type { Sql } from "#platform/db";

/** The store asks to forget a customer (customers/redact). */
export interface CustomerRedaction {
  shopId: string;
  customerId: string | null;
  /** As the store has it. */
  phone: string | null;
  /** The store's ids of orders that must be forgotten too. */
  orderIds: string[];
}

/**
 * Forgets customers: blanks what is personal, ends their marketing, withdraws what is claimed for them and keeps the
 * proof that it was done. The keyed hash of the number and its suppression stay, so a STOP outlives the erasure. A
 * customer we do not know is noted all the same. Safe to repeat.
 */
export async function redactCustomers(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone">,
  redactions: CustomerRedaction[],
): Promise<void> {
  for (const { shopId, customerId, phone: told, orderIds } of redactions) {
    const phone = await numberIn(tx, shopId, told);
    const people = await findPeople(tx, ctx, { shopId, customerId, phone });
    const customerIds = [customerId, ...people.map((it) => it.customerId)].filter((id) => id !== null);
    const subscriberIds = people.map((it) => it.id);
    const counts = await erase(tx, ctx, { shopId, subscriberIds, orderIds, customerIds, phone });
    await noteRedaction(tx, ctx, { shopId, kind: "customer", counts });
  }
}
