import { z } from "zod";
import { lines, linesAsWebhook, presentmentMoney, shopMoney } from "./money.ts";
import { instant, maybeInstant, pageInfo } from "./page.ts";
import { address, addressAsWebhook, customer, customerAsWebhook } from "./person.ts";
import type { RecordTopic } from "./topic.ts";

const list = z
  .object({
    orders: z.object({
      nodes: z.array(z.object({ legacyResourceId: z.string(), updatedAt: instant, cancelledAt: maybeInstant })),
      pageInfo,
    }),
  })
  .transform(({ orders: { nodes, pageInfo: page } }) => ({
    sightings: nodes.map(({ legacyResourceId: id, ...rest }) => ({ ...rest, id })),
    next: page.hasNextPage ? page.endCursor : null,
  }));

const transaction = z.object({ kind: z.string(), status: z.string(), amountSet: presentmentMoney });
const refund = z.object({
  legacyResourceId: z.string(),
  createdAt: z.string().nullable(),
  processedAt: z.string(),
  transactions: z.object({ nodes: z.array(transaction) }),
});

const node = z.object({
  legacyResourceId: z.string(),
  name: z.string(),
  checkoutToken: z.string().nullable(),
  cartToken: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  currencyCode: z.string(),
  totalPriceSet: shopMoney.extend(presentmentMoney.shape),
  currentTotalPriceSet: shopMoney,
  createdAt: z.string(),
  processedAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: z.string().nullable(),
  statusPageUrl: z.string(),
  customerJourneySummary: z
    .object({ lastVisit: z.object({ landingPage: z.string().nullable() }).nullable() })
    .nullable(),
  customer: customer.nullable(),
  billingAddress: address,
  shippingAddress: address,
  lineItems: lines,
  refunds: z.array(refund),
});

const tell = z.object({ nodes: z.array(node.nullable()) }).transform(
  ({ nodes }) =>
    () =>
      nodes.flatMap((order) => {
        if (!order) return [];
        return [
          {
            id: order.legacyResourceId,
            webhookTopic: "orders/updated",
            updatedAt: new Date(order.updatedAt),
            body: Buffer.from(JSON.stringify(asWebhook(order))),
          },
        ];
      }),
);

function asWebhook(order: z.infer<typeof node>) {
  return {
    id: order.legacyResourceId,
    name: order.name,
    checkout_token: order.checkoutToken,
    cart_token: order.cartToken,
    phone: order.phone,
    email: order.email,
    currency: order.currencyCode,
    total_price: order.totalPriceSet.shopMoney.amount,
    total_price_set: { presentment_money: asSet(order.totalPriceSet.presentmentMoney) },
    current_total_price: order.currentTotalPriceSet.shopMoney.amount,
    created_at: order.createdAt,
    processed_at: order.processedAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    order_status_url: order.statusPageUrl,
    landing_site: order.customerJourneySummary?.lastVisit?.landingPage ?? null,
    customer: order.customer && customerAsWebhook(order.customer),
    billing_address: addressAsWebhook(order.billingAddress),
    shipping_address: addressAsWebhook(order.shippingAddress),
    line_items: linesAsWebhook(order.lineItems),
    refunds: order.refunds.map((one) => refundAsWebhook(order.legacyResourceId, one)),
  };
}

function asSet({ amount, currencyCode }: { amount: string; currencyCode: string }) {
  return { amount, currency_code: currencyCode };
}

function refundAsWebhook(
  orderId: string,
  { legacyResourceId, createdAt, processedAt, transactions }: z.infer<typeof refund>,
) {
  return {
    id: legacyResourceId,
    order_id: orderId,
    created_at: createdAt ?? processedAt,
    processed_at: processedAt,
    transactions: transactions.nodes.map(({ kind, status, amountSet }) => ({
      kind: kind.toLowerCase(),
      status: status.toLowerCase(),
      amount: amountSet.presentmentMoney.amount,
      currency: amountSet.presentmentMoney.currencyCode,
    })),
  };
}

/** Orders, with their refunds. */
export const orders: RecordTopic<"orders"> = {
  type: "Order",
  list: {
    document: `#graphql
      query ChangedOrders($query: String!, $first: Int!, $after: String) {
        orders(query: $query, first: $first, after: $after, sortKey: UPDATED_AT) {
          nodes {
            legacyResourceId
            updatedAt
            cancelledAt
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }`,
    data: list,
  },
  tell: {
    document: `#graphql
      query OrdersInFull($ids: [ID!]!) {
        nodes(ids: $ids) {
          ... on Order {
            legacyResourceId
            name
            checkoutToken
            cartToken
            phone
            email
            currencyCode
            totalPriceSet {
              shopMoney {
                amount
                currencyCode
              }
              presentmentMoney {
                amount
                currencyCode
              }
            }
            currentTotalPriceSet {
              shopMoney {
                amount
                currencyCode
              }
            }
            createdAt
            processedAt
            updatedAt
            cancelledAt
            statusPageUrl
            customerJourneySummary {
              lastVisit {
                landingPage
              }
            }
            customer {
              legacyResourceId
              firstName
              lastName
              defaultEmailAddress {
                emailAddress
              }
              defaultPhoneNumber {
                phoneNumber
                smsMarketingConsent {
                  state
                  optInLevel
                  updatedAt
                }
              }
              defaultAddress {
                firstName
                lastName
                phone
                countryCodeV2
                provinceCode
              }
            }
            billingAddress {
              firstName
              lastName
              phone
              countryCodeV2
              provinceCode
            }
            shippingAddress {
              firstName
              lastName
              phone
              countryCodeV2
              provinceCode
            }
            lineItems(first: 20) {
              nodes {
                title
                quantity
                originalUnitPriceSet {
                  shopMoney {
                    amount
                    currencyCode
                  }
                }
              }
            }
            refunds(first: 20) {
              legacyResourceId
              createdAt
              processedAt
              transactions(first: 5) {
                nodes {
                  kind
                  status
                  amountSet {
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
      }`,
    data: tell,
  },
};
