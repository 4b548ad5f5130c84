import { z } from "zod";
import { eventAt } from "./event-at.ts";
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
    if (!payload.updated_at) return [{ kind: "shop-changed-undated", eventAt: triggeredAt }];
    return [
      {
        kind: "shop-changed",
        eventAt: eventAt(payload.updated_at, triggeredAt),
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
