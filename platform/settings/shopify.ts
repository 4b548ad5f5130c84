import { z } from "zod";
import { SECRET } from "./described.ts";
import { secrets } from "./formats.ts";

/** The app as Shopify knows it. */
export const shopifySettings = {
  SHOPIFY_APP_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ""))
    .describe("the app's public address, as in shopify.app.toml"),
  SHOPIFY_API_KEY: z.string().min(1).describe("the app's client id, from the Shopify dev dashboard"),
  SHOPIFY_API_SECRET: secrets
    .describe(
      "the app's client secret, from the Shopify dev dashboard; while it is rotated the new one and the old one, separated by a comma",
    )
    .meta(SECRET),
};
