import type { Db } from "#platform/sql/db";

/** How many states of the store's record the reconciler has found that no one had told us, in all topics. */
export async function readDrift({ prisma }: Db, shopId: string): Promise<number> {
  const topics = await prisma.reconciliation.findMany({ where: { shopId } });
  return topics.reduce((sum, { missed }) => sum + Number(missed), 0);
}
