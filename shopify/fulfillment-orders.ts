import { z } from "zod";
import type { PickupAnswer } from "#domain/orders/pickups/ask-orders";
import { recordId } from "#shopify/events/read";
import type { AdminClient } from "./admin-client.ts";
import type { Operation } from "./operation.ts";

const data = z.object({ nodes: z.array(z.object({ id: recordId, orderId: recordId }).nullable()) });

const ordersOf: Operation<{ ids: string[] }, z.infer<typeof data>> = {
  document: `#graphql
    query OrdersOfFulfillmentOrders($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on FulfillmentOrder {
          id
          orderId
        }
      }
    }`,
  data,
};

/** The orders that fulfillment orders belong to. Those that the store does not know any more are left out. */
export async function askOrdersOf(client: AdminClient, shopDomain: string, ids: string[]): Promise<PickupAnswer> {
  const answer = await client.ask(shopDomain, ordersOf, {
    ids: ids.map((id) => `gid://shopify/FulfillmentOrder/${id}`),
  });
  if (answer.kind !== "data") return { kind: "not-now" };
  return { kind: "orders", orderOf: new Map(answer.data.nodes.flatMap((it) => (it ? [[it.id, it.orderId]] : []))) };
}
