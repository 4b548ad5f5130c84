import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import { recordConsent } from "./record.ts";

/**
 * Notes that a person asked the merchant (by mail, at the counter) for no more marketing texts. The ledger gets its
 * row; what is claimed is withdrawn and what waits is not sent. Doing it twice changes nothing. Refuses an id that is
 * not one of the shop's.
 */
export async function optOutByMerchant(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  subscriberId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const person = await tx.prisma.subscriber.findUnique({
      where: { shopId_id: { shopId, id: subscriberId } },
      select: { marketing: true },
    });
    if (!person) throw new UserError("subscriber-not-found", "This subscriber wasn’t found.");
    if (person.marketing === "unsubscribed") return;
    await recordConsent(tx, { clock }, [
      { shopId, subscriberId, state: "unsubscribed", source: "merchant", occurredAt: clock.now() },
    ]);
  });
}
