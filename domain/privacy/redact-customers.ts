import type { Context } from "#domain/context";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type ErasedCounts, eraseFromTables, erasePeople, noteRedaction } from "./erase.ts";
import { emailIn, findPeople, forgetEmail, numberIn } from "./find-people.ts";

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

const findDone = statement(
  "redaction-done",
  `SELECT done_at AS "doneAt" FROM redactions WHERE shop_id = $1 AND request = $2`,
);

/**
 * Forgets customers: blanks what is personal, ends their marketing, withdraws what is claimed for them and keeps the
 * proof that it was done. Someone known by the e-mail address alone is found by it, unless several people gave it. The keyed hash of the number and its suppression stay, so a STOP outlives the erasure. A
 * customer we do not know is noted all the same. Safe to repeat: the same request again, however late, forgets no one who has
 * come since it was first carried out (decision 46).
 */
export async function redactCustomers(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone">,
  redactions: CustomerRedaction[],
): Promise<void> {
  for (const { shopId, customerId, phone: givenPhone, email: givenEmail = null, orderIds } of redactions) {
    const phone = await numberIn(tx, shopId, givenPhone);
    const email = emailIn(givenEmail);
    const { people, sharing } = await findPeople(tx, ctx, { shopId, customerId, phone, email });
    const request = ctx.hashPhone(JSON.stringify(["customers/redact", customerId, givenPhone, givenEmail, orderIds]));
    const [done] = await tx.run<{ doneAt: Date }>(findDone, [shopId, request]);
    if (done) {
      const counts = await forgetAgain(tx, ctx, { shopId, orderIds, doneAt: done.doneAt }, people);
      await noteRedaction(tx, ctx, { shopId, kind: "customer", counts });
      continue;
    }
    const customerIds = [customerId, ...people.map((it) => it.customerId)].filter((id) => id !== null);
    const subscriberIds = people.map((it) => it.id);
    // Deliveries and files that name a shared address may be about the others.
    const own = sharing.length === 0 ? email : null;
    const counts = await eraseFromTables(tx, ctx, { shopId, subscriberIds, orderIds, customerIds, phone, email: own });
    // Of others who gave the same address we cannot tell whether they are the same person: they lose the address alone.
    const emails = await forgetEmail(tx, ctx, shopId, sharing);
    await noteRedaction(tx, ctx, { shopId, kind: "customer", counts: { ...counts, sharedEmails: emails }, request });
  }
}

/**
 * Blanks what late news have told since of people and orders that a request named, and which it found already. A person who is
 * known by newer news than the request stays: they came back to the store, or to a number that was given to someone else.
 */
async function forgetAgain(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  { shopId, orderIds, doneAt }: { shopId: string; orderIds: string[]; doneAt: Date },
  people: Awaited<ReturnType<typeof findPeople>>["people"],
): Promise<ErasedCounts> {
  const old = people.filter((it) => it.isErased || (it.knownSince !== null && it.knownSince <= doneAt));
  const subscriberIds = old.map((it) => it.id);
  const none = { customerIds: [], phone: null, email: null };
  return await erasePeople(tx, { shopId, subscriberIds, orderIds, ...none, now: clock.now() });
}
