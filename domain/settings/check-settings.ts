import { checkAttributionWindow } from "#domain/attribution/check-window";
import { checkFrequencyCap, type FrequencyCapChanges } from "#domain/compliance/check-frequency-cap";
import { checkOwnWords } from "#domain/compliance/check-own-words";
import { checkTextingHours, type TextingHours } from "#domain/compliance/check-texting-hours";
import { checkDoubleOptIn, type DoubleOptInChanges } from "#domain/consent/check-double-opt-in";
import { checkAll, UserError } from "#domain/user-error";
import { storableText } from "#platform/sql/storable";

/** What a merchant may change on the settings pages. Other settings have functions of their own. */
export interface SettingsChanges extends Partial<TextingHours>, FrequencyCapChanges, DoubleOptInChanges {
  /** Empty: the store's own name. */
  brandName?: string | null;
  optOutWords?: string[];
  /** Empty: the answer we write. */
  helpText?: string | null;
  attributionWindowDays?: number;
}

/** Throws a UserError for a bad value. Returns the value as it is stored, if that differs. */
type Check = (changes: SettingsChanges, present: TextingHours) => unknown;

const checkHours: Check = (changes, present) => checkTextingHours({ ...present, ...changes });

/** The check of each setting, written by the room that uses it. Settings with the same check are checked together. */
const checks: Record<keyof SettingsChanges, Check> = {
  textingStartsMinute: checkHours,
  textingEndsMinute: checkHours,
  frequencyCapTexts: checkFrequencyCap,
  frequencyCapHours: checkFrequencyCap,
  frequencyCapAction: checkFrequencyCap,
  attributionWindowDays: ({ attributionWindowDays }) => checkAttributionWindow(attributionWindowDays),
  doubleOptIn: checkDoubleOptIn,
  doubleOptInHours: checkDoubleOptIn,
  brandName: ({ brandName = null }) => ({ brandName: checkText(brandName, 40, "brandName") }),
  helpText: ({ helpText = null }) => ({ helpText: checkText(helpText, 320, "helpText") }),
  optOutWords: ({ optOutWords = [] }) => ({ optOutWords: checkOwnWords(optOutWords) }),
};

/**
 * The changes as they are stored. `present` is needed because hours are checked as a pair. Throws a UserError with every
 * problem, by its field, and an Error for a setting that has no check.
 */
export function checkSettings(present: TextingHours, changes: SettingsChanges): SettingsChanges {
  const unchecked = Object.keys(changes).find((name) => !Object.hasOwn(checks, name));
  if (unchecked) throw new Error(`The setting ${unchecked} has no check in domain/settings/check-settings.ts.`);
  const names = Object.keys(checks) as (keyof SettingsChanges)[]; // a Record has exactly these keys
  const needed = names.filter((name) => changes[name] !== undefined).map((name) => checks[name]);
  const checked = { ...changes };
  checkAll(...[...new Set(needed)].map((check) => () => Object.assign(checked, check(changes, present))));
  return checked;
}

function checkText(text: string | null, longest: number, field: string): string | null {
  const trimmed = storableText(text ?? "").trim();
  if (trimmed.length > longest) throw new UserError("settings-text-long", `Use at most ${longest} characters.`, field);
  return trimmed === "" ? null : trimmed;
}
