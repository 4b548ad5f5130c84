import type { Checkout } from "../../checkouts/checkout.ts";
import { type PricedLine, priceCheckout } from "../../checkouts/price.ts";
import { recoveryUrl } from "../../checkouts/recovery-url.ts";
import { onlyVariant } from "../../products/product.ts";
import { connection, type PageArguments } from "../connection.ts";
import type { AdminContext } from "../context.ts";
import { gid } from "../gid.ts";
import { mailingAddress } from "./address.ts";
import { customerView } from "./customer.ts";
import { moneyBag } from "./money.ts";
import { productView, variantView } from "./product.ts";

export function abandonedCheckoutView(context: AdminContext, checkout: Checkout): object {
  const { shop, store } = context;
  const price = priceCheckout(shop, checkout);
  const bag = (cents: number) => moneyBag(cents, shop.currency, checkout.presentment);
  const address = mailingAddress(checkout.shippingAddress, checkout.id);
  const lines = price.lines.map((line) => ({ id: line.variant.id, line }));
  return {
    __typename: "AbandonedCheckout",
    id: gid("AbandonedCheckout", checkout.id),
    name: `#${checkout.id}`,
    note: "",
    abandonedCheckoutUrl: recoveryUrl(store.url, shop, checkout),
    createdAt: checkout.createdAt,
    updatedAt: checkout.updatedAt,
    completedAt: checkout.completedAt,
    discountCodes: checkout.discountCode ? [checkout.discountCode] : [],
    billingAddress: address,
    shippingAddress: address,
    customAttributes: [],
    taxLines: [],
    taxesIncluded: false,
    lineItemsQuantity: price.lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotalPriceSet: bag(price.linesCents - price.discountCents),
    totalDiscountSet: bag(price.discountCents),
    totalLineItemsPriceSet: bag(price.linesCents),
    totalPriceSet: bag(price.totalCents),
    totalTaxSet: bag(0),
    customer: () => {
      const customer = shop.customers.get(checkout.customerId ?? 0);
      return customer ? customerView(context, customer) : null;
    },
    lineItems: (args: PageArguments) => connection(lines, args, ({ line }) => lineView(context, checkout, line)),
  };
}

function lineView(
  context: AdminContext,
  checkout: Checkout,
  { product, variant, quantity, discountCents }: PricedLine,
) {
  const bag = (cents: number) => moneyBag(cents, context.shop.currency, checkout.presentment);
  return {
    __typename: "AbandonedCheckoutLineItem",
    id: `gid://shopify/AbandonedCheckoutLineItem/${checkout.id}${variant.id}`,
    title: product.title,
    variantTitle: variant.title === onlyVariant ? null : variant.title,
    sku: variant.sku,
    quantity,
    customAttributes: [],
    originalUnitPriceSet: bag(variant.priceCents),
    originalTotalPriceSet: bag(variant.priceCents * quantity),
    discountedTotalPriceSet: bag(variant.priceCents * quantity - discountCents),
    product: () => productView(context, product),
    variant: () => variantView(context, product, variant),
  };
}

/** A checkout counts as abandoned after ten minutes without a purchase. */
const abandonedAfterMs = 10 * 60 * 1000;

/** Checkouts with a contact whose buyer has been away for ten minutes, oldest first. */
export function abandonedCheckouts({ shop, store }: AdminContext): Checkout[] {
  const cutoff = store.clock.now().getTime() - abandonedAfterMs;
  return [...shop.checkouts.values()].filter(
    (checkout) => checkout.announced && !checkout.completedAt && Date.parse(checkout.updatedAt) <= cutoff,
  );
}

export function abandonedCheckoutTerms(checkout: Checkout) {
  return {
    id: checkout.id,
    status: checkout.completedAt ? "closed" : "open",
    recovery_state: checkout.completedAt ? "recovered" : "not_recovered",
    created_at: checkout.createdAt,
    updated_at: checkout.updatedAt,
  };
}
