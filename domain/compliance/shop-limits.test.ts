import { describe, expect, test } from "vitest";
import { ALL_RULES } from "#domain/compliance/rules/catalogue";
import { UserError } from "#domain/user-error";
import { checkFrequencyCap, type FrequencyCapChanges } from "./check-frequency-cap.ts";
import { checkOwnWords } from "./check-own-words.ts";
import { choiceOf } from "./check-stricter.ts";
import { checkTextingHours } from "./check-texting-hours.ts";

/** What a merchant reads, with the field it is about. */
function refusal(check: () => unknown): { code: string; field: string | null; says: string } | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof UserError) return { code: error.code, field: error.field, says: error.message };
    throw error;
  }
}

describe("texting hours", () => {
  const hours = (textingStartsMinute: number, textingEndsMinute: number) =>
    refusal(() => checkTextingHours({ textingStartsMinute, textingEndsMinute }));

  test.each([
    [480, 1_260],
    [480, 540],
    [1_200, 1_260],
    [720, 780],
  ])("%i to %i are the shop's to choose", (starts, ends) => {
    expect(hours(starts, ends)).toBeNull();
  });

  test.each([
    [479, 1_260],
    [0, 1_260],
    [500.5, 1_260],
    [Number.NaN, 1_260],
  ])("a start at %d is too early or no minute", (starts, ends) => {
    expect(hours(starts, ends)).toEqual({
      code: "settings-hours-early",
      field: "textingStartsMinute",
      says: "Choose 8 AM or later. The law doesn’t allow earlier marketing texts.",
    });
  });

  test.each([
    [480, 1_261],
    [480, 1_200.5],
    [480, Number.NaN],
  ])("from %d, an end at %d is too late or no minute", (starts, ends) => {
    expect(hours(starts, ends)).toEqual({
      code: "settings-hours-late",
      field: "textingEndsMinute",
      says: "Choose 9 PM or earlier. The law doesn’t allow later marketing texts.",
    });
  });

  test.each([
    [480, 539],
    [1_201, 1_260],
    [900, 900],
    [1_000, 600],
  ])("from %i to %i there is less than an hour", (starts, ends) => {
    expect(hours(starts, ends)).toEqual({
      code: "settings-hours-short",
      field: "textingEndsMinute",
      says: "Leave at least one hour for texts.",
    });
  });
});

describe("the frequency cap", () => {
  const cap = (changes: FrequencyCapChanges) => refusal(() => checkFrequencyCap(changes));

  test.each<FrequencyCapChanges>([
    {},
    { frequencyCapTexts: 1, frequencyCapHours: 1, frequencyCapAction: "defer" },
    { frequencyCapTexts: 20, frequencyCapHours: 720, frequencyCapAction: "skip" },
  ])("%j is taken", (changes) => {
    expect(cap(changes)).toBeNull();
  });

  test.each([
    ["frequencyCapTexts", 0],
    ["frequencyCapTexts", 21],
    ["frequencyCapTexts", 1.5],
    ["frequencyCapHours", 0],
    ["frequencyCapHours", 721],
  ])("%s can't be %d", (field, value) => {
    expect(cap({ [field]: value })?.field).toBe(field);
  });

  test.each(["", "later", "Defer"])('texts beyond it can\'t be told to "%s"', (frequencyCapAction) => {
    expect(cap({ frequencyCapAction })).toEqual({
      code: "settings-cap-action",
      field: "frequencyCapAction",
      says: "Choose what happens to texts that exceed the cap.",
    });
  });
});

describe("a shop's own keywords for STOP", () => {
  test("are kept in capitals, without blanks around them, each once", () => {
    expect(checkOwnWords([" basta ya ", "Basta Ya", "", "  ", "aufhören", "l'arrêt", "no-más", "9", "x’y"])).toEqual([
      "BASTA YA",
      "AUFHÖREN",
      "L'ARRÊT",
      "NO-MÁS",
      "9",
      "X’Y",
    ]);
    expect(checkOwnWords(["Ab".repeat(15)])).toEqual(["AB".repeat(15)]);
    expect(checkOwnWords([])).toEqual([]);
  });

  test("are thirty at most, not counting what is said twice", () => {
    const thirty = Array.from({ length: 30 }, (_, at) => `word ${at}`);
    expect(checkOwnWords([...thirty, "WORD 3", " "])).toHaveLength(30);
    expect(refusal(() => checkOwnWords([...thirty, "one more"]))).toEqual({
      code: "settings-words-many",
      field: "optOutWords",
      says: "Use up to 30 keywords.",
    });
  });

  test.each(["-no", "no!", "a".repeat(31), "no\nmore", "(x)", "’a"])("%j is not a keyword", (word) => {
    expect(refusal(() => checkOwnWords(["fine", word]))).toEqual({
      code: "settings-word-wrong",
      field: "optOutWords",
      says: `"${word.trim().toUpperCase().slice(0, 30)}" isn’t a valid keyword. Use letters and numbers.`,
    });
  });

  test.each(["start", "HELP", "yes", "info", "sí"])("%s already means something else", (word) => {
    expect(refusal(() => checkOwnWords([word]))).toEqual({
      code: "settings-word-taken",
      field: "optOutWords",
      says: `${word.toUpperCase()} can’t be an opt-out keyword. Shoppers text it to join, to say yes or to get help.`,
    });
  });
});

describe("what a shop may choose about a rule", () => {
  const choiceFor = (id: string) => {
    const rule = ALL_RULES.find((it) => it.id === id);
    if (!rule) throw new Error(`No rule ${id}.`);
    return choiceOf(rule);
  };

  test.each([
    ["us-fl-cap", { kind: "cap", texts: 3 }],
    ["us-fl-hours", { kind: "hours", starts: 480, ends: 1_200, hasSundays: true }],
    ["us-al-holidays", null],
    ["us-opt-out-words", null],
  ])("%s: %j", (id, choice) => {
    expect(choiceFor(id)).toEqual(choice);
  });

  test("of hours the widest of a week, and no Sundays where the rule has none", () => {
    for (const rule of ALL_RULES) {
      if (rule.kind !== "hours") continue;
      const days = [rule.weekdays, rule.saturday, rule.sunday].filter((it) => it !== null);
      expect(choiceOf(rule)).toEqual({
        kind: "hours",
        starts: Math.min(...days.map((it) => it.starts)),
        ends: Math.max(...days.map((it) => it.ends)),
        hasSundays: rule.sunday !== null,
      });
    }
  });

  test("a cap of one text leaves no choice", () => {
    const cap = ALL_RULES.find((rule) => rule.kind === "cap");
    if (cap?.kind !== "cap") throw new Error("There is no cap.");
    expect(choiceOf({ ...cap, texts: 1 })).toBeNull();
    expect(choiceOf({ ...cap, texts: 2 })).toEqual({ kind: "cap", texts: 2 });
  });
});
