/** Stores number their records with 64 bits. */
const LAST_ID = 2n ** 63n - 1n;

/**
 * Whether a text that a stranger has sent can be the id of a variant or a product. A store refuses a whole
 * question for one that can't.
 */
export function isStoreId(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LAST_ID;
}
