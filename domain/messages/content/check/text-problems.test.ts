import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TextLocale } from "#domain/messages/content/filters/text-locale";
import type { MergeTag } from "#domain/messages/content/merge-tags";
import { withOptOutLine } from "#domain/messages/content/opt-out-line";
import { measureText } from "#domain/messages/content/parts";
import { render } from "#domain/messages/content/render";
import { MOST_SEGMENTS } from "./length.ts";
import { LONGEST_VALUE, MOST_ITEMS } from "./shape.ts";
import { describeProblem, textProblems } from "./text-problems.ts";

const tag = (name: string, more: Partial<MergeTag> = {}): MergeTag => ({ name, label: name, sample: "x", ...more });
const tags: MergeTag[] = [
  tag("customer.first_name", { longest: 30 }),
  tag("shop.name", { longest: 40 }),
  tag("cart.total", { longest: 30, isPlain: true }),
  tag("cart.lines", {
    each: [
      tag("title", { longest: 60 }),
      tag("quantity", { longest: 6, isPlain: true }),
      tag("price", { longest: 15, isPlain: true }),
    ],
  }),
  tag("event.note"),
  tag("link", { longest: 40, isPlain: true }),
];
const problemsOf = (template: string, purpose: "marketing" | "transactional" = "marketing") =>
  textProblems(template, tags, purpose).map((problem) => describeProblem(template, problem));

describe("a text that can be sent has no problem", () => {
  test.each([
    ["Hi {{ customer.first_name }}, your cart waits: {{ link }}"],
    ['Hi {{ customer.first_name | default: "there" }}! {{ cart.total }}'],
    ['Hi {{ customer.first_name or "there" }}'],
    [
      "{% for line in cart.lines limit: 3 %}{{ line.quantity }} x {{ line.title | truncate: 30 }} {{ line.price | money }}\n{% endfor %}",
    ],
    [
      "{% for line in cart.lines limit: 2 %}{{ forloop.index }}. {{ line.title }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
    ],
    ["{{ cart.lines.first.title }} {{ cart.lines[1].title }} {{ cart.lines.size }}"],
    ["{% assign top = cart.lines | sort: 'price' | last %}{{ top.title }} for {{ top.price | money }}"],
    ["{% if cart.total %}{{ cart.total }}{% else %}your cart{% endif %}"],
    ["{% case customer.first_name %}{% when 'A' %}one{% when 'B' %}two{% else %}three{% endcase %}"],
    ["{% for i in (1..20) %}{{ i }} {% endfor %}"],
    ['{% capture hello %}Hi {{ customer.first_name }}{% endcapture %}{{ hello }}! {{ "now" | date: "weekday" }}'],
    ["x".repeat(1_490)],
  ])("%s", (template) => {
    expect(problemsOf(template)).toEqual([]);
  });
});

describe("a problem names its line and character, and what to do", () => {
  test.each([
    [
      "Hi {{ customer.name }}",
      /^Line 1, character 7: \{\{ customer\.name \}\} isn’t a valid merge tag here\. Use one of/,
    ],
    ["Hi\n  {{ cart.totl }}", /^Line 2, character 6: \{\{ cart\.totl \}\}/],
    [
      "{% for line in cart.lines limit: 2 %}{{ line.titel }}{% endfor %}",
      /^Line 1, character 41: \{\{ line\.titel \}\}/,
    ],
    [
      "ok {% for line in cart.lines %}{{ line.title }}{% endfor %}",
      /^Line 1, character 4: Limit this loop: \{% for line in cart\.lines limit: 3 %\}/,
    ],
    ["{% for i in (1..99) %}x{% endfor %}", /^Line 1, character 1: This loop can run 99 times/],
    ["{% for i in (1..cart.lines.size) %}x{% endfor %}", /Limit this loop/],
    ["{% for i in cart.total %}x{% endfor %}", /cart\.total isn’t a list/],
    ["Your items: {{ cart.lines }}", /This is a list/],
    ["{{ cart }}", /Name one of its values: total, lines/],
    ["Hi\n{% if cart.total %}", /^Line 2, character 1: The text has an error: tag .* not closed/],
    ["Hi {% frobnicate %}", /^Line 1, character 4: The text has an error: tag “?"?frobnicate/],
    ["Hi {{ customer.first_name | shout }}", /undefined filter: shout/],
    ["x".repeat(660), /^never/],
    [
      `${"x".repeat(700)} {{ customer.first_name }}`,
      /^Line 1, character 702: With the longest values, this text takes 12 SMS segments/,
    ],
    [
      "{% for line in cart.lines limit: 9 %}{{ line.title }} and {{ line.title }}{% endfor %}",
      /^Line 1, character 1: With the longest values/,
    ],
    [
      "{% assign a = 'x' %}{% for i in (1..20) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
      /character 85: This value can get too long .* truncate: 60/,
    ],
  ])("%s", (template, expected) => {
    const found = problemsOf(template);
    if (String(expected) === "/^never/") expect(found).toEqual([]);
    else expect(found.join("\n")).toMatch(expected);
  });
});

const locale: TextLocale = {
  country: "DE",
  currency: "EUR",
  timeZone: "Europe/Berlin",
  now: new Date("2026-12-03T12:00:00Z"),
};
const words = (longest: number) =>
  fc.oneof(
    fc
      .string({ unit: fc.constantFrom("a", "b", " ", "Я", "😀", "ß", "€", "ΐ", ",", "1"), maxLength: longest })
      .map((it) => it.slice(0, longest)),
    fc.constantFrom("", "ß".repeat(longest), "W".repeat(longest), "😀".repeat(longest / 2)),
  );
const line = fc.record({
  title: words(60),
  quantity: fc.integer({ min: 1, max: 999 }),
  price: fc.integer({ min: 0, max: 99_999 }),
});
const values = fc.record({
  customer: fc.record({ first_name: words(30) }),
  shop: fc.record({ name: words(40) }),
  cart: fc.record({
    total: fc.constantFrom("$42.00", "1.234.567,50 €"),
    lines: fc.array(line, { maxLength: MOST_ITEMS }),
  }),
  event: fc.record({ note: words(LONGEST_VALUE) }),
  link: fc.constant("https://example.com/l/aB3dE5gH7j"),
});

const names = fc.constantFrom(
  "customer.first_name",
  "shop.name",
  "cart.total",
  "event.note",
  "link",
  "a",
  "b",
  "line.title",
  "line.price",
  "cart.lines.first.title",
  "cart.lines.size",
  '"words"',
  "5",
);
const filters = fc.constantFrom(
  "",
  "",
  " | upcase",
  " | downcase",
  " | capitalize",
  " | append: a",
  " | append: b | append: b",
  ' | default: "there"',
  " | truncate: 20",
  " | truncate: 3, b",
  ' | replace: "a", "abcdef"',
  ' | replace: "", "xy"',
  ' | replace: "a", b',
  " | url_encode",
  " | money",
  ' | date: "long"',
  " | size",
  " | times: 1000000",
  ' | split: "" | join: "--"',
  ' | split: "a" | first',
  " | strip",
  ' | remove: "a"',
  ' or "none"',
  " or b",
  " | prepend: a | slice: 0, 9",
  " | truncatewords: 3",
  ' | replace_first: "a", event.note',
);
const output = fc.tuple(names, filters).map(([name, filter]) => `{{ ${name}${filter} }}`);
const { template } = fc.letrec((tie) => ({
  template: fc.array(tie("piece"), { maxLength: 7 }).map((pieces) => pieces.join("")),
  piece: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.string({ unit: fc.constantFrom("a", "€", "Я", " ", ",", "\n", "ß"), maxLength: 60 }),
    output,
    output,
    fc
      .tuple(fc.constantFrom("a", "b"), names, filters)
      .map(([to, name, filter]) => `{% assign ${to} = ${name}${filter} %}`),
    fc
      .tuple(fc.constantFrom("a", "b"), tie("template"))
      .map(([to, inner]) => `{% capture ${to} %}${inner}{% endcapture %}`),
    fc
      .tuple(names, tie("template"), tie("template"))
      .map(([name, yes, no]) => `{% if ${name} == "" %}${yes}{% else %}${no}{% endif %}`),
    fc
      .tuple(names, tie("template"), tie("template"))
      .map(
        ([name, yes, no]) => `{% case ${name} %}{% when 1, a %}${yes}{% when b %}${yes}{% else %}${no}{% endcase %}`,
      ),
    fc
      .tuple(
        fc.constantFrom("cart.lines limit: 3", "cart.lines", "(1..4)", "(1..30)", "cart.lines limit: 12"),
        tie("template"),
      )
      .map(([over, inner]) => `{% for line in ${over} %}${inner}{% endfor %}`),
    fc.constantFrom("{% cycle a, b %}", "{% increment n %}", "{% raw %}{{ x }}{% endraw %}", "{% echo a %}"),
  ),
})) as { template: fc.Arbitrary<string> };

test("no accepted text takes more than ten SMS segments, whatever its values are within their bounds", () => {
  let accepted = 0;
  fc.assert(
    fc.property(template, values, fc.constantFrom("marketing", "transactional"), (written, given, purpose) => {
      const source = `{% assign a = "" %}{% assign b = "" %}${written}`;
      if (textProblems(source, [...tags, tag("line.title"), tag("line.price")], purpose).length > 0) return;
      const made = render(source, given, locale);
      if (made.kind === "failed") return;
      accepted += 1;
      expect(measureText(withOptOutLine(made.text, purpose)).parts).toBeLessThanOrEqual(MOST_SEGMENTS);
    }),
    { numRuns: 400 },
  );
  // Most of what is made names itself again and again, or is broken.
  expect(accepted).toBeGreaterThan(40);
});

test("a text is checked without a stall, however it is written", () => {
  const pieces = fc.constantFrom(
    "{% for i in (1..20) %}",
    "{% endfor %}",
    "{% if a %}",
    "{% endif %}",
    "{{ a | append: a }}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{% assign a = a | append: a %}",
    "x",
    "{% capture a %}",
    "{% endcapture %}",
    "{{ cart.lines[0][1].x }}",
    "{% case a %}",
    "{% when b %}",
    "{% endcase %}",
    "{% liquid echo a %}",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (made) => {
      for (const { at, message } of textProblems(made.join(""), tags, "marketing")) {
        expect(at).toBeGreaterThanOrEqual(0);
        expect(message).toMatch(/\.$/);
      }
    }),
  );
});
