import { checkAttributionWindow } from "#domain/attribution/check-window";
import { checkFrequencyCap, type FrequencyCapChanges } from "#domain/compliance/check-frequency-cap";
import { checkOwnWords } from "#domain/compliance/check-own-words";
import { checkTextingHours, type TextingHours } from "#domain/compliance/check-texting-hours";
import { checkDoubleOptIn, type DoubleOptInChanges } from "#domain/consent/check-double-opt-in";
import { checkAll, UserError } from "#domain/user-error";

/** What a merchant may change on the settings pages. Other settings have verbs of their own. */
export interface SettingsChanges extends Partial<TextingHours>, FrequencyCapChanges, DoubleOptInChanges {
  /** Empty: the store's own name. */
  brandName?: string | null;
  optOutWords?: string[];
  /** Empty: the answer we write. */
  helpText?: string | null;
  attributionWindowDays?: number;
}

/**
 * The changes as they are stored. Each setting is checked by the room that uses it. `present` is needed because hours are
 * checked as a pair. Throws a UserError with every problem, by its field.
 */
export function checkSettings(present: TextingHours, changes: SettingsChanges): SettingsChanges {
  const checked = { ...changes };
  const { brandName, helpText, optOutWords } = changes;
  const changesHours = changes.textingStartsMinute !== undefined || changes.textingEndsMinute !== undefined;
  checkAll(
    () => changesHours && checkTextingHours({ ...present, ...changes }),
    () => checkFrequencyCap(changes),
    () => checkAttributionWindow(changes.attributionWindowDays),
    () => checkDoubleOptIn(changes),
    () => brandName !== undefined && Object.assign(checked, { brandName: checkText(brandName, 40, "brandName") }),
    () => helpText !== undefined && Object.assign(checked, { helpText: checkText(helpText, 320, "helpText") }),
    () => optOutWords !== undefined && Object.assign(checked, { optOutWords: checkOwnWords(optOutWords) }),
  );
  return checked;
}

function checkText(text: string | null, longest: number, field: string): string | null {
  const trimmed = text?.replaceAll("\u0000", "").trim() ?? "";
  if (trimmed.length > longest) throw new UserError("settings-text-long", `Use at most ${longest} characters.`, field);
  return trimmed === "" ? null : trimmed;
}
