import type { Db } from "#platform/sql/db";

/**
 * Everything that the store's news have come to in one shop, without the ids that differ from shop to shop: two shops
 * that were told the same must look the same. A walk that an order ended is left out, for it may never have begun: when
 * the order is told before its checkout there is nothing to end. So is whether an entry of the ledger changed anything: an
 * older decision that is heard of later does not.
 */
export async function stateOfShop({ prisma }: Db, shopId: string) {
  const where = { shopId };
  const [subscribers, ledger, enrollments, flows, messages, checkouts, orders, attributions] = await Promise.all([
    prisma.subscriber.findMany({ where }),
    prisma.consentEvent.findMany({ where }),
    prisma.enrollment.findMany({ where }),
    prisma.flow.findMany({ where }),
    prisma.message.findMany({ where }),
    prisma.checkout.findMany({ where }),
    prisma.order.findMany({ where }),
    prisma.attribution.findMany({ where }),
  ]);
  const phoneOf = new Map(subscribers.map(({ id, phone }) => [id, phone]));
  const who = (id: string | null) => (id === null ? null : phoneOf.get(id));
  const buyerOf = new Map(orders.map((order) => [order.id, who(order.subscriberId)]));
  const nameOf = new Map(flows.map(({ id, preset }) => [id, preset]));
  return {
    subscribers: sorted(subscribers, ({ phone, firstName, lastName, email, marketing, tags }) => ({
      ...{ phone, firstName, lastName, email, marketing, tags },
    })),
    ledger: sorted(ledger, ({ subscriberId, state, source }) => ({ who: who(subscriberId), state, source })),
    walks: sorted(
      enrollments.filter((walk) => walk.exitedBecause !== "ordered"),
      ({ subscriberId, flowId, state, exitedBecause }) => ({
        who: who(subscriberId),
        flow: nameOf.get(flowId),
        ...{ state, exitedBecause },
      }),
    ),
    texts: sorted(messages, ({ phone, class: of, state, parts }) => ({ phone, of, state, parts })),
    checkouts: sorted(checkouts, ({ subscriberId, totalMicros, completedAt }) => ({
      who: who(subscriberId),
      totalMicros: Number(totalMicros),
      isCompleted: completedAt !== null,
    })),
    orders: sorted(orders, ({ subscriberId, totalMicros, refundedMicros, cancelledAt }) => ({
      who: who(subscriberId),
      totalMicros: Number(totalMicros),
      refundedMicros: Number(refundedMicros),
      isCancelled: cancelledAt !== null,
    })),
    attributions: sorted(attributions, ({ orderId, sourceKind, totalMicros, refundedMicros }) => ({
      who: buyerOf.get(orderId),
      sourceKind,
      totalMicros: Number(totalMicros),
      refundedMicros: Number(refundedMicros),
    })),
  };
}

function sorted<Row, Kept extends object>(rows: Row[], keep: (row: Row) => Kept): Kept[] {
  return rows.map(keep).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
