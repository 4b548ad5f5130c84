import type { Context } from "#domain/context";
import { erase, noteRedaction } from "#domain/privacy/erase";
import { emailIn, findPeople, forgetEmail, numberIn } from "#domain/privacy/find-people";
import type { Sql } from "#platform/sql/db";

/** The store asks to forget a customer (customers/redact). */
export interface CustomerRedaction {
  shopId: string;
  customerId: string | null;
  /** As the store has it. */
  phone: string | null;
  email?: string | null;
  /** The store's ids of orders that must be forgotten too. */
  orderIds: string[];
}

/**
 * Forgets customers: blanks what is personal, ends their marketing, withdraws what is claimed for them and keeps the
 * proof that it was done. Someone known by the e-mail address alone is found by it, unless several people gave it. The keyed hash of the number and its suppression stay, so a STOP outlives the erasure. A
 * customer we do not know is noted all the same. Safe to repeat.
 */
export async function redactCustomers(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone">,
  redactions: CustomerRedaction[],
): Promise<void> {
  for (const { shopId, customerId, phone: told, email: toldEmail = null, orderIds } of redactions) {
    const phone = await numberIn(tx, shopId, told);
    const email = emailIn(toldEmail);
    const { people, sharing } = await findPeople(tx, ctx, { shopId, customerId, phone, email });
    const customerIds = [customerId, ...people.map((it) => it.customerId)].filter((id) => id !== null);
    const subscriberIds = people.map((it) => it.id);
    // Deliveries and files that name a shared address may be about the others.
    const own = sharing.length === 0 ? email : null;
    const counts = await erase(tx, ctx, { shopId, subscriberIds, orderIds, customerIds, phone, email: own });
    // Of others who gave the same address we cannot tell whether they are the same person: they lose the address alone.
    const emails = await forgetEmail(tx, ctx, shopId, sharing);
    await noteRedaction(tx, ctx, { shopId, kind: "customer", counts: { ...counts, sharedEmails: emails } });
  }
}
