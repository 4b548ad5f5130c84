import { purchaseTags } from "#domain/flows/definition/line-variables";
import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const HOUR_MS = 3_600_000;

export const checkoutAbandoned = defineTrigger({
  title: "Checkout abandoned",
  describe: "A shopper with a phone number and marketing consent leaves checkout without ordering.",
  about: "checkout",
  purposes: ["marketing"],
  exitsOnOrder: true,
  // Shopify calls a checkout abandoned by the time since its last update: a shopper who is still at it is not reminded.
  restartsFirstWait: true,
  // One message within 48 hours, as vendors enforce the carriers' rule (help.postscript.io/hc/en-us/articles/4406592489243).
  textsExpireAfterMs: 48 * HOUR_MS,
  deadlineFrom: "event",
  needsLink: true,
  mergeTags: [
    ...everyFlowsTags,
    {
      name: "link",
      label: "Link back to the cart",
      sample: "https://crt.example/l/a1B2c3D4e5",
      longest: 60,
      isPlain: true,
    },
    ...purchaseTags("cart", "Cart"),
  ],
});
