import { z } from "zod";
import type { OrderDetails } from "#domain/orders/order-details";
import { type address, placeOf } from "./person.ts";
import { maybeText, text } from "./read.ts";

/** The fields of an order that flows' entry filters ask about. */
export const orderDetails = {
  financial_status: maybeText,
  source_name: maybeText,
  /** "gift, vip" */
  tags: maybeText,
  discount_codes: z.array(z.object({ code: text })).nullish(),
  shipping_lines: z.array(z.object({ title: maybeText })).nullish(),
};

const PAID = new Set(["paid", "partially_refunded", "refunded"]);
const UNPAID = new Set(["pending", "authorized", "partially_paid"]);

/** Null for a status that does not tell: a voided or an expired payment was never made. */
export function isPaid(financialStatus: string | null): boolean | null {
  const status = financialStatus?.toLowerCase() ?? "";
  return PAID.has(status) ? true : UNPAID.has(status) ? false : null;
}

/** More than an order has in practice; a filter looks at no more of them. */
const MOST_KEPT = 50;

interface Told {
  source_name: string | null;
  tags: string | null;
  discount_codes?: { code: string }[] | null | undefined;
  shipping_lines?: { title: string | null }[] | null | undefined;
  shipping_address?: z.output<typeof address>;
  billing_address?: z.output<typeof address>;
}

export function detailsOf(order: Told): OrderDetails {
  const place = placeOf(order.shipping_address) ?? placeOf(order.billing_address);
  return {
    country: place?.country ?? null,
    discountCodes: (order.discount_codes ?? []).slice(0, MOST_KEPT).map(({ code }) => code),
    deliveryMethod: order.shipping_lines?.[0]?.title ?? null,
    source: order.source_name,
    tags: (order.tags?.split(",") ?? []).flatMap((tag) => tag.trim() || []).slice(0, MOST_KEPT),
  };
}
