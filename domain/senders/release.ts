import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";

/**
 * Gives a number back: another shop may take it when it has rested (RESTING_DAYS). Its waiting texts are not moved to another number; they wait until
 * they expire. Texts that people still write to it come to this shop (find-inbound.ts). Safe to repeat.
 */
export async function releaseSender(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  senderId: string,
): Promise<void> {
  const where = { shopId, id: senderId };
  const data = { state: "released", releasedAt: clock.now() };
  const { count } = await db.prisma.sender.updateMany({ where: { ...where, releasedAt: null }, data });
  if (count === 0 && (await db.prisma.sender.count({ where })) === 0)
    throw new UserError("sender-not-found", "This number isn’t connected.");
}
