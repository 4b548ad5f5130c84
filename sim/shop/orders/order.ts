import type { Address } from "../address.ts";
import type { Presentment } from "../money.ts";
import type { Fulfillment } from "./fulfillment.ts";

export interface OrderLine {
  id: number;
  productId: number;
  variantId: number;
  title: string;
  variantTitle: string | null;
  sku: string;
  quantity: number;
  priceCents: number;
  discountCents: number;
  grams: number;
  vendor: string;
  /** What an edit left of it. */
  currentQuantity: number;
}

export interface Refund {
  id: number;
  createdAt: string;
  note: string | null;
  amountCents: number;
  lines: { id: number; lineId: number; quantity: number; subtotalCents: number }[];
}

export interface Order {
  id: number;
  number: number;
  name: string;
  token: string;
  checkoutToken: string | null;
  cartToken: string | null;
  customerId: number | null;
  email: string | null;
  phone: string | null;
  acceptsSms: boolean;
  lines: OrderLine[];
  discountCode: string | null;
  presentment: Presentment | null;
  subtotalCents: number;
  discountCents: number;
  shippingCents: number;
  totalCents: number;
  shippingAddress: Address | null;
  landingSite: string | null;
  referringSite: string | null;
  paidAt: string | null;
  cancelledAt: string | null;
  cancelReason: string | null;
  fulfilledAt: string | null;
  refunds: Refund[];
  fulfillments: Fulfillment[];
  /** Where it was placed: web, pos, … */
  source: string;
  tags: string[];
  createdAt: string;
  updatedAt: string;
}

export function refundedCents(order: Order): number {
  return order.refunds.reduce((sum, refund) => sum + refund.amountCents, 0);
}

/** The total after edits, returns and refunds. */
export function currentCents(order: Order): number {
  const removed = order.lines.reduce((sum, line) => sum + (line.quantity - line.currentQuantity) * line.priceCents, 0);
  return Math.max(0, order.totalCents - removed - refundedCents(order));
}

export type FinancialStatus = "pending" | "paid" | "partially_refunded" | "refunded" | "voided";

export function financialStatus(order: Order): FinancialStatus {
  if (!order.paidAt) return order.cancelledAt ? "voided" : "pending";
  const refunded = refundedCents(order);
  if (refunded === 0) return "paid";
  return refunded >= order.totalCents ? "refunded" : "partially_refunded";
}
