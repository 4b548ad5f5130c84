import type { Db, Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const stop = statement(
  "stop-sender",
  `UPDATE senders SET state = 'stopped', stopped_reason = $3
   WHERE shop_id = $1 AND id = $2 AND state = 'active' RETURNING id`,
);

/**
 * Takes a number out of service because the provider does not let it send (unregistered, unverified). Its texts wait
 * until they expire or it is back; they are never moved to another number. Returns false when it was not in service.
 */
export async function stopSender(
  tx: Sql,
  { shopId, senderId, because }: { shopId: string; senderId: string; because: string },
): Promise<boolean> {
  return (await tx.run(stop, [shopId, senderId, because])).length > 0;
}

/** Puts a stopped number back into service, once the merchant has settled it with the provider. */
export async function restartSender(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  senderId: string,
): Promise<boolean> {
  const where = { shopId, id: senderId, state: "stopped" };
  const { count } = await prisma.sender.updateMany({ where, data: { state: "active", stoppedReason: null } });
  return count > 0;
}
