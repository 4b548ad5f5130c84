import { z } from "zod";
import { id, instant, maybeText } from "./read.ts";
import { translator } from "./translator.ts";

/**
 * products/update, cut down to these fields by include_fields in shopify.app.toml. It comes with every change
 * of a price, of stock and with orders, and leaves variants out beyond the first hundred. It says only that
 * something changed: the store is asked what.
 */
export const translateProduct = translator(
  z.object({ id, admin_graphql_api_id: maybeText, updated_at: instant }),
  ({ id: productId, updated_at: updatedAt }) => [{ kind: "product-changed", eventAt: updatedAt, productId, updatedAt }],
);

/** products/delete names the product and has no time. */
export const translateProductDeleted = translator(z.object({ id }), ({ id: productId }, eventAt) => [
  { kind: "product-changed", eventAt, productId, updatedAt: null },
]);
