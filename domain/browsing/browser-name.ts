import type { Context } from "#domain/context";

/**
 * The name under which we keep a browser: a keyed hash of Shopify's client id. The id itself is a secret of the browser, and a
 * copy of our database must not tell it.
 */
export function browserName({ hashPhone }: Pick<Context, "hashPhone">, shopId: string, clientId: string): string {
  return hashPhone(`browser of ${shopId} ${clientId}`);
}
