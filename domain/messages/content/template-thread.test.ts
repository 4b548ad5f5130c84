import { expect, test } from "vitest";
import { checkTemplate } from "./check-template.ts";
import { render } from "./render.ts";
import { openTemplateThread } from "./template-thread.ts";

/** A thread that does what it is told: hang, fill its memory, or answer. */
const OBEDIENT = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    parentPort.on("message", (told) => {
      if (told === "hang") for (;;) {}
      if (told === "fill") { const kept = []; for (;;) kept.push(new Array(1e6).fill(kept.length)); }
      parentPort.postMessage(told === "wrong" ? "it is wrong" : null);
    });
    parentPort.postMessage("ready");`)}`,
);

test("a template that hangs its thread or fills its memory is stopped, and the next one is tried", async () => {
  const tryTemplate = openTemplateThread(OBEDIENT, 1_000);
  const answers = await Promise.all(["fine", "hang", "wrong", "fill", "fine"].map(tryTemplate));
  expect(answers).toEqual([
    { kind: "tried", problem: null },
    { kind: "stopped" },
    { kind: "tried", problem: "it is wrong" },
    { kind: "stopped" },
    { kind: "tried", problem: null },
  ]);
});

test("the process stays free while a template hangs", async () => {
  const tryTemplate = openTemplateThread(OBEDIENT, 500);
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 5);
  await tryTemplate("hang");
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(10);
});

test("no more templates wait than the thread can try in a minute", async () => {
  const tryTemplate = openTemplateThread(OBEDIENT);
  const answers = await Promise.all(Array.from({ length: 60 }, () => tryTemplate("fine")));
  expect(answers.filter(({ kind }) => kind === "tried")).toHaveLength(50);
  expect(answers.filter(({ kind }) => kind === "busy")).toHaveLength(10);
});

test.each([
  ["{{ shop.name }}: Hi {{ customer.first_name }}, your cart waits: {{ link }}"],
  [
    '{% if cart.item_count > 1 %}{{ cart.items }}{% else %}{{ cart.first_item }}{% endif %} {{ cart.total | default: "" }}',
  ],
  ["{% for i in (1..20) %}{{ i }} {% endfor %}"],
  ["{% assign first = customer.first_name | capitalize %}Hi {{ first }}"],
])("the ordinary text %s may be saved", async (template) => {
  expect(await checkTemplate(template)).toBeNull();
});

test.each([
  ["{% for i in (1..99) %}{% for j in (1..99) %}x{% endfor %}{% endfor %}", /too much work/],
  [`{% assign a = "xxxx" %}${"{% capture a %}{{ a }}{{ a }}{% endcapture %}".repeat(25)}`, /too much work/],
  ["{% for i in (1..3) %}{{ i }", /line 1/],
])("the text %s may not be saved, and the sentence says why", async (template, why) => {
  expect(await checkTemplate(template)).toMatch(why);
});

test("what takes more than half of the allowed work with sample values is not saved, though it could still be made", async () => {
  const template = "{% for i in (1..99) %}{% for j in (1..10) %}x{% endfor %}{% endfor %}";
  expect(render(template, {}).kind).toBe("text");
  expect(await checkTemplate(template)).toMatch(/too much work/);
});
