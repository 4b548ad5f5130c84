import { code, readyMade, text, waitDays, waitMinutes } from "./ready-made.ts";

const about = { category: "welcome", purpose: "marketing" } as const;

export const welcome = readyMade({
  ...about,
  name: "Welcome with a code",
  describe: "Greets new subscribers with a code for 10% off, and reminds them of the store two days later.",
  trigger: { kind: "subscribed" },
  steps: [
    code("code", 10, "WELCOME"),
    text(
      "welcome",
      '{{ shop.name }}: Welcome, {{ customer.first_name | default: "friend" }}!{% if discount.code %} Here is 10% off your first order: {{ discount.code }}.{% endif %} {{ link }}',
    ),
    waitDays("two-days", 2),
    text(
      "look-around",
      "{{ shop.name }}: Found something you like? Reply with any question, we are happy to help. {{ link }}",
    ),
  ],
});

export const replyArrived = readyMade({
  ...about,
  name: "Answer a reply",
  describe: "Tells subscribers who text you that their message arrived, once a day at most.",
  trigger: { kind: "reply-received" },
  steps: [
    waitMinutes("a-minute", 1),
    text("received", "{{ shop.name }}: Thanks for your message! We read every text and get back to you soon."),
  ],
});
