/** What the link back to a cart names: the checkout or the cart. */
export interface NamedByLink {
  token: string | null;
  cartToken: string | null;
}

/**
 * Shopify's published sample has …/checkouts/<token>/recover?key=…, stores in the field send
 * …/checkouts/ac/<cart_token>/recover?key=… (community.shopify.com, thread 204272). Use it only where no field names them.
 */
export function namedByLink(url: string | null): NamedByLink {
  const [, cart, code = null] = /\/checkouts\/(ac\/)?([^/?#]+)\/recover\/?(?:[?#]|$)/.exec(url ?? "") ?? [];
  return cart ? { token: null, cartToken: code } : { token: code, cartToken: null };
}
