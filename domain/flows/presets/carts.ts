import { ifElse, readyMade, text, waitMinutes } from "./ready-made.ts";

/**
 * Three texts, of which each shopper gets one. The carriers' rule allows one text for each abandoned cart, within 48 hours
 * (domain/flows/triggers/checkout-abandoned.ts), so a series of three would break it. The texts differ by the person
 * instead: someone new, a large cart, a customer who comes back. Orders are asked about before the text and at its gate.
 */
export const abandonedCheckout = readyMade({
  name: "Abandoned checkout, three texts",
  describe: "Sends one of three reminders: for new shoppers, for large carts and for returning customers.",
  category: "carts",
  purpose: "marketing",
  trigger: { kind: "checkout-abandoned" },
  steps: [
    waitMinutes("wait-an-hour", 60),
    ifElse(
      "is-new",
      { kind: "first-order" },
      [
        text(
          "for-new",
          '{{ shop.name }}: Hi {{ customer.first_name | default: "there" }}, you left {{ cart.first_item | truncate: 30 }} behind. Questions before your first order? Just reply. Your cart: {{ link }}',
        ),
      ],
      [
        ifElse(
          "is-large",
          { kind: "total-at-least", micros: 100_000_000 },
          [
            text(
              "for-large",
              "{{ shop.name }}: we saved your cart ({{ cart.item_count }} items, {{ cart.total }}), {{ customer.first_name }}. Finish when you're ready: {{ link }}",
            ),
          ],
          [
            text(
              "for-returning",
              '{{ shop.name }}: good to see you again, {{ customer.first_name | default: "friend" }}. {{ cart.first_item | truncate: 30 }} is still in your cart: {{ link }}',
            ),
          ],
        ),
      ],
    ),
  ],
});

export const leftCart = readyMade({
  name: "Cart left before checkout",
  describe: "Sends one reminder, two hours after a known shopper filled a cart and did not start checkout.",
  category: "carts",
  purpose: "marketing",
  trigger: { kind: "cart-abandoned" },
  steps: [
    waitMinutes("wait-two-hours", 120),
    text(
      "remind",
      '{{ shop.name }}: Hi {{ customer.first_name | default: "there" }}, {{ cart.first_item | truncate: 30 }} is waiting in your cart. Take another look: {{ link }}',
    ),
  ],
});

export const viewedProduct = readyMade({
  name: "Product viewed",
  describe: "Writes to shoppers who viewed a product several times, four hours later, unless they ordered.",
  category: "carts",
  purpose: "marketing",
  trigger: { kind: "product-viewed" },
  steps: [
    waitMinutes("wait-four-hours", 240),
    text(
      "look-again",
      "{{ shop.name }}: still thinking about {{ product.title | truncate: 40 }}? Reply with any question. Here it is again: {{ link }}",
    ),
  ],
});
