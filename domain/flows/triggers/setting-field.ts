/** The most characters of a text or a word that has no bound of its own. */
export const LONGEST_SETTING = 100;

/** One setting of a trigger, for the editor's form; its name is the setting's. Runs in the browser. */
export interface SettingField {
  name: string;
  label: string;
  /** words: several, typed with commas between them. hour: of a day. segment: its id, and its name as `<name without Id>Name`. property: the name of a property with dates. */
  kind: "text" | "words" | "whole-number" | "hour" | "date" | "choice" | "yes-no" | "segment" | "property";
  least?: number;
  /** The greatest number, the most characters of a text, or the most words. */
  most?: number;
  helpText?: string;
  choices?: { value: string | number | null; label: string }[];
}

/** 0 → "12 AM". */
export function hourInWords(hour: number): string {
  return `${hour % 12 === 0 ? 12 : hour % 12} ${hour < 12 ? "AM" : "PM"}`;
}
