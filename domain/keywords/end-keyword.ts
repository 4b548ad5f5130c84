import type { Context } from "#domain/context";
import { notFoundError } from "#domain/user-error";

/**
 * Ends a keyword now: a text that says it is talk from here on, and its sign-up page is gone. One that has ended keeps its date.
 * Refuses an id that isn't the shop's. Safe to repeat.
 */
export async function endKeyword(
  { db: { prisma }, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  id: string,
): Promise<void> {
  const endsAt = clock.now();
  const isLive = { OR: [{ endsAt: null }, { endsAt: { gt: endsAt } }] };
  const { count } = await prisma.keyword.updateMany({
    where: { shopId, id, ...isLive },
    data: { endsAt, updatedAt: endsAt },
  });
  if (count === 0 && (await prisma.keyword.count({ where: { shopId, id } })) === 0) throw notFoundError("keyword");
}
