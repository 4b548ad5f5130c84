import { isGsm, measureText } from "./parts.ts";

/** What word processors and number formats put in place of plain characters. Pure and browser-safe. */
const LOOK_ALIKES: Record<string, string> = {
  "‘": "'",
  "’": "'",
  "‚": "'",
  "‛": "'",
  "′": "'",
  "`": "'",
  "´": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "‟": '"',
  "″": '"',
  "«": '"',
  "»": '"',
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "―": "-",
  "−": "-",
  "…": "...",
  "•": "-",
  "·": ".",
  "\u00a0": " ",
  "\u2002": " ",
  "\u2003": " ",
  "\u2009": " ",
  "\u200a": " ",
  "\u202f": " ",
  "\t": " ",
  "\u2007": " ",
  "\u3000": " ",
  "￥": "¥",
  "₋": "-",
};

const LOOK_ALIKE = new RegExp(`[${Object.keys(LOOK_ALIKES).join("")}]`, "g");

/** Characters that show nothing: soft hyphens, joiners, marks of direction, byte order marks. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Joiners, emoji styles and flags' tags shape what is shown when they follow an emoji or a letter that they join. */
const SHAPES = /\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0020}-\u{e007f}]/u;
const SHAPED =
  /(?:\p{Emoji}|\p{M}|\p{Emoji_Modifier}|\ufe0f|[\u{e0020}-\u{e007f}]|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Malayalam}|\p{Script=Sinhala}|\p{Script=Tamil}|\p{Script=Telugu}|\p{Script=Kannada})$/u;

/** The same text with look-alikes that GSM-7 has, and without invisible characters. What has no look-alike stays. */
export function toGsm(text: string): string {
  if (isGsm(text)) return text;
  return text
    .replace(/\p{Script=Latin}\p{M}+/gu, (letter) => letter.normalize("NFC"))
    .replace(INVISIBLE, (mark, at: number, whole: string) =>
      SHAPES.test(mark) && SHAPED.test(whole.slice(Math.max(0, at - 2), at)) ? mark : "",
    )
    .replace(LOOK_ALIKE, (character) => LOOK_ALIKES[character] ?? character);
}

/** True when plain characters make a text cheaper; one emoji and a dozen "…" can make it dearer instead. */
export function isCheaperPlain(text: string): boolean {
  return measureText(toGsm(text)).parts < measureText(text).parts;
}

const NAMES: Record<string, string> = {
  "\u00a0": "a non-breaking space",
  "\u00ad": "a soft hyphen",
  "\u2002": "an en space",
  "\u2003": "an em space",
  "\u2007": "a figure space",
  "\u2009": "a thin space",
  "\u200a": "a hair space",
  "\u200b": "a zero-width space",
  "\u200c": "a zero-width non-joiner",
  "\u200d": "a zero-width joiner",
  "\u200e": "a left-to-right mark",
  "\u200f": "a right-to-left mark",
  "\u202f": "a narrow non-breaking space",
  "\u2060": "a word joiner",
  "\u3000": "a wide space",
  "\ufe0f": "an emoji style mark",
  "\ufeff": "a byte order mark",
};

const SHOWS_NOTHING = /^(?:\p{Default_Ignorable_Code_Point}|\p{C}|\p{Z})$/u;

/** Names characters for the merchant: “’”, a soft hyphen and 3 more. Characters that show nothing are told by name. */
export function listCharacters(characters: string[]): string {
  const shown = characters.slice(0, 4).map(nameOf);
  const rest = characters.length - 4;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : (shown[0] ?? "");
}

function nameOf(character: string): string {
  const name = NAMES[character];
  if (name) return name;
  if (!SHOWS_NOTHING.test(character)) return `“${character}”`;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `an invisible character (U+${code})`;
}
