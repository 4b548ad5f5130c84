import { z } from "zod";
import type { Wanted } from "#domain/reconciliation/store-record";
import { namedByLink } from "#shopify/events/recovery-link";
import { ADDRESS, CUSTOMER, PAGE, TOTAL } from "./fragments.ts";
import { presentmentLines, presentmentLinesAsWebhook, presentmentMoney, shopMoney } from "./money.ts";
import { instant, maybeInstant, numberOf, pageInfo } from "./page.ts";
import { address, addressAsWebhook, customer, customerAsWebhook } from "./person.ts";
import type { RecordTopic } from "./topic.ts";

const list = z
  .object({
    abandonedCheckouts: z.object({
      nodes: z.array(
        z.object({ id: numberOf, updatedAt: instant, completedAt: maybeInstant, abandonedCheckoutUrl: z.string() }),
      ),
      pageInfo,
    }),
  })
  .transform(({ abandonedCheckouts: { nodes, pageInfo: page } }) => ({
    sightings: nodes.map(({ abandonedCheckoutUrl, ...rest }) => ({ ...rest, ...namedByLink(abandonedCheckoutUrl) })),
    next: page.hasNextPage ? page.endCursor : null,
  }));

const node = z.object({
  id: numberOf,
  abandonedCheckoutUrl: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  completedAt: z.string().nullable(),
  totalPriceSet: shopMoney.extend(presentmentMoney.shape),
  customer: customer.nullable(),
  billingAddress: address,
  shippingAddress: address,
  lineItems: presentmentLines,
});

const tell = z.object({ nodes: z.array(node.nullable()) }).transform(({ nodes }) => (wanted: Wanted[]) => {
  const knownAs = new Map(wanted.map((it) => [it.id, it]));
  return nodes.flatMap((checkout) => {
    if (!checkout) return [];
    return [
      {
        id: checkout.id,
        webhookTopic: "checkouts/update",
        updatedAt: new Date(checkout.updatedAt),
        body: Buffer.from(JSON.stringify(asWebhook(checkout, knownAs.get(checkout.id)))),
      },
    ];
  });
});

/**
 * The record names no token, but its link names the checkout or the cart. A cart's token is as good a name until the
 * checkout's own is told (domain/orders/name-checkouts.ts).
 *
 * Whether the box for texts was ticked, and the number typed beside it, are told by webhooks alone. Who was known by
 * such a number stays so; of anyone else only the customer's own record counts, so no one is texted on a guess.
 */
function asWebhook(checkout: z.infer<typeof node>, known: Wanted | undefined) {
  const { shopMoney: ours, presentmentMoney: theirs } = checkout.totalPriceSet;
  const linked = namedByLink(checkout.abandonedCheckoutUrl);
  const cartToken = known?.cartToken ?? linked.cartToken;
  return {
    token: known?.token ?? linked.token ?? cartToken ?? `checkout-${checkout.id}`,
    cart_token: cartToken,
    created_at: checkout.createdAt,
    updated_at: checkout.updatedAt,
    completed_at: checkout.completedAt,
    phone: known?.phone ?? null,
    currency: ours.currencyCode,
    presentment_currency: theirs.currencyCode,
    total_price: theirs.amount,
    line_items: presentmentLinesAsWebhook(checkout.lineItems),
    abandoned_checkout_url: checkout.abandonedCheckoutUrl,
    customer: checkout.customer && customerAsWebhook(checkout.customer),
    billing_address: addressAsWebhook(checkout.billingAddress),
    shipping_address: addressAsWebhook(checkout.shippingAddress),
  };
}

/** Checkouts that were left. Those that were paid at once are not among them: their orders tell of them. */
export const checkouts: RecordTopic<"checkouts"> = {
  type: "AbandonedCheckout",
  list: {
    // They cannot be sorted by their last change; the pages of one span hold still when sorted by number.
    document: `#graphql
      query ChangedCheckouts($query: String!, $first: Int!, $after: String) {
        abandonedCheckouts(query: $query, first: $first, after: $after, sortKey: ID) {
          nodes {
            id
            updatedAt
            completedAt
            abandonedCheckoutUrl
          }
          pageInfo {
            ...Page
          }
        }
      }
      ${PAGE}`,
    data: list,
  },
  tell: {
    document: `#graphql
      query CheckoutsInFull($ids: [ID!]!) {
        nodes(ids: $ids) {
          ... on AbandonedCheckout {
            id
            abandonedCheckoutUrl
            createdAt
            updatedAt
            completedAt
            totalPriceSet {
              ...Total
            }
            customer {
              ...Customer
            }
            billingAddress {
              ...Address
            }
            shippingAddress {
              ...Address
            }
            lineItems(first: 20) {
              nodes {
                title
                quantity
                originalUnitPriceSet {
                  presentmentMoney {
                    amount
                    currencyCode
                  }
                }
              }
            }
          }
        }
      }
      ${ADDRESS}
      ${CUSTOMER}
      ${TOTAL}`,
    data: tell,
  },
};
