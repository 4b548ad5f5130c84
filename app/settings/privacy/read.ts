import type { Merchant } from "#app/authenticate";

/** More than a shop sees in years; older ones are still in the database. */
const SHOWN = 100;

/** The latest data requests and erasures. */
export async function readPrivacy({ ctx, shopId }: Merchant) {
  const [requests, erasures] = await Promise.all([
    ctx.db.prisma.dataRequest.findMany({
      where: { shopId },
      orderBy: { askedAt: "desc" },
      take: SHOWN,
      select: { id: true, customerId: true, askedAt: true, redactedAt: true },
    }),
    ctx.db.prisma.redaction.findMany({
      where: { shopId, kind: "customer" },
      orderBy: { doneAt: "desc" },
      take: SHOWN,
      select: { id: true, doneAt: true },
    }),
  ]);
  return { requests, erasures, isCut: erasures.length === SHOWN };
}

export type PrivacyData = Awaited<ReturnType<typeof readPrivacy>>;
