import { checkAll, UserError } from "#domain/user-error";

/** What a merchant may change; the rest of the settings is set by verbs of its own. */
export interface SettingsChanges {
  /** Empty: the store's own name. */
  brandName?: string | null;
  /** Minutes after midnight in the recipient's local time. */
  textingStartsMinute?: number;
  textingEndsMinute?: number;
  frequencyCapTexts?: number;
  frequencyCapHours?: number;
  frequencyCapAction?: string;
  optOutWords?: string[];
  /** Empty: the answer we write. */
  helpText?: string | null;
  attributionWindowDays?: number;
  /** Where a sign-up needs double opt-in: where-required | forms | forms-and-checkout */
  doubleOptIn?: string;
  /** How long that yes is waited for. */
  doubleOptInHours?: number;
}

interface Hours {
  textingStartsMinute: number;
  textingEndsMinute: number;
}

/** 47 CFR 64.1200(c)(1): 8:00 to 21:00 at the called party's location. A shop may only be stricter. */
const LAW: Hours = { textingStartsMinute: 480, textingEndsMinute: 1_260 };
/** The longest that caps are remembered (domain/messages/claim/reserve-caps.sql). */
const LONGEST_CAP_HOURS = 720;
/** A question that is older has been forgotten. */
const LONGEST_WAIT_HOURS = 720;
/** From what the law asks to more; domain/consent/double-opt-in.ts says what each means. */
const DOUBLE_OPT_INS = ["where-required", "forms", "forms-and-checkout"];
const MOST_WORDS = 30;
/** These already mean something else to every carrier. */
const TAKEN_WORDS = ["START", "UNSTOP", "YES", "HELP", "INFO"];

/** The changes as they are stored. `present` is needed because hours are checked as a pair. Refuses by the field. */
export function checkSettings(present: Hours, changes: SettingsChanges): SettingsChanges {
  const checked = { ...changes };
  const { brandName, helpText, optOutWords } = changes;
  checkAll(
    () => checkHours({ ...present, ...changes }, changes),
    () => checkWhole(changes.frequencyCapTexts, 1, 20, "frequencyCapTexts"),
    () => checkWhole(changes.frequencyCapHours, 1, LONGEST_CAP_HOURS, "frequencyCapHours"),
    () => checkWhole(changes.attributionWindowDays, 1, 30, "attributionWindowDays"),
    () => checkWhole(changes.doubleOptInHours, 1, LONGEST_WAIT_HOURS, "doubleOptInHours"),
    () => checkChoices(changes),
    () => brandName !== undefined && Object.assign(checked, { brandName: checkText(brandName, 40, "brandName") }),
    () => helpText !== undefined && Object.assign(checked, { helpText: checkText(helpText, 320, "helpText") }),
    () => optOutWords !== undefined && Object.assign(checked, { optOutWords: checkWords(optOutWords) }),
  );
  return checked;
}

function checkChoices({ doubleOptIn, frequencyCapAction: action }: SettingsChanges): void {
  if (doubleOptIn !== undefined && !DOUBLE_OPT_INS.includes(doubleOptIn))
    throw new UserError("settings-double-opt-in", "Choose when to require double opt-in.", "doubleOptIn");
  if (action !== undefined && action !== "defer" && action !== "skip")
    throw new UserError(
      "settings-cap-action",
      "Choose what happens to texts that exceed the cap.",
      "frequencyCapAction",
    );
}

function checkHours({ textingStartsMinute: starts, textingEndsMinute: ends }: Hours, changes: SettingsChanges): void {
  if (changes.textingStartsMinute === undefined && changes.textingEndsMinute === undefined) return;
  if (!Number.isInteger(starts) || starts < LAW.textingStartsMinute)
    throw new UserError(
      "settings-hours-early",
      "Choose 8 AM or later. The law doesn’t allow earlier marketing texts.",
      "textingStartsMinute",
    );
  if (!Number.isInteger(ends) || ends > LAW.textingEndsMinute)
    throw new UserError(
      "settings-hours-late",
      "Choose 9 PM or earlier. The law doesn’t allow later marketing texts.",
      "textingEndsMinute",
    );
  if (ends - starts < 60)
    throw new UserError("settings-hours-short", "Leave at least one hour for texts.", "textingEndsMinute");
}

function checkWhole(value: number | undefined, least: number, most: number, field: string): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new UserError("settings-number", `Enter a whole number from ${least} to ${most}.`, field);
}

function checkText(text: string | null, longest: number, field: string): string | null {
  const trimmed = text?.replaceAll("\u0000", "").trim() ?? "";
  if (trimmed.length > longest) throw new UserError("settings-text-long", `Use at most ${longest} characters.`, field);
  return trimmed === "" ? null : trimmed;
}

function checkWords(words: string[]): string[] {
  const cleaned = [...new Set(words.map((word) => word.trim().toUpperCase()).filter((word) => word !== ""))];
  if (cleaned.length > MOST_WORDS)
    throw new UserError("settings-words-many", `Use up to ${MOST_WORDS} keywords.`, "optOutWords");
  for (const word of cleaned) {
    if (!/^[\p{L}\p{N}][\p{L}\p{N} '’-]{0,29}$/u.test(word))
      throw new UserError(
        "settings-word-wrong",
        `"${word.slice(0, 30)}" isn’t a valid keyword. Use letters and numbers.`,
        "optOutWords",
      );
    if (TAKEN_WORDS.includes(word))
      throw new UserError(
        "settings-word-taken",
        `${word} can’t be an opt-out keyword. Shoppers text it to start or to get help.`,
        "optOutWords",
      );
  }
  return cleaned;
}
