import fc from "fast-check";
import { expect, test } from "vitest";
import { renderCounted } from "./engine.ts";
import { plainTemplate, renderPlain } from "./plain-template.ts";
import { parseTemplate } from "./render.ts";
import { WORK_ALLOWED } from "./work.ts";

const quickly = (template: string, variables: Record<string, unknown>) => {
  const plain = plainTemplate(parseTemplate(template));
  return plain && renderPlain(plain, variables);
};

test("a text of words and names is filled in as Liquid would fill it in", () => {
  const words = fc.constantFrom(
    "Hi ",
    "\r\n",
    ", ",
    "Zoë 🎉",
    "",
    "\u0000",
    "{% comment %}x{% endcomment %}",
    " {{- ' ' -}} ",
  );
  const name = fc.constantFrom(
    ...[
      "{{ customer.first_name }}",
      "{{- customer.first_name -}}",
      "{{customer.size}}",
      "{{ customer['first_name'] }}",
    ],
    ...[
      "{{ link }}",
      "{{ nothing.here }}",
      "{{ customer }}",
      "{{ list.first }}",
      "{{ constructor.name }}",
      "{{ count }}",
    ],
    ...["{{ customer.first_name | upcase }}", "{{ 'words' }}", "{{ customer.first_name or 'there' }}"],
  );
  const value = fc.constantFrom("Mei", "", "{{ link }}", "a\u0000b", null, 7, ["x", "y"], { toString: "x" });
  fc.assert(
    fc.property(fc.array(fc.oneof(words, name), { maxLength: 6 }), value, value, (pieces, first, link) => {
      const variables = { customer: { first_name: first }, link, list: ["a"], count: 3 };
      const template = pieces.join("");
      const quick = quickly(template, variables);
      if (quick === null) return;
      expect(quick).toBe(renderCounted(parseTemplate(template), variables, WORK_ALLOWED).marked);
    }),
    { numRuns: 2_000 },
  );
});

test("the texts of most campaigns are filled in without the general renderer", () => {
  const template = "Fernhill: 20% off today, {{ customer.first_name }}: {{ link }}";
  const variables = { customer: { first_name: "Ada" }, link: "https://crt.test/l/Ab3dE9xYzQ" };
  expect(quickly(template, variables)).toBe("Fernhill: 20% off today, Ada: https://crt.test/l/Ab3dE9xYzQ");
});

test("filters, conditions and very long values are left to the general renderer", () => {
  const variables = { customer: { first_name: "x".repeat(3_000) } };
  expect(quickly("{{ customer.first_name | upcase }}", variables)).toBeNull();
  expect(quickly("{% if customer.first_name %}x{% endif %}", variables)).toBeNull();
  expect(quickly("{{ customer.first_name }}{{ customer.first_name }}", variables)).toBeNull();
});
