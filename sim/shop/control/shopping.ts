import { randomBytes } from "node:crypto";
import { z } from "zod";
import { addressInput, completeAddress } from "../address.ts";
import { discardCheckout } from "../checkouts/discard.ts";
import { type CheckoutDetails, changeCheckout, openCheckout } from "../checkouts/open.ts";
import { e164 } from "../customers/phone.ts";
import { json, Refusal, type Route, route } from "../http.ts";
import { presentmentIn } from "../money.ts";
import { cancelOrder, payOrder, refundOrder, removeLine } from "../orders/amend.ts";
import { placeOrder } from "../orders/place.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, shopNamed } from "../store.ts";
import { bodyAs, checkoutByToken, checkoutRecord, latest, orderById, orderRecord } from "./answers.ts";
import { fulfillmentRoutes } from "./fulfillments.ts";

const item = z.object({
  variantId: z.number().optional(),
  /** A product's handle, when the caller has no ids at hand; its first variant is taken. */
  product: z.string().optional(),
  quantity: z.number().int().positive().default(1),
});

const checkoutBody = z.object({
  email: z.string().nullish(),
  phone: z.string().nullish(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  consent: z.boolean().optional(),
  address: addressInput.partial().nullish(),
  items: z.array(item).optional(),
  discountCode: z.string().nullish(),
  landingSite: z.string().nullish(),
  referringSite: z.string().nullish(),
  /** Which of its two forms the recovery URL has; by turns when not given. */
  linkNames: z.enum(["checkout", "cart"]).optional(),
  /** What the buyer shops in; the shop's own currency when not given. */
  presentmentCurrency: z.string().length(3).optional(),
});

const orderBody = checkoutBody.extend({
  isPaid: z.boolean().default(true),
  source: z.string().default("web"),
  tags: z.array(z.string()).default([]),
});

type CheckoutBody = z.infer<typeof checkoutBody>;

/** Checkouts and orders made directly, with the webhooks a buyer's clicks would have made. */
export function shoppingRoutes(store: Store): Route[] {
  const open = (shop: Shop, body: CheckoutBody) =>
    openCheckout(store, shop, randomBytes(16).toString("hex"), {
      lines: itemsOf(shop, undefined),
      ...details(shop, body),
    });

  return [
    route("GET", "/control/:shop/checkouts", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const checkouts = latest([...shop.checkouts.values()], exchange);
      json(
        exchange.response,
        checkouts.map((checkout) => checkoutRecord(store, shop, checkout)),
      );
    }),
    route("POST", "/control/:shop/checkouts", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const checkout = open(shop, await bodyAs(exchange, checkoutBody));
      json(exchange.response, checkoutRecord(store, shop, checkout), 201);
    }),
    route("GET", "/control/:shop/checkouts/:token", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      json(exchange.response, checkoutRecord(store, shop, checkoutByToken(shop, exchange.param("token"))));
    }),
    route("POST", "/control/:shop/checkouts/:token", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const checkout = checkoutByToken(shop, exchange.param("token"));
      changeCheckout(store, shop, checkout, details(shop, await bodyAs(exchange, checkoutBody)));
      json(exchange.response, checkoutRecord(store, shop, checkout));
    }),
    route("POST", "/control/:shop/checkouts/:token/pay", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const checkout = checkoutByToken(shop, exchange.param("token"));
      changeCheckout(store, shop, checkout, details(shop, await bodyAs(exchange, checkoutBody)));
      json(exchange.response, orderRecord(placeOrder(store, shop, checkout)), 201);
    }),
    route("POST", "/control/:shop/checkouts/:token/delete", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      discardCheckout(store, shop, checkoutByToken(shop, exchange.param("token")));
      json(exchange.response, { isDeleted: true });
    }),
    route("GET", "/control/:shop/orders", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      json(exchange.response, latest([...shop.orders.values()], exchange).map(orderRecord));
    }),
    route("POST", "/control/:shop/orders", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { isPaid, source, tags, ...body } = await bodyAs(exchange, orderBody);
      const order = placeOrder(store, shop, open(shop, body), { isPaid, source, tags });
      json(exchange.response, orderRecord(order), 201);
    }),
    ...amendments(store),
    ...fulfillmentRoutes(store),
  ];
}

const refundBody = z.object({ amountCents: z.number().int().nullish(), note: z.string().nullish() });
const cancelBody = z.object({
  reason: z.enum(["customer", "fraud", "inventory", "declined", "other"]).default("customer"),
});

function amendments(store: Store): Route[] {
  return [
    route("GET", "/control/:shop/orders/:id", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      json(exchange.response, orderRecord(orderById(shop, exchange.param("id"))));
    }),
    route("POST", "/control/:shop/orders/:id/refund", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const order = orderById(shop, exchange.param("id"));
      const { amountCents, note } = await bodyAs(exchange, refundBody);
      refundOrder(store, shop, order, amountCents ?? null, note ?? null);
      json(exchange.response, orderRecord(order));
    }),
    route("POST", "/control/:shop/orders/:id/edit", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const order = orderById(shop, exchange.param("id"));
      const { removeLine: position } = await bodyAs(exchange, z.object({ removeLine: z.number().int().min(0) }));
      removeLine(store, shop, order, position);
      json(exchange.response, orderRecord(order));
    }),
    route("POST", "/control/:shop/orders/:id/pay", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const order = orderById(shop, exchange.param("id"));
      payOrder(store, shop, order);
      json(exchange.response, orderRecord(order));
    }),
    route("POST", "/control/:shop/orders/:id/cancel", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const order = orderById(shop, exchange.param("id"));
      cancelOrder(store, shop, order, (await bodyAs(exchange, cancelBody)).reason);
      json(exchange.response, orderRecord(order));
    }),
  ];
}

function details(shop: Shop, body: CheckoutBody): CheckoutDetails {
  const { consent, address, items, phone, email, firstName, lastName, discountCode, landingSite, referringSite } = body;
  const { linkNames, presentmentCurrency } = body;
  const named = { firstName: firstName ?? "", lastName: lastName ?? "" };
  return {
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone: e164(phone, shop.countryCode) }),
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    ...(consent !== undefined && { acceptsSms: consent }),
    ...(address && { shippingAddress: completeAddress({ ...named, ...address }, shop) }),
    ...(items && { lines: itemsOf(shop, items) }),
    ...(discountCode !== undefined && { discountCode }),
    ...(landingSite !== undefined && { landingSite }),
    ...(referringSite !== undefined && { referringSite }),
    ...(linkNames !== undefined && { linkNames }),
    ...(presentmentCurrency && { presentment: presentmentIn(presentmentCurrency, shop.currency) }),
  };
}

/** Items by variant id or by handle; none said is one of the shop's first product. */
function itemsOf(shop: Shop, items: z.infer<typeof item>[] | undefined) {
  const products = [...shop.products.values()];
  return (items ?? [{ quantity: 1 }]).map((wanted) => {
    const { quantity } = wanted;
    if ("variantId" in wanted && wanted.variantId) return { variantId: wanted.variantId, quantity };
    const handle = "product" in wanted ? wanted.product : undefined;
    const product = handle ? products.find((one) => one.handle === handle) : products[0];
    const variantId = product?.variants[0]?.id;
    if (!variantId) throw new Refusal(422, `${shop.domain} has no product ${handle ?? ""}.`);
    return { variantId, quantity };
  });
}
