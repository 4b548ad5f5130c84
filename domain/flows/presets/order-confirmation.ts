import type { Preset } from "./preset.ts";

/** Confirms an order as soon as it is placed. Transactional: it promotes nothing, and so needs no marketing consent. */
export const orderConfirmation: Preset = {
  name: "Order confirmation",
  describe: "Confirms an order right away, with a link to the order page.",
  category: "orders",
  document: {
    purpose: "transactional",
    trigger: { kind: "order-placed" },
    steps: [
      {
        id: "confirm",
        type: "send",
        config: {
          text: "{{ shop.name }}: thank you, {{ customer.first_name }}. We have your order {{ order.name }} ({{ order.total }}). Follow it here: {{ link }}",
        },
        arms: {},
      },
    ],
  },
};
