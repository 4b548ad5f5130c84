import { code, readyMade, text, waitDays } from "./ready-made.ts";

const about = { category: "loyalty", purpose: "marketing" } as const;

export const winBack = readyMade({
  ...about,
  name: "Win back customers",
  describe: "Writes to customers 60 days after their last order, and a week later with a code for 15% off.",
  trigger: { kind: "no-order-for", settings: { days: 60 } },
  steps: [
    text(
      "we-miss-you",
      '{{ shop.name }}: Hi {{ customer.first_name | default: "there" }}, it has been a while! Reply and tell us what we can do better.',
    ),
    waitDays("a-week", 7),
    code("code", 15, "MISSYOU"),
    text(
      "with-a-code",
      '{{ shop.name }}: we would love to see you again, {{ customer.first_name | default: "friend" }}.{% if discount.code %} Take 15% off with {{ discount.code }}.{% endif %}',
    ),
  ],
});

export const replenishment = readyMade({
  ...about,
  name: "Time to restock",
  describe: "Reminds customers 30 days after an order that their products may run out, unless they ordered again.",
  trigger: { kind: "after-nth-order", settings: { days: 30, nth: null, leavesOnOrder: true } },
  steps: [
    text(
      "restock",
      "{{ shop.name }}: Hi {{ customer.first_name }}, running low on {{ order.first_item | truncate: 40 }}? Here is your last order: {{ link }}",
    ),
  ],
});

export const reviewRequest = readyMade({
  ...about,
  name: "Ask for a review",
  describe: "Asks customers 14 days after an order how they like what they bought.",
  trigger: { kind: "after-nth-order", settings: { days: 14, nth: null, leavesOnOrder: false } },
  steps: [
    text(
      "review",
      '{{ shop.name }}: Hi {{ customer.first_name | default: "there" }}, how do you like your {{ order.most_expensive.title | truncate: 40 | default: "order" }}? Reply with a few words, we read them all.',
    ),
  ],
});

export const birthday = readyMade({
  ...about,
  name: "Birthday",
  describe:
    "Sends a code for 20% off on the birthday, at 10:00 in the person’s time zone. Needs the date property “birthday”.",
  trigger: { kind: "date-property", settings: { property: "birthday", hour: 10, repeats: "every-year" } },
  steps: [
    code("code", 20, "BDAY"),
    text(
      "happy-birthday",
      '{{ shop.name }}: Happy birthday{% if customer.first_name != "" %}, {{ customer.first_name }}{% endif %}!{% if discount.code %} A little gift: 20% off with {{ discount.code }}.{% endif %}',
    ),
  ],
});
