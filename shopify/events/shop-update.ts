import { z } from "zod";
import { newsAt } from "./news-at.ts";
import { maybeInstant, maybeText } from "./read.ts";
import { translator } from "./translator.ts";

/** shop/update, cut down to these fields by include_fields in shopify.app.toml. */
export const translateShopUpdate = translator(
  z.object({
    name: maybeText,
    currency: maybeText,
    country_code: maybeText,
    iana_timezone: maybeText,
    customer_email: maybeText,
    plan_display_name: maybeText,
    updated_at: maybeInstant,
    myshopify_domain: maybeText,
  }),
  (payload, triggeredAt) => {
    if (!payload.updated_at) return [{ kind: "shop-changed-undated", newsAt: triggeredAt }];
    return [
      {
        kind: "shop-changed",
        newsAt: newsAt(payload.updated_at, triggeredAt),
        name: payload.name,
        currency: payload.currency,
        country: payload.country_code,
        timeZone: payload.iana_timezone,
        email: payload.customer_email,
        plan: payload.plan_display_name,
      },
    ];
  },
);
