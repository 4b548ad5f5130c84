import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { USUAL_HOURS } from "#domain/flows/definition/text-deadline";
import { validateFlow } from "#domain/flows/definition/validate";
import { expandSnippets, snippetsIn } from "./expand.ts";
import { pinSnippets } from "./pin.ts";

const snippets = { signature: "Your Fernhill team", greeting: 'Hi {{ customer.first_name | default: "there" }}' };
const flow = (text: string) =>
  parseDocument({
    purpose: "transactional",
    trigger: { kind: "order-placed" },
    steps: [{ id: "say", type: "send", config: { text } }],
  });
const problemsOf = (text: string, given: Record<string, string> = snippets) =>
  validateFlow(flow(text), { ...USUAL_HOURS, snippets: given }).map(({ message }) => message);

test("a snippet stands in the place of its tag, and an unknown one is told with its place", () => {
  const made = expandSnippets('{% snippet "greeting" %}! {% snippet \'signature\' %}{% snippet "none" %}', snippets);
  expect(made.text).toBe(`${snippets.greeting}! Your Fernhill team{% snippet "none" %}`);
  expect(made.unknown).toEqual([{ name: "none", at: 51 }]);
  expect(snippetsIn('{% snippet "a" %}{% snippet "a" %}{% snippet "b" %}')).toEqual(["a", "b"]);
});

test("what a snippet brings is not looked through again", () => {
  const endless = { a: '{% snippet "a" %}{% snippet "a" %}' };
  expect(expandSnippets('{% snippet "a" %}', endless).text).toBe(endless.a);
});

test("a text that its snippets make longer than a version may hold can't be published", () => {
  const given = { ...snippets, long: "x".repeat(500) };
  const tags = '{% snippet "long" %}'.repeat(3);
  const message = "The text is too long with the words of its snippets: use at most 1600 characters.";
  expect(problemsOf(tags + "y".repeat(100), given)).not.toContain(message);
  expect(problemsOf(tags + "y".repeat(101), given)).toEqual([message]);
});

test("a place in the text is that of the template: within a snippet, its tag", () => {
  const { text, placeOf } = expandSnippets('Hello {% snippet "signature" %} and more', snippets);
  expect(placeOf(2)).toBe(2);
  expect(placeOf(text.indexOf("Fernhill"))).toBe(6);
  expect(placeOf(text.indexOf("more"))).toBe('Hello {% snippet "signature" %} and more'.indexOf("more"));
});

test("a draft's texts are checked with the words of their snippets, at the place in the template", () => {
  expect(problemsOf('{% snippet "greeting" %}, thank you!')).toEqual([]);
  expect(problemsOf('Hi {% snippet "none" %}')).toEqual([
    "Line 1, character 4: The snippet “none” wasn’t found. Add it under Settings, Snippets, or choose another one.",
  ]);
  expect(problemsOf('Hi {% snippet "odd" %} {{ nope }}', { odd: "so {{ cart.total }}" })).toEqual([
    expect.stringMatching(/^Line 1, character 4: \{\{ cart\.total \}\}/),
    expect.stringMatching(/^Line 1, character 27: \{\{ nope \}\}/),
  ]);
  expect(problemsOf('{% snippet "offer" %}', { offer: "Get 20% off" })).toEqual([expect.stringMatching(/promotional/)]);
  expect(problemsOf('{% snippet "long" %}'.repeat(9), { long: "x".repeat(450) })).toHaveLength(1);
});

test("a version has the words of its snippets", () => {
  const { steps } = pinSnippets(flow('Thanks! {% snippet "signature" %}'), snippets);
  expect(steps).toMatchObject([{ config: { text: "Thanks! Your Fernhill team" } }]);
});
