import fc from "fast-check";
import { asked } from "./requests.ts";
import { target } from "./target.ts";
import { anyText } from "./words.ts";

const PIECES = [
  ...["{{ customer.first_name }}", "{{ link }}", "{{ shop.name }}", '{{ customer.first_name | default: "you" }}'],
  ...["{{", "}}", "{%", "%}", "{% raw %}", "{% endraw %}", "{% comment %}", "{% liquid", "{%- -%}", "{{-", "-}}"],
  ...[
    "{% for i in (1..1000000000) %}x{% endfor %}",
    "{% for i in (1..1000) %}",
    "{% endfor %}",
    "{% tablerow i in (1..9) %}",
  ],
  ...["{% if customer %}", "{% elsif %}", "{% else %}", "{% endif %}", "{% case x %}{% when 1 %}", "{% unless %}"],
  ...["{% assign x = 'a' %}", "{% capture x %}", "{% endcapture %}", "{% include '/etc/passwd' %}", "{% render 'x' %}"],
  ...[
    "{% layout 'x' %}",
    "{% cycle 'a','b' %}",
    "{% increment x %}",
    "{{ x | append: x | append: x }}",
    "{{ 1 | divided_by: 0 }}",
  ],
  ...["{{ 'a' | times: 1e9 }}", "{{ constructor.constructor }}", "{{ __proto__ }}", "{{ customer['first_name'] }}"],
  ...[
    "{{ 'x' | replace: '', 'xxxxxxxx' | replace: '', 'xxxxxxxx' }}",
    "{{ 'now' | date: '%9999s' }}",
    "{{ a.b.c.d.e[0][1] }}",
  ],
];

const body = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: anyText }), {
      maxLength: 12,
    }),
    fc.constantFrom(1, 1, 1, 1, 40, 400),
  )
  .map(([pieces, times]) => pieces.join(" ").repeat(times).slice(0, 20_000));

/** Texts with merge tags, while they are typed in and when they are saved. */
export const templates = target("templates", (victim) => ({
  input: fc.record({
    body,
    linkUrl: fc.oneof(fc.constantFrom("", "https://example.com/", "javascript:1", "http://["), anyText),
    name: anyText,
    date: fc.oneof(fc.constantFrom("", "2026-12-24", "9999-99-99"), anyText),
    time: fc.oneof(fc.constantFrom("", "10:00", "25:61"), anyText),
    when: fc.constantFrom("now", "later", "local", "never"),
    tag: anyText,
    intent: fc.constantFrom(null, null, "test", "dry-run"),
  }),
  async put({ intent, ...words }) {
    const form = { audience: words.tag === "" ? "all" : "tag", senderId: "", ...words };
    const estimate = await asked(victim, "/campaigns/estimate", form);
    const order = intent === null ? form : { ...form, intent, phone: "+12125550100" };
    const save = await asked(victim, "/campaigns/new.data", order);
    return Promise.all([victim.send(estimate), victim.send(save)]);
  },
}));
