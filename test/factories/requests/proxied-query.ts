import { createHmac } from "node:crypto";

/** The query that the store's app proxy adds to a request from one of its pages, signed with the app's secret. */
export function proxiedQuery(shop: string, secret: string, at: Date, customerId = ""): string {
  const parameters = {
    logged_in_customer_id: customerId,
    path_prefix: "/apps/cartbell",
    shop,
    timestamp: String(Math.floor(at.getTime() / 1_000)),
  };
  const text = Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join("");
  const signature = createHmac("sha256", secret).update(text).digest("hex");
  return new URLSearchParams({ ...parameters, signature }).toString();
}
