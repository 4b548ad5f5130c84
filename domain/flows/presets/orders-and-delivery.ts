import { readyMade, text } from "./ready-made.ts";

/** Texts about an order promote nothing, so they need no marketing consent. */
const about = { category: "orders", purpose: "transactional" } as const;

export const paymentReceived = readyMade({
  ...about,
  name: "Payment received",
  describe: "Confirms a payment, with the amount and a link to the order.",
  trigger: { kind: "order-paid" },
  steps: [
    text(
      "paid",
      "{{ shop.name }}: we received your payment of {{ order.total }} for order {{ order.name }}. Thank you! {{ link }}",
    ),
  ],
});

export const inPreparation = readyMade({
  ...about,
  name: "Order packed",
  describe: "Tells customers that their items are packed, before the tracking number is there.",
  trigger: { kind: "fulfillment-created" },
  steps: [
    text(
      "packed",
      "{{ shop.name }}: good news, your order {{ order.name }} is packed{% if shipment.items %}: {{ shipment.items | truncate: 60 }}{% endif %}. Details: {{ link }}",
    ),
  ],
});

export const shipped = readyMade({
  ...about,
  name: "Order shipped",
  describe: "Sends the carrier and the tracking link when a shipment gets its tracking number.",
  trigger: { kind: "order-shipped" },
  steps: [
    text(
      "shipped",
      '{{ shop.name }}: your order {{ order.name }} is on its way with {{ tracking.company | default: "the carrier" }}. Track it: {{ link }}',
    ),
  ],
});

export const outForDelivery = readyMade({
  ...about,
  name: "Out for delivery",
  describe: "Says that the shipment arrives today.",
  trigger: { kind: "out-for-delivery" },
  steps: [
    text(
      "today",
      "{{ shop.name }}: order {{ order.name }} is out for delivery and should arrive today. Track it: {{ link }}",
    ),
  ],
});

export const delivered = readyMade({
  ...about,
  name: "Order delivered",
  describe: "Says that the shipment was delivered and how to get help.",
  trigger: { kind: "order-delivered" },
  steps: [
    text(
      "delivered",
      "{{ shop.name }}: order {{ order.name }} was delivered. We hope you love it! Something wrong? Reply here. {{ link }}",
    ),
  ],
});

export const delayed = readyMade({
  ...about,
  name: "Delivery delayed",
  describe: "Tells customers about a delay before they ask.",
  trigger: { kind: "delivery-delayed" },
  steps: [
    text(
      "delayed",
      '{{ shop.name }}: {{ tracking.company or "the carrier" }} reports a delay for order {{ order.name }}. We\'re sorry about that. Latest status: {{ link }}',
    ),
  ],
});

export const readyForPickup = readyMade({
  ...about,
  name: "Ready for pickup",
  describe: "Says that the order waits at the pickup point.",
  trigger: { kind: "ready-for-pickup" },
  steps: [
    text(
      "pickup",
      '{{ shop.name }}: Hi {{ customer.first_name | default: "there" }}, your order {{ order.name }} is ready for pickup. Details: {{ link }}',
    ),
  ],
});

export const canceled = readyMade({
  ...about,
  name: "Order canceled",
  describe: "Confirms that an order was canceled.",
  trigger: { kind: "order-canceled" },
  steps: [
    text(
      "canceled",
      "{{ shop.name }}: your order {{ order.name }} was canceled. If you paid already, you get your money back. Questions? Reply here. {{ link }}",
    ),
  ],
});

export const refunded = readyMade({
  ...about,
  name: "Refund sent",
  describe: "Confirms a refund with its amount.",
  trigger: { kind: "order-refunded" },
  steps: [
    text(
      "refunded",
      "{{ shop.name }}: we refunded {{ refund.amount }} for order {{ order.name }}. It can take a few days until your bank shows it. {{ link }}",
    ),
  ],
});
