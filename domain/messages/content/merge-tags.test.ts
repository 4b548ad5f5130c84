import { expect, test } from "vitest";
import { type MergeTag, tagToInsert, withFallback } from "./merge-tags.ts";
import { render } from "./render.ts";

const tag = (name: string, each?: MergeTag[]): MergeTag => ({
  name,
  label: name,
  sample: "",
  ...(each ? { each } : {}),
});

test("amounts, dates and lists are inserted in a form that reads well", () => {
  expect(tagToInsert(tag("cart.total"))).toBe("{{ cart.total }}");
  expect(tagToInsert(tag("cart.first_line.price"))).toBe("{{ cart.first_line.price | money }}");
  expect(tagToInsert(tag("order.placed_at"))).toBe('{{ order.placed_at | date: "short" }}');
  const lines = [
    { title: "Candle", quantity: 1 },
    { title: "Wick", quantity: 2 },
  ];
  const made = render(tagToInsert(tag("cart.lines", [])), { cart: { lines } });
  expect(made).toEqual({ kind: "text", text: "1 x Candle, 2 x Wick" });
});

test("a fallback stands in for a missing value, whatever is typed into it", () => {
  const inserted = withFallback("{{ customer.first_name }}", 'the "best" {{ friend %}');
  expect(render(`Hi ${inserted}`, { customer: { first_name: "" } })).toEqual({
    kind: "text",
    text: "Hi the ”best”  friend",
  });
  expect(withFallback("{{ a }}", " ")).toBe("{{ a }}");
});
