/** What a flow's entry filter can ask about an order, beyond its total and its lines. As the store told it. */
export interface OrderDetails {
  /** Where it goes, else where it is billed. ISO 3166-1 alpha-2. */
  country: string | null;
  discountCodes: string[];
  /** The name of the shipping rate or of the pickup location; null for an order that is not delivered. */
  deliveryMethod: string | null;
  /** Where it was placed: web, pos, shopify_draft_order, subscription_contract, … */
  source: string | null;
  tags: string[];
}

export const noDetails: OrderDetails = {
  country: null,
  discountCodes: [],
  deliveryMethod: null,
  source: null,
  tags: [],
};
