import type { Db } from "#platform/sql/db";

/** More than a shop sees in years; older ones are still in the database. */
const MOST_LISTED = 100;

/** What customers asked to see of their data, and who was erased: the newest first. `isCut` says that older erasures are left out. */
export async function listPrivacyRequests({ prisma }: Pick<Db, "prisma">, shopId: string) {
  const [requests, erasures] = await Promise.all([
    prisma.dataRequest.findMany({
      where: { shopId },
      orderBy: { askedAt: "desc" },
      take: MOST_LISTED,
      select: { id: true, customerId: true, askedAt: true, redactedAt: true },
    }),
    prisma.redaction.findMany({
      where: { shopId, kind: "customer" },
      orderBy: { doneAt: "desc" },
      take: MOST_LISTED,
      select: { id: true, doneAt: true },
    }),
  ]);
  return { requests, erasures, isCut: erasures.length === MOST_LISTED };
}

/** The file that answers a data request; null when it is not the shop's, not made yet, or erased. */
export async function dataRequestFile({ prisma }: Pick<Db, "prisma">, shopId: string, id: string): Promise<unknown> {
  const found = await prisma.dataRequest.findUnique({ where: { shopId_id: { shopId, id } } });
  return found?.file ?? null;
}
