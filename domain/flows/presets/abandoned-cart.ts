import type { Preset } from "./preset.ts";

/** Reminds someone of the cart they left: once, after an hour, unless they ordered. */
export const abandonedCart: Preset = {
  name: "Abandoned cart",
  describe: "Sends one reminder about an abandoned cart. Ends when they order.",
  category: "carts",
  document: {
    purpose: "marketing",
    trigger: { kind: "checkout-abandoned" },
    steps: [
      { id: "wait-an-hour", type: "wait", config: { minutes: 60 }, arms: {} },
      {
        id: "ordered",
        type: "branch",
        config: { condition: { kind: "ordered-since-start" } },
        arms: {
          yes: [{ id: "they-bought", type: "exit", config: {}, arms: {} }],
          no: [
            {
              id: "remind",
              type: "send",
              config: {
                text: "Hi {{ customer.first_name }}, your {{ cart.first_item }} is still in your cart at {{ shop.name }}. Pick up where you left off: {{ link }}",
              },
              arms: {},
            },
          ],
        },
      },
    ],
  },
};
