import type { StoreAnswer } from "#domain/shops/store-answer";
import type { DiscountTerms } from "./terms.ts";

/** What discounts ask of a store platform. shopify/discounts.ts answers; another platform would do the same. */

export interface NewDiscount {
  terms: DiscountTerms;
  title: string;
  /** It is made with this code. */
  code: string;
  startsAt: Date;
}

export interface DiscountStore {
  /** Makes a discount of single-use codes, or finds the one that has this code already. Answers its id. */
  create(shopDomain: string, discount: NewDiscount): Promise<StoreAnswer<string>>;
  /** Asks for codes of a discount, at most `MOST_CODES`. The store makes them later; answers the id of the creation; null when it has no such discount. */
  addCodes(shopDomain: string, discountId: string, codes: string[]): Promise<StoreAnswer<string | null>>;
  /** The codes that a creation has made; null while it is under way. */
  madeBy(shopDomain: string, creationId: string): Promise<StoreAnswer<string[] | null>>;
}

/** https://shopify.dev/docs/api/admin-graphql/latest/mutations/discountRedeemCodeBulkAdd: "Maximum: 250 codes." */
export const MOST_CODES = 250;
