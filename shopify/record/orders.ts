import { z } from "zod";
import { ADDRESS, CUSTOMER, PAGE, TOTAL } from "./fragments.ts";
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

const tracking = z.object({
  company: z.string().nullable(),
  number: z.string().nullable(),
  url: z.string().nullable(),
});
const fulfillment = z.object({
  legacyResourceId: z.string(),
  status: z.string(),
  displayStatus: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  trackingInfo: z.array(tracking),
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
  fulfillments: z.array(fulfillment),
  displayFinancialStatus: z.string().nullable(),
  sourceName: z.string().nullable(),
  tags: z.array(z.string()),
  discountCodes: z.array(z.string()),
  shippingLine: z.object({ title: z.string() }).nullable(),
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
    fulfillments: order.fulfillments.map((one) => fulfillmentAsWebhook(order.legacyResourceId, one)),
    financial_status: order.displayFinancialStatus?.toLowerCase() ?? null,
    source_name: order.sourceName,
    tags: order.tags.join(", "),
    discount_codes: order.discountCodes.map((code) => ({ code })),
    shipping_lines: order.shippingLine ? [order.shippingLine] : [],
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

/** Without its lines: ten fulfillments with their lines would cost as much as the ten orders around them. */
function fulfillmentAsWebhook(orderId: string, one: z.infer<typeof fulfillment>) {
  const { legacyResourceId, status, displayStatus, createdAt, updatedAt, trackingInfo } = one;
  return {
    id: legacyResourceId,
    order_id: orderId,
    status: status.toLowerCase(),
    shipment_status: displayStatus?.toLowerCase() ?? null,
    created_at: createdAt,
    updated_at: updatedAt,
    tracking_company: trackingInfo[0]?.company ?? null,
    tracking_numbers: trackingInfo.flatMap(({ number }) => number ?? []),
    tracking_urls: trackingInfo.flatMap(({ url }) => url ?? []),
  };
}

/** Orders, with their refunds and fulfillments. */
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
            ...Page
          }
        }
      }
      ${PAGE}`,
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
              ...Total
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
                  shopMoney {
                    amount
                    currencyCode
                  }
                }
              }
            }
            displayFinancialStatus
            sourceName
            tags
            discountCodes
            shippingLine {
              title
            }
            fulfillments(first: 10) {
              legacyResourceId
              status
              displayStatus
              createdAt
              updatedAt
              trackingInfo(first: 10) {
                company
                number
                url
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
      }
      ${ADDRESS}
      ${CUSTOMER}
      ${TOTAL}`,
    data: tell,
  },
};
