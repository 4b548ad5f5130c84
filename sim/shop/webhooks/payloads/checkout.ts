import type { Checkout } from "../../checkouts/checkout.ts";
import { type PricedLine, priceCheckout } from "../../checkouts/price.ts";
import { recoveryUrl } from "../../checkouts/recovery-url.ts";
import { presented } from "../../money.ts";
import { onlyVariant } from "../../products/product.ts";
import type { Shop } from "../../shops/shop.ts";
import { shopTime } from "../../times.ts";
import { addressPayload } from "./address.ts";
import { customerSummary } from "./customer.ts";
import { sample, sampleItem } from "./sample.ts";

/** `checkouts/create` and `checkouts/update`. */
export function checkoutPayload(storeUrl: string, shop: Shop, checkout: Checkout) {
  const price = priceCheckout(shop, checkout);
  const customer = checkout.customerId === null ? null : shop.customers.get(checkout.customerId);
  return {
    ...sample("checkouts/create"),
    token: checkout.token,
    cart_token: checkout.cartToken,
    email: checkout.email,
    created_at: shopTime(checkout.createdAt, shop.timezone),
    updated_at: shopTime(checkout.updatedAt, shop.timezone),
    landing_site: checkout.landingSite,
    referring_site: checkout.referringSite,
    total_weight: price.grams,
    currency: shop.currency,
    completed_at: shopTime(checkout.completedAt, shop.timezone),
    phone: checkout.phone,
    customer_locale: "en",
    line_items: price.lines.map((line) => linePayload(checkout, line)),
    name: `#${checkout.id}`,
    abandoned_checkout_url: recoveryUrl(storeUrl, shop, checkout),
    discount_codes: checkout.discountCode
      ? [
          {
            code: checkout.discountCode,
            amount: presented(price.discountCents, checkout.presentment),
            type: "percentage",
          },
        ]
      : [],
    tax_lines: [],
    presentment_currency: checkout.presentment?.currency ?? shop.currency,
    buyer_accepts_sms_marketing: checkout.acceptsSms,
    sms_marketing_phone: checkout.acceptsSms ? checkout.phone : null,
    total_discounts: presented(price.discountCents, checkout.presentment),
    total_line_items_price: presented(price.linesCents, checkout.presentment),
    total_price: presented(price.totalCents, checkout.presentment),
    total_tax: "0.00",
    subtotal_price: presented(price.linesCents - price.discountCents, checkout.presentment),
    billing_address: addressPayload(checkout.shippingAddress),
    shipping_address: addressPayload(checkout.shippingAddress),
    customer: customer ? customerSummary(shop, customer) : null,
  };
}

/** `checkouts/delete` carries little more than what was lost. */
export function checkoutDeletedPayload(shop: Shop, checkout: Checkout) {
  const price = priceCheckout(shop, checkout);
  return {
    ...sample("checkouts/delete"),
    id: checkout.id,
    presentment_currency: checkout.presentment?.currency ?? shop.currency,
    buyer_accepts_sms_marketing: checkout.acceptsSms,
    sms_marketing_phone: checkout.acceptsSms ? checkout.phone : null,
    total_discounts: presented(price.discountCents, checkout.presentment),
    total_line_items_price: presented(price.linesCents, checkout.presentment),
    total_price: presented(price.totalCents, checkout.presentment),
    total_tax: "0.00",
    subtotal_price: presented(price.linesCents - price.discountCents, checkout.presentment),
    cart_token: checkout.cartToken,
  };
}

function linePayload(checkout: Checkout, line: PricedLine) {
  const { product, variant, quantity } = line;
  const variantTitle = variant.title === onlyVariant ? null : variant.title;
  return {
    ...sampleItem("checkouts/create", "line_items"),
    key: `${checkout.token}${variant.id}`,
    grams: variant.grams,
    presentment_title: product.title,
    presentment_variant_title: variantTitle ?? "",
    product_id: product.id,
    quantity,
    sku: variant.sku,
    tax_lines: [],
    title: product.title,
    variant_id: variant.id,
    variant_title: variantTitle,
    variant_price: presented(variant.priceCents, checkout.presentment),
    vendor: product.vendor,
    line_price: presented(variant.priceCents * quantity, checkout.presentment),
    price: presented(variant.priceCents, checkout.presentment),
  };
}
