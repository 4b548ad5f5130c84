import { z } from "zod";
import { existsCondition } from "#domain/segments/condition";
import { listParts } from "./one-of.ts";
import { ruleType } from "./rule-type.ts";

const sources = z.enum(["checkout", "sign-up-form", "inbound-text", "import", "merchant", "shopify"]);
const NAMES: Record<z.infer<typeof sources>, string> = {
  checkout: "at the checkout",
  "sign-up-form": "on a sign-up form",
  "inbound-text": "by text",
  import: "through an import",
  merchant: "through store staff",
  shopify: "in the Shopify customer record",
};

/** How someone came to agree to marketing texts: any yes of theirs that the consent ledger applied. */
export const source = ruleType({
  label: "Source of sign-up",
  group: "Consent",
  schema: z.object({ type: z.literal("source"), sources: z.array(sources).min(1).max(sources.options.length) }),
  blank: { type: "source", sources: ["checkout"] },
  fields: [
    {
      name: "sources",
      label: "Any of",
      kind: "choices",
      choices: [
        { value: "checkout", label: "Checkout" },
        { value: "sign-up-form", label: "Sign-up form" },
        { value: "inbound-text", label: "Text message" },
        { value: "import", label: "Import" },
        { value: "merchant", label: "Store staff" },
        { value: "shopify", label: "Shopify customer" },
      ],
    },
  ],
  phrase: ({ sources: of }, isNegated) => ({
    kind: "who",
    text: `${isNegated ? "did not sign up" : "signed up"} ${listParts(
      of.map((it) => NAMES[it]),
      "or",
    )}`,
  }),
  compile: ({ sources: of }, asking) =>
    existsCondition(`consent_events e WHERE e.shop_id = $1 AND e.subscriber_id = s.id AND e.scope = 'marketing'
      AND e.state IN ('subscribed', 'pending') AND e.applied AND e.source = ANY(${asking.value(of, "text[]")})`),
});
