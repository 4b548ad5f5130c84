/**
 * How a text is billed: GSM-7 or UCS-2, in parts. Pure and browser-safe; runs for every text sent and every key typed.
 * GSM-7 counts septets (3GPP TS 23.038), UCS-2 counts UTF-16 code units; a text of several parts gives some of each
 * part to the header that joins them.
 */

export type Encoding = "gsm-7" | "ucs-2";

export interface TextMeasure {
  encoding: Encoding;
  /** Septets or UTF-16 code units. */
  units: number;
  parts: number;
  /** Units that still fit into the last part. */
  remainingInPart: number;
  /** The characters that GSM-7 lacks, each once, in order: they make the text cost more. */
  unicodeCharacters: string[];
}

const LIMITS = {
  "gsm-7": { single: 160, joined: 153 },
  "ucs-2": { single: 70, joined: 67 },
} as const;

const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿" +
  "abcdefghijklmnopqrstuvwxyzäöñüà";
/** Reached through ESC: two septets each, and never parted from it. */
const EXTENDED = "\f^{}\\[~]|€";

/** Septets by UTF-16 code unit, 0 for what GSM-7 lacks. */
const SEPTETS = new Uint8Array(65_536);
for (const character of BASIC) SEPTETS[character.charCodeAt(0)] = 1;
for (const character of EXTENDED) SEPTETS[character.charCodeAt(0)] = 2;

/** Counts a text's encoding, units and parts. An empty text has no parts. */
export function measureText(text: string): TextMeasure {
  const unicodeCharacters = charactersBeyondGsm(text);
  const encoding = unicodeCharacters.length === 0 ? "gsm-7" : "ucs-2";
  const units = encoding === "gsm-7" ? countSeptets(text) : text.length;
  const { single, joined } = LIMITS[encoding];
  if (units === 0) return { encoding, units, parts: 0, remainingInPart: single, unicodeCharacters };
  if (units <= single) return { encoding, units, parts: 1, remainingInPart: single - units, unicodeCharacters };
  const { breaks, lastUnits } = breakIntoParts(text, encoding);
  return { encoding, units, parts: breaks.length + 1, remainingInPart: joined - lastUnits, unicodeCharacters };
}

/** The parts as the phone receives them, in order. Never splits a surrogate pair nor an ESC pair. */
export function splitIntoParts(text: string): string[] {
  if (text === "") return [];
  const encoding = isGsm(text) ? "gsm-7" : "ucs-2";
  const units = encoding === "gsm-7" ? countSeptets(text) : text.length;
  if (units <= LIMITS[encoding].single) return [text];
  const { breaks } = breakIntoParts(text, encoding);
  return [0, ...breaks].map((start, i) => text.slice(start, breaks[i]));
}

/** True when the basic SMS alphabet (GSM-7) has every character. */
export function isGsm(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (SEPTETS[text.charCodeAt(i)] === 0) return false;
  return true;
}

function charactersBeyondGsm(text: string): string[] {
  if (isGsm(text)) return [];
  const found = new Set<string>();
  for (const character of text) if (!isGsm(character)) found.add(character);
  return [...found];
}

function countSeptets(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += SEPTETS[text.charCodeAt(i)] ?? 0;
  return sum;
}

/** Fills part after part; a character that no longer fits begins the next, so its part is left a unit short. */
function breakIntoParts(text: string, encoding: Encoding): { breaks: number[]; lastUnits: number } {
  const limit = LIMITS[encoding].joined;
  const breaks: number[] = [];
  let filled = 0;
  let i = 0;
  while (i < text.length) {
    const length = isPair(text, i) ? 2 : 1;
    const units = encoding === "gsm-7" ? (SEPTETS[text.charCodeAt(i)] ?? 0) : length;
    if (filled + units > limit) {
      breaks.push(i);
      filled = 0;
    }
    filled += units;
    i += length;
  }
  return { breaks, lastUnits: filled };
}

function isPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}
