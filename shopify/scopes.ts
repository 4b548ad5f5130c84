/** What the app may do in a store. The same list stands in shopify.app.toml, from which Shopify grants it. */
export const scopes = [
  "read_customer_merge",
  "read_customers",
  "read_fulfillments",
  "read_merchant_managed_fulfillment_orders",
  "read_orders",
  "read_products",
  "write_app_proxy",
  "write_customers",
  "write_discounts",
];
