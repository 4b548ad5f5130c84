import { expect, test } from "vitest";
import { triggers } from "./registry.ts";
import { LONGEST_SETTING } from "./setting-field.ts";

const withFields = Object.entries(triggers).filter(([, { fields }]) => fields.length > 0);

test.each(withFields)(
  "every field of the trigger %s is a setting, and its schema takes what the form offers",
  (_, trigger) => {
    const usual = trigger.settings.parse({}) as Record<string, unknown>;
    for (const { name, kind, choices = [], least = 0, most } of trigger.fields) {
      expect(usual).toHaveProperty(name);
      const offered = {
        text: ["", "Points earned", "x".repeat(most ?? LONGEST_SETTING)],
        words: [[], ["one", "two"], Array(most ?? 20).fill("x".repeat(LONGEST_SETTING))],
        "whole-number": [least, most ?? 1_000],
        hour: [0, 23],
        date: [null, "2026-12-24"],
        choice: choices.map(({ value }) => value),
        "yes-no": [true, false],
        segment: [null, "0193c0de-0000-7000-8000-000000000001"],
        property: [null, "birthday"],
      }[kind];
      for (const value of offered) expect(trigger.settings.safeParse({ ...usual, [name]: value }).success).toBe(true);
      if (kind === "choice") expect(offered).toContain(usual[name]);
    }
  },
);

test("a trigger whose settings are incomplete says what to choose", () => {
  const problems = (kind: keyof typeof triggers, settings: object = {}) =>
    triggers[kind].settingsProblems(triggers[kind].settings.parse(settings)).map(({ message }) => message);
  expect(problems("date-property")).toEqual(["Choose the property with the date."]);
  expect(problems("date-property", { property: "birthday" })).toEqual([]);
  expect(problems("fixed-date")).toEqual(["Choose the date."]);
  expect(problems("segment-entered")).toEqual(["Choose the segment."]);
  expect(problems("segment-left")).toEqual(["Choose the segment."]);
});

test("a word that opts in or out, agrees or asks for help can't be a keyword", () => {
  const problems = (...words: string[]) =>
    triggers["keyword-received"].settingsProblems({ words }).map(({ message }) => message);
  expect(problems("GLOW", "early access")).toEqual([]);
  expect(problems()).toEqual(["Enter at least one keyword."]);
  for (const word of ["STOP", "stop.", "Start", "HELP", "yes", "Opt out", "СТОП"])
    expect(problems("GLOW", word)).toEqual([expect.stringContaining(`“${word}”`)]);
});
