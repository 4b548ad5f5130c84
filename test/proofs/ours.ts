import type { OurRecord } from "./effects.ts";
import type { ProofWorld } from "./world.ts";

/** Of these, an order or a checkout has one entry in a person's timeline. */
const ONCE = ["order-placed", "checkout-started", "joined-flow"];

/** What our database has of one shop. */
export async function readOurs({ ctx, carrier }: ProofWorld, shopId: string): Promise<OurRecord> {
  const { prisma } = ctx.db;
  const where = { shopId };
  const [subscribers, checkouts, orders, events, walks, messages] = await Promise.all([
    prisma.subscriber.findMany({ where }),
    prisma.checkout.findMany({ where }),
    prisma.order.findMany({ where }),
    prisma.event.findMany({ where: { shopId, kind: { in: ONCE } } }),
    prisma.enrollment.findMany({ where }),
    prisma.message.findMany({ where: { shopId, sourceKind: "flow" } }),
  ]);
  const subjectOf = new Map(walks.map(({ id, subject }) => [id, subject]));
  const taken = new Set((await carrier.handOffs({})).map(({ sid }) => sid));
  return {
    subscribers,
    checkouts: checkouts.map(({ token, totalMicros, completedAt, eventAt }) => ({
      token,
      totalMicros: Number(totalMicros),
      completedAt,
      isTombstone: eventAt === null,
    })),
    orders: orders.map(({ id, totalMicros, refundedMicros, cancelledAt }) => ({
      id,
      totalMicros: Number(totalMicros),
      refundedMicros: Number(refundedMicros),
      cancelledAt,
    })),
    entries: events.map(({ kind, data }) => `${kind} ${subjectIn(data)}`),
    texts: messages.flatMap(({ sourceId, handedAt, providerId }) =>
      handedAt && providerId && taken.has(providerId)
        ? [{ subject: subjectOf.get(sourceId) ?? sourceId, handedAt }]
        : [],
    ),
  };
}

/** Each kind names in its own words what it is about; a walk also says which flow. */
function subjectIn(data: unknown): string {
  const { orderId, token, subject, flowId } = data as Record<string, string | undefined>;
  return [orderId ?? token ?? subject, flowId].filter(Boolean).join(" in ");
}
