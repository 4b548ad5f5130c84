/** Made-up values that look like secrets: the fingerprint that the scan prints, and what the value is for. */
export const ALLOWED: Record<string, string> = {
  c92e1ee9377b1cf9: "the idempotency token that a carrier's callback has, made up for a benchmark",
  "4dcf8d312bfd769c": "the cart's token in Shopify's published sample of a checkout",
};
