import { describe, expect, test } from "vitest";
import { UserError } from "#domain/user-error";
import { checkSettings, type SettingsChanges } from "./check-settings.ts";

const present = { textingStartsMinute: 540, textingEndsMinute: 1_200 };

function fieldOf(changes: SettingsChanges): string | null {
  try {
    checkSettings(present, changes);
    return null;
  } catch (error) {
    if (error instanceof UserError) return error.field;
    throw error;
  }
}

describe("texting hours", () => {
  test("may be as wide as the law's and no wider", () => {
    expect(fieldOf({ textingStartsMinute: 480, textingEndsMinute: 1_260 })).toBeNull();
    expect(fieldOf({ textingStartsMinute: 479 })).toBe("textingStartsMinute");
    expect(fieldOf({ textingEndsMinute: 1_261 })).toBe("textingEndsMinute");
    expect(fieldOf({ textingStartsMinute: Number.NaN })).toBe("textingStartsMinute");
  });

  test("leave at least an hour, with the end that stays when only the start is moved", () => {
    expect(fieldOf({ textingStartsMinute: 1_140 })).toBeNull();
    expect(fieldOf({ textingStartsMinute: 1_141 })).toBe("textingEndsMinute");
  });
});

test("numbers are whole and within bounds", () => {
  expect(fieldOf({ frequencyCapTexts: 1, frequencyCapHours: 720, attributionWindowDays: 30 })).toBeNull();
  expect(fieldOf({ frequencyCapTexts: 0 })).toBe("frequencyCapTexts");
  expect(fieldOf({ frequencyCapHours: 721 })).toBe("frequencyCapHours");
  expect(fieldOf({ attributionWindowDays: 1.5 })).toBe("attributionWindowDays");
  expect(fieldOf({ frequencyCapAction: "ignore" })).toBe("frequencyCapAction");
});

test("words that mean STOP are kept once, in capitals, and none of them may mean START or HELP", () => {
  expect(checkSettings(present, { optOutWords: [" basta ", "BASTA", "no más", ""] }).optOutWords).toEqual([
    "BASTA",
    "NO MÁS",
  ]);
  for (const word of ["help", "yes", "oui", "ayuda", "START", "opt in"])
    expect(fieldOf({ optOutWords: [word] }), word).toBe("optOutWords");
  expect(fieldOf({ optOutWords: ["<b>"] })).toBe("optOutWords");
  expect(fieldOf({ optOutWords: Array.from({ length: 31 }, (_, i) => `word${i}`) })).toBe("optOutWords");
});

test("an empty name falls back to the store's", () => {
  expect(checkSettings(present, { brandName: "  " }).brandName).toBeNull();
  expect(checkSettings(present, { brandName: " Harbor " }).brandName).toBe("Harbor");
  expect(fieldOf({ brandName: "x".repeat(41) })).toBe("brandName");
  expect(fieldOf({ helpText: "x".repeat(321) })).toBe("helpText");
});

test("a setting without a check is not stored", () => {
  const unchecked = { brandName: "Harbor", shareWeight: 9 };
  expect(() => checkSettings(present, unchecked)).toThrow("The setting shareWeight has no check");
});

test("double opt-in is asked for in places that we know, and waited for from an hour to thirty days", () => {
  for (const doubleOptIn of ["where-required", "forms", "forms-and-checkout"])
    expect(checkSettings(present, { doubleOptIn, doubleOptInHours: 720 })).toMatchObject({ doubleOptIn });
  expect(fieldOf({ doubleOptIn: "nowhere" })).toBe("doubleOptIn");
  expect(fieldOf({ doubleOptInHours: 0 })).toBe("doubleOptInHours");
  expect(fieldOf({ doubleOptInHours: 721 })).toBe("doubleOptInHours");
});
