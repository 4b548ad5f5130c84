import type { z } from "zod";
import type { Checkout } from "../checkouts/checkout.ts";
import { recoveryUrl } from "../checkouts/recovery-url.ts";
import { checkoutTotals } from "../checkouts/totals.ts";
import type { Customer } from "../customers/customer.ts";
import { type Exchange, jsonBody, Refusal } from "../http.ts";
import { financialStatus, type Order, refundedCents } from "../orders/order.ts";
import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import { utmOf } from "../visits/visit.ts";
import type { Delivery } from "../webhooks/delivery.ts";

/** The body read by a schema; a wrong one is refused with every problem named. */
export async function bodyAs<Schema extends z.ZodType>(exchange: Exchange, schema: Schema): Promise<z.infer<Schema>> {
  const result = schema.safeParse(await jsonBody(exchange));
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  throw new Refusal(422, problems.join("; "));
}

/** The newest `limit` of a list, oldest of them first. */
export function latest<Item>(items: Item[], exchange: Exchange): Item[] {
  const limit = Number(exchange.url.searchParams.get("limit") ?? 100_000);
  return items.slice(-limit);
}

export function checkoutRecord(store: Store, shop: Shop, checkout: Checkout) {
  const recovery = recoveryUrl(store.url, shop, checkout);
  return { ...checkout, ...checkoutTotals(shop, checkout), recoveryUrl: recovery, utm: utmOf(checkout.landingSite) };
}

export function orderRecord(order: Order) {
  return {
    ...order,
    financialStatus: financialStatus(order),
    refundedCents: refundedCents(order),
    utm: utmOf(order.landingSite),
  };
}

export function deliveryRecord({ body, ...delivery }: Delivery, withBody: boolean) {
  return withBody ? { ...delivery, body: parsedOrText(body) } : { ...delivery, bytes: Buffer.byteLength(body) };
}

export function customerById(shop: Shop, id: string): Customer {
  const customer = shop.customers.get(Number(id));
  if (!customer) throw new Refusal(404, `${shop.domain} has no customer ${id}.`);
  return customer;
}

export function checkoutByToken(shop: Shop, token: string): Checkout {
  const checkout = shop.checkouts.get(token);
  if (!checkout) throw new Refusal(404, `${shop.domain} has no checkout ${token}.`);
  return checkout;
}

export function orderById(shop: Shop, id: string): Order {
  const order = shop.orders.get(Number(id)) ?? [...shop.orders.values()].find(({ name }) => name === `#${id}`);
  if (!order) throw new Refusal(404, `${shop.domain} has no order ${id}.`);
  return order;
}

function parsedOrText(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
