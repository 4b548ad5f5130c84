import { expect, test } from "vitest";
import { promotionIn } from "./promotion.ts";

test.each([
  ["Thanks! Take 20% off your next order", "20% off"],
  ["Order shipped. $5 off inside", "$5 off"],
  ["Half off everything today", "Half off"],
  ["Get {{ discount.value }} off", "{{ discount.value }} off"],
  ["It left today. Our sale starts at noon.", "Our sale"],
  ["Candles are on sale", "on sale"],
  ["Sale ends tonight", "Sale ends"],
  ["Your promo code is TEN", "promo code"],
  ["Use code THANKS for more", "Use code"],
  ["A discount for you", "discount"],
  ["A coupon is in the box", "coupon"],
  ["With a free gift", "free gift"],
  ["Buy one, get one", "Buy one, get"],
  ["BOGO on wicks", "BOGO"],
  ["A special offer for you", "special offer"],
  ["Limited-time colours", "Limited-time"],
  ["The best deals of the year", "best deals"],
  ["Black Friday is here", "Black Friday"],
  ["Cyber Monday is here", "Cyber Monday"],
  ["Shop now: {{ link }}", "Shop now"],
  ["Save on your next purchase", "your next purchase"],
  ["You may also like wicks", "You may also like"],
  ["See our new arrivals", "new arrivals"],
])("%j sells", (text, words) => {
  expect(promotionIn(text)).toBe(words);
});

test.each([
  "{{ shop.name }}: thank you, {{ customer.first_name }}. We have your order {{ order.name }} ({{ order.total }}). Follow it here: {{ link }}",
  "Your parcel is on its way. It was dropped off at the endpoint.",
  "Your refund of $20 is on its way.",
  "Your sofa was taken off the truck at 5 and is for delivery, not for sale.",
  "Wholesale order #1001 is packed.",
  "Your code is 123456.",
  "Your order from the salesroom is ready.",
])("%j does not", (text) => {
  expect(promotionIn(text)).toBeNull();
});
