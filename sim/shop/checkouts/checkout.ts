import type { Address } from "../address.ts";
import type { Presentment } from "../money.ts";

export interface CartLine {
  variantId: number;
  quantity: number;
}

export interface Checkout {
  id: number;
  token: string;
  cartToken: string;
  /** The secret in the recovery URL: everyone with the link may see the cart. */
  key: string;
  /** What the recovery URL names. */
  linkNames: "checkout" | "cart";
  createdAt: string;
  updatedAt: string;
  completedAt: string | null;
  email: string | null;
  phone: string | null;
  firstName: string;
  lastName: string;
  acceptsSms: boolean;
  customerId: number | null;
  lines: CartLine[];
  discountCode: string | null;
  /** Null for a buyer who shops in the shop's own currency. */
  presentment: Presentment | null;
  shippingAddress: Address | null;
  /** Path and query of the page the visit began with, which is where utm parameters are. */
  landingSite: string | null;
  referringSite: string | null;
  /** Whether the store has been told of it by `checkouts/create`: it has once there is a contact. */
  announced: boolean;
}
