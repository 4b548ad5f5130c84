import { expect, test, vi } from "vitest";
import { textProblems } from "#domain/messages/content/check/text-problems";
import { promisedMs } from "../../../test/setup/promised-ms.ts";
import { render, templateProblem } from "./render.ts";
import { word } from "./word.ts";

const ways = {
  brandName: "Harbor Candles",
  shortLinkUrl: "https://crt.test",
  newCode: () => "Ab3dE9xY",
  longestText: 1_600,
};
const mei = { firstName: "Mei", lastName: "Lin" };
const wording = (template: string, linkUrl: string | null = "https://shop.test/cart") => ({
  template,
  variables: {},
  linkUrl,
});

test("merge tags, the person's own link and the opt-out line make the text", () => {
  const result = word(
    wording("{{ shop.name }}: Hi {{ customer.first_name }}, your cart waits: {{ link }}"),
    "marketing",
    mei,
    ways,
  );
  expect(result).toEqual({
    kind: "worded",
    text: "Harbor Candles: Hi Mei, your cart waits: https://crt.test/l/Ab3dE9xY\nReply STOP to opt out",
    link: { code: "Ab3dE9xY", targetUrl: "https://shop.test/cart" },
  });
});

test("a text names properties of the person; one that the person lacks leaves no hole", () => {
  const text = wording("{{ shop.name }}: your {{ customer.properties.color }} {{ customer.properties.size }} mug");
  expect(word(text, "transactional", { ...mei, properties: { color: "red", size: 5 } }, ways)).toMatchObject({
    text: "Harbor Candles: your red 5 mug",
  });
  expect(word(text, "transactional", mei, ways)).toMatchObject({ text: "Harbor Candles: your mug" });
  expect(textProblems(text.template, [{ name: "shop.name", label: "", sample: "" }], "transactional")).toEqual([]);
  const wrong = textProblems("{{ customer.properties }}{{ customer.properties.Color }}", [], "transactional");
  expect(wrong.map(({ at, message }) => [at, message])).toEqual([
    [0, expect.stringMatching(/Name one of its values/)],
    [28, expect.stringMatching(/^\{\{ customer\.properties\.Color \}\} isn’t a valid merge tag/)],
  ]);
});

test("a missing first name leaves no hole", () => {
  const result = word(
    wording("Hi {{ customer.first_name }}, welcome!"),
    "transactional",
    { firstName: null, lastName: null },
    ways,
  );
  expect(result).toMatchObject({ text: "Hi, welcome!" });
});

test("a text that says itself how to stop gets no second line, and an order confirmation none at all", () => {
  expect(word(wording("Sale! Text STOP to end"), "marketing", mei, ways)).toMatchObject({
    text: "Sale! Text STOP to end",
  });
  expect(word(wording("Order received"), "transactional", mei, ways)).toMatchObject({ text: "Order received" });
});

test("no link is made when the text has no place for one, or there is nothing to lead to", () => {
  expect(word(wording("No link here"), "transactional", mei, ways)).toMatchObject({ link: null });
  expect(word(wording("See {{ link }}", null), "transactional", mei, ways)).toMatchObject({ link: null, text: "See" });
});

test("an empty text and one that no provider takes are refused with the reason", () => {
  expect(word(wording("{{ customer.nickname }}"), "transactional", mei, ways)).toMatchObject({ because: "no-content" });
  expect(word(wording("x".repeat(1_601)), "transactional", mei, ways)).toMatchObject({ because: "too-long" });
});

test.each([
  ["{% for i in (1..100000000) %}x{% endfor %}"],
  ["{% assign a = 'xxxxxxxxxx' %}{% for i in (1..30) %}{% assign a = a | append: a %}{% endfor %}{{ a }}"],
  ["{% include 'passwd' %}"],
  ["{{ customer | unknown_filter }}"],
  ["{% if %}"],
])("a hostile or broken template %s fails alone and soon, with a sentence", (template) => {
  const startedAt = performance.now();
  const result = render(template, { customer: {} });
  expect(result.kind).toBe("failed");
  if (result.kind === "failed") expect(result.detail.length).toBeGreaterThan(5);
  expect(performance.now() - startedAt).toBeLessThan(promisedMs(1_000));
});

test("inherited properties of what a template names are out of its reach", () => {
  expect(render("{{ customer.constructor.name }}{{ customer.__proto__ }}!", { customer: {} })).toEqual({
    kind: "text",
    text: "!",
  });
});

test("a template's problem names its place", () => {
  expect(templateProblem("Hi {{ customer.first_name }}")).toBeNull();
  expect(templateProblem("Hi\n{{ customer.first_name")).toMatch(/line 2/);
});

test("a worker that the machine held up while it found the words does not cost someone their text", () => {
  const real = performance.now.bind(performance);
  let heldUpMs = 0;
  // Each look at the clock is the first after a pause, as long as the machine is busy with others.
  const holdUp = (times: number) => {
    let left = times;
    vi.spyOn(performance, "now").mockImplementation(() => {
      if (left > 0) heldUpMs += 100;
      left -= 1;
      return real() + heldUpMs;
    });
  };
  holdUp(2);
  expect(render("Hi {{ name | upcase }}", { name: "Mei" })).toEqual({ kind: "text", text: "Hi MEI" });

  holdUp(Number.POSITIVE_INFINITY);
  expect(render("Hi {{ name | upcase }}", { name: "Mei" })).toMatchObject({ kind: "failed" });
});
