import { decimal } from "../../money.ts";
import {
  currentCents,
  financialStatus,
  type Order,
  type OrderLine,
  type Refund,
  refundedCents,
} from "../../orders/order.ts";
import { statusUrl } from "../../orders/status-url.ts";
import { utmOf } from "../../visits/visit.ts";
import { connection, type PageArguments } from "../connection.ts";
import type { AdminContext } from "../context.ts";
import { gid } from "../gid.ts";
import { mailingAddress } from "./address.ts";
import { fulfillmentView } from "./fulfillment.ts";
import { moneyBag } from "./money.ts";

export function orderView(context: AdminContext, order: Order): object {
  const { shop, store } = context;
  const bag = (cents: number) => moneyBag(cents, shop.currency, order.presentment);
  const address = mailingAddress(order.shippingAddress, order.id);
  const refunded = refundedCents(order);
  return {
    __typename: "Order",
    id: gid("Order", order.id),
    legacyResourceId: String(order.id),
    name: order.name,
    number: order.number,
    confirmed: true,
    email: order.email,
    phone: order.phone,
    checkoutToken: order.checkoutToken,
    cartToken: order.cartToken,
    createdAt: order.createdAt,
    processedAt: order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    closed: false,
    test: false,
    tags: order.tags,
    sourceName: order.source,
    shippingLine: { id: gid("ShippingLine", order.id + 1), title: "Standard", code: "Standard" },
    fulfillments: ({ first }: { first?: number | null }) =>
      order.fulfillments.slice(0, first ?? undefined).map(fulfillmentView),
    currencyCode: shop.currency,
    presentmentCurrencyCode: order.presentment?.currency ?? shop.currency,
    displayFinancialStatus: financialStatus(order).toUpperCase(),
    displayFulfillmentStatus: order.fulfilledAt ? "FULFILLED" : "UNFULFILLED",
    fullyPaid: order.paidAt !== null,
    unpaid: order.paidAt === null,
    discountCode: order.discountCode,
    discountCodes: order.discountCode ? [order.discountCode] : [],
    subtotalPriceSet: bag(order.subtotalCents),
    totalDiscountsSet: bag(order.discountCents),
    totalShippingPriceSet: bag(order.shippingCents),
    totalTaxSet: bag(0),
    totalPriceSet: bag(order.totalCents),
    totalPrice: decimal(order.totalCents),
    currentTotalPriceSet: bag(currentCents(order)),
    totalReceivedSet: bag(order.paidAt ? order.totalCents : 0),
    totalRefundedSet: bag(refunded),
    netPaymentSet: bag(order.paidAt ? order.totalCents - refunded : 0),
    billingAddress: address,
    shippingAddress: address,
    displayAddress: address,
    statusPageUrl: statusUrl(store.url, shop, order),
    landingPageUrl: order.landingSite,
    referrerUrl: order.referringSite,
    customerJourneySummary: journey(order),
    lineItems: (args: PageArguments) => connection(order.lines, args, (line) => lineView(line, order, shop.currency)),
    refunds: ({ first }: { first?: number | null }) =>
      order.refunds.slice(0, first ?? undefined).map((refund) => refundView(refund, bag)),
  };
}

function journey(order: Order) {
  const utm = utmOf(order.landingSite);
  const visit = order.landingSite && {
    id: gid("CustomerVisit", order.id),
    landingPage: order.landingSite,
    occurredAt: order.createdAt,
    referrerUrl: order.referringSite,
    source: utm.utm_source ?? "direct",
    utmParameters: utm.utm_source
      ? {
          source: utm.utm_source,
          medium: utm.utm_medium ?? null,
          campaign: utm.utm_campaign ?? null,
          content: utm.utm_content ?? null,
          term: utm.utm_term ?? null,
        }
      : null,
  };
  return {
    ready: true,
    daysToConversion: 0,
    customerOrderIndex: 0,
    firstVisit: visit || null,
    lastVisit: visit || null,
  };
}

function lineView(line: OrderLine, order: Order, currency: string) {
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    fulfillmentStatus: order.fulfilledAt ? "fulfilled" : "unfulfilled",
    originalUnitPriceSet: moneyBag(line.priceCents, currency),
    originalTotalSet: moneyBag(line.priceCents * line.quantity, currency),
    discountedTotalSet: moneyBag(line.priceCents * line.quantity - line.discountCents, currency),
    totalDiscountSet: moneyBag(line.discountCents, currency),
    isGiftCard: false,
    taxable: true,
    requiresShipping: true,
  };
}

function refundView(refund: Refund, bag: (cents: number) => ReturnType<typeof moneyBag>) {
  return {
    __typename: "Refund",
    id: gid("Refund", refund.id),
    legacyResourceId: String(refund.id),
    note: refund.note,
    createdAt: refund.createdAt,
    processedAt: refund.createdAt,
    updatedAt: refund.createdAt,
    totalRefundedSet: bag(refund.amountCents),
    totalRefunded: bag(refund.amountCents).shopMoney,
    transactions: (args: PageArguments) =>
      connection(refund.amountCents > 0 ? [{ id: refund.id + 1 }] : [], args, ({ id }) => ({
        __typename: "OrderTransaction",
        id: gid("OrderTransaction", id),
        kind: "REFUND",
        status: "SUCCESS",
        amountSet: bag(refund.amountCents),
        processedAt: refund.createdAt,
        createdAt: refund.createdAt,
      })),
  };
}

/** What the `query` of `orders` can ask about. */
export function orderTerms(order: Order) {
  return {
    id: order.id,
    name: [order.name, order.name.slice(1)],
    email: order.email,
    customer_id: order.customerId,
    financial_status: financialStatus(order),
    fulfillment_status: order.fulfilledAt ? "fulfilled" : "unfulfilled",
    status: order.cancelledAt ? ["cancelled", "any"] : ["open", "any"],
    discount_code: order.discountCode,
    checkout_token: order.checkoutToken,
    cart_token: order.cartToken,
    created_at: order.createdAt,
    processed_at: order.createdAt,
    updated_at: order.updatedAt,
  };
}
