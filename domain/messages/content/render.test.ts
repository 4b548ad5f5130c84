import fc from "fast-check";
import { expect, test } from "vitest";
import { renderCounted } from "./engine.ts";
import { parseTemplate, render, templateProblem } from "./render.ts";
import { WORK_ALLOWED } from "./work.ts";

const people = { customer: { first_name: "Mei", last_name: "Lin" }, link: "https://crt.test/l/Ab3dE9xY" };
const doubled = (times: number, grow: string) => `{% assign a = "xxxxxxxxxx" %}${grow.repeat(times)}`;

/** Each would take seconds, hundreds of megabytes, or both, if nothing counted what it does. */
const HOSTILE: [string, string][] = [
  ["captures that double", `${doubled(28, "{% capture a %}{{ a }}{{ a }}{% endcapture %}")}{{ a }}`],
  ["captures that double and are never written", doubled(28, "{% capture a %}{{ a }}{{ a }}{% endcapture %}")],
  [
    "captures of blanks before punctuation",
    `${doubled(15, '{% capture a %}{{ a | replace: "x", "  " }}{{ a }}{% endcapture %}')}{{ a }},`,
  ],
  ["assignments that double", `${doubled(28, "{% assign a = a | append: a %}")}{{ a }}`],
  ["replacements that multiply", `${doubled(12, '{% assign a = a | replace: "x", a %}')}{{ a }}`],
  ["joins that multiply", `${doubled(12, '{% assign a = a | split: "" | join: a %}')}{{ a }}`],
  [
    "lists that double",
    '{% assign a = "x,y" | split: "," %}'.concat("{% assign a = a | concat: a %}".repeat(28), "{{ a }}"),
  ],
  [
    "loops in loops",
    "{% for i in (1..900) %}{% for j in (1..900) %}{% for k in (1..900) %}{% endfor %}{% endfor %}{% endfor %}",
  ],
  ["a range of millions", "{% for i in (1..100000000) %}x{% endfor %}"],
  ["a range of millions that is only written", "{{ (1..100000000) }}"],
  ["ranges of millions that are compared", "{% if (1..9000000) == (1..9000000) %}x{% endif %}"],
  [
    "loops that search a long text",
    `${doubled(9, "{% assign a = a | append: a %}")}{% assign b = "b" | append: a %}{% for i in (1..900) %}{% if a contains b %}x{% endif %}{% endfor %}`,
  ],
  [
    "sorting again and again",
    "{% assign a = (1..2000) %}{% for i in a %}{% assign b = a | reverse | sort | uniq %}{% endfor %}",
  ],
  ["dates of a thousand places", '{% for i in (1..900) %}{{ "now" | date: "%9999Y" }}{% endfor %}'],
  [
    "cycles of long texts",
    `${doubled(10, "{% assign a = a | append: a %}")}{% for i in (1..900) %}{% cycle a, a %}{% endfor %}`,
  ],
  ["truncations that grow", `${doubled(20, "{% assign a = a | truncate: 1, a | append: a %}")}{{ a }}`],
  [
    "page filters that search with patterns",
    `${doubled(10, '{% assign a = a | append: "<script" %}')}{{ a | strip_html }}`,
  ],
  ["filters that run code for each item", '{{ "a,b" | split: "," | where_exp: "i", "i == i" }}'],
  ["tables", "{% tablerow i in (1..1000000) %}x{% endtablerow %}"],
  ["files", "{% include 'passwd' %}"],
  ["files of another kind", "{% render 'passwd' %}"],
  ["layouts", "{% layout 'passwd' %}"],
];

test.each(HOSTILE)("%s fail alone, in the same place on every machine", (_name, template) => {
  const result = render(template, people);
  expect(result.kind).toBe("failed");
  if (result.kind === "failed")
    expect(result.detail).toMatch(/too much work|not found|undefined filter|isn’t supported/);
});

test("ordinary texts take a small part of the work that is allowed", () => {
  const lines = Array.from({ length: 50 }, (_, i) => ({ title: `Cedar candle ${i}`, quantity: 2, price: "$21.00" }));
  const template =
    "{{ shop.name }}: {% if customer.first_name %}Hi {{ customer.first_name | capitalize }}{% else %}Hi{% endif %}! " +
    "{% for line in lines %}{{ line.quantity }} x {{ line.title | truncate: 20 }}, {% endfor %}" +
    '{{ total | default: "" }} {{ link }}';
  const { used } = renderCounted(parseTemplate(template), { ...people, lines }, WORK_ALLOWED);
  expect(used).toBeLessThan(WORK_ALLOWED / 2);
  const plain = parseTemplate("{{ shop.name }}: Hi {{ customer.first_name }}, your cart waits: {{ link }}");
  expect(renderCounted(plain, people, WORK_ALLOWED).used).toBeLessThan(200);
});

test("an empty name leaves no hole, also inside a condition, and the merchant's own blanks stay", () => {
  const of = (template: string) => render(template, { customer: { first_name: "" } });
  const text = (words: string) => ({ kind: "text", text: words });
  expect(of("Hi {{ customer.first_name }}, your cart waits")).toEqual(text("Hi, your cart waits"));
  expect(of("Hi{% if customer.first_name %} {{ customer.first_name }}{% endif %}, welcome")).toEqual(
    text("Hi, welcome"),
  );
  expect(of("Hi {% if customer.first_name %}{{ customer.first_name }}{% endif %}, welcome")).toEqual(
    text("Hi, welcome"),
  );
  expect(of("{{ customer.first_name }}, your cart waits")).toEqual(text("Your cart waits"));
  expect(of("Bonjour {{ customer.first_name }} ! Prêt ?")).toEqual(text("Bonjour ! Prêt ?"));
  expect(of('{% assign sale = "20%" %}Only today :  {{ sale }}')).toEqual(text("Only today :  20%"));
});

test("what a template captures is what it wrote, also where a tag was empty", () => {
  const template =
    '{% capture name %}{{ customer.first_name }}{% endcapture %}{% if name == "" %}none{% else %}{{ name | size }}{% endif %}';
  expect(render(template, { customer: { first_name: "" } })).toEqual({ kind: "text", text: "none" });
  expect(render(template, people)).toEqual({ kind: "text", text: "3" });
});

test("no value brings a mark of its own into the text", () => {
  expect(render("a{{ x }}b", { x: "\u0000 \u0000" })).toEqual({ kind: "text", text: "a b" });
});

test("a text that is longer than any may be is not parsed", () => {
  expect(templateProblem("x".repeat(4_001))).toMatch(/longer than/);
});

test("no template, however made, throws, hangs or makes more than is allowed", () => {
  const piece = fc.constantFrom(
    ...[
      "{{ a }}",
      "{{ a | append: a }}",
      "{{ link }}",
      "{% capture a %}",
      "{% endcapture %}",
      "{% for i in (1..99) %}",
      "{% endfor %}",
    ],
    ...[
      "{% if a == b %}",
      "{% endif %}",
      "{% assign b = a | split: '' %}",
      "{% assign a = b | join: a %}",
      "{{",
      "}}",
      "{%",
      "%}",
      " ",
    ],
    ...[
      "{% assign a = a | append: b | replace: 'x', b %}",
      "{% case a %}{% when b %}",
      "{% endcase %}",
      "{% raw %}",
      "x",
      ",",
      "{% break %}",
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const result = render(pieces.join(""), { a: "xyx", b: "x" });
      if (result.kind === "text") expect(result.text.length).toBeLessThanOrEqual(WORK_ALLOWED);
      else expect(result.detail).not.toBe("");
    }),
  );
});
