import fc from "fast-check";
import { expect, test } from "vitest";
import { shapeOfTags } from "#domain/messages/content/check/shape";
import type { MergeTag } from "#domain/messages/content/merge-tags";
import { render } from "#domain/messages/content/render";
import { parseDocument } from "./document.ts";
import { lineVariables, purchaseTags } from "./line-variables.ts";
import { wordingOf } from "./wording.ts";

const reader = { flowId: "flow", subscriberId: "ada", winners: {} };
const line = (title: string, price: number, quantity = 1) => ({ title, quantity, priceMicros: price * 1_000_000 });
const subject = {
  event: null,
  url: "https://shop.example/orders/1",
  storeUrl: "https://shop.example/",
  name: "#1001",
  currency: "EUR",
  country: "DE",
  totalMicros: 42_000_000,
  shopCurrency: "EUR",
  timeZone: "Europe/Berlin",
  placedAt: new Date("2026-12-01T20:30:00Z"),
};
const say = (text: string, lines: ReturnType<typeof line>[]) => {
  const document = parseDocument({
    purpose: "transactional",
    trigger: { kind: "order-placed" },
    steps: [{ id: "say", type: "send", config: { text } }],
  });
  const wording = wordingOf(document, "say", { ...subject, lines }, "flow", reader, new Date("2026-12-02T08:00:00Z"));
  const made = wording && render(wording.template, wording.variables, wording.locale);
  return made?.kind === "text" ? made.text : made?.detail;
};

test("a text goes through the lines, picks items, and writes amounts and dates as the store's country does", () => {
  const lines = [line("Wick trimmer", 9), line("Cedar candle", 24.5, 2), line("Matches", 3)];
  expect(
    say(
      "{% for item in order.lines limit: 2 %}{{ item.quantity }} x {{ item.title }} {{ item.price | money }}; {% endfor %}",
      lines,
    ),
  ).toBe("1 x Wick trimmer 9,00 €; 2 x Cedar candle 24,50 €;");
  expect(
    say("{{ order.most_expensive.title }}, {{ order.first_line.title }}, {{ order.last_line.title }}", lines),
  ).toBe("Cedar candle, Wick trimmer, Matches");
  expect(say('{{ order.placed_at | date: "date_and_time" }}', lines)).toBe("1. Dez., 21:30");
  expect(say('{{ "now" | date: "weekday" }}', lines)).toBe("Mittwoch");
});

test("an order without lines, and lines without a price, leave no hole", () => {
  expect(say("You got {{ order.most_expensive.title }}!", [])).toBe("You got!");
  expect(lineVariables([{ title: "Old", quantity: 1 }])).toMatchObject({ most_expensive: { title: "Old", price: 0 } });
});

test("no value is longer than its tag says", () => {
  const lengths = (tags: MergeTag[], values: Record<string, unknown>): void => {
    for (const { name, longest, each } of tags) {
      const value = name
        .split(".")
        .reduce<unknown>((at, field) => (at as Record<string, unknown> | null)?.[field], values);
      if (each) for (const item of value as Record<string, unknown>[]) lengths(each, item);
      else if (value !== undefined) expect(String(value).length).toBeLessThanOrEqual(longest ?? 0);
    }
  };
  const tags = purchaseTags("order", "Order");
  expect(shapeOfTags(tags).fields.size).toBeGreaterThan(0);
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          title: fc.string({ maxLength: 255, unit: "grapheme", size: "max" }),
          quantity: fc.integer({ min: 0, max: 99_999 }),
          priceMicros: fc.integer({ min: 0, max: 1e11 }),
        }),
        { maxLength: 30 },
      ),
      (lines) => {
        const document = parseDocument({
          purpose: "transactional",
          trigger: { kind: "order-placed" },
          steps: [{ id: "say", type: "send", config: { text: "x" } }],
        });
        const wording = wordingOf(document, "say", { ...subject, lines }, "flow", reader);
        lengths(tags, wording?.variables ?? {});
      },
    ),
  );
});
