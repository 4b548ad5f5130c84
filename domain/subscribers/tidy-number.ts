/** Why nothing can be texted at what was written. `refusalSentence` of imports has the words. */
export type NumberProblem =
  | "not-a-phone"
  /** A spreadsheet has rounded it, or shows something else in its place. */
  | "rounded"
  | "several-numbers"
  | "extension"
  /** Premium-rate, shared-cost, pager, satellite and the like, or a short code. */
  | "not-textable";

/** Digits and what usually stands between them, not ending as a spreadsheet's float does: needs no tidying. */
const PLAIN = /^\+?[\d ().-]*\d$/;
const FLOAT_END = /[.,]\d{1,2}$/;
const MOST = 60;

const LABEL =
  /^(?:tel(?:ephone|efon|[eé]fono|[eé]phone)?|phone(?: (?:number|no))?|ph|mobile?|mob|m[oó]vil|cell(?:ular|ulare|phone)?|celular|handy|portable|whatsapp|sms|callto|[mctp])\.?\s*[:.]\s*(?:\/\/)?\s*/iu;
const TRAILING_LABEL = /\s*[([](?:mobile?|mob|cell|home|work|primary|main|handy|privat|whatsapp|sms|[mch])\.?[)\]]$/iu;
const EXTENSION = /\d\s*[,;(-]?\s*(?:ext(?:ension|n)?|xtn|x|#|anexo|durchwahl|dw|poste|int)\s*[.:=]?\s*\d{1,7}\)?$/iu;
const SPREADSHEET_ERROR = /^#(?:#+|N\/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV\/0!|ERROR!|SPILL!)$/i;
const BETWEEN_NUMBERS = /[;|/,&\n\t]|\s(?:or|and|und|oder|y|o|et|ou|e)\s/iu;

/**
 * What someone, a form or a spreadsheet wrote as a phone number, without what has no meaning in it: invisible marks, quotes of a
 * spreadsheet, a label, the ".0" of a float. A problem instead where the digits that were meant are not all there, or more
 * than one number is. Never guesses a digit. Safe with any bytes.
 */
export function tidyNumber(raw: string): { text: string } | { problem: NumberProblem } {
  const trimmed = raw.trim();
  if (PLAIN.test(trimmed) && trimmed.length <= MOST && !FLOAT_END.test(trimmed)) return { text: trimmed };
  const text = bareNumber(raw.slice(0, 4 * MOST));
  if (text === null) return { problem: "not-a-phone" };
  const number = asInteger(text);
  if (number === null || SPREADSHEET_ERROR.test(text)) return { problem: "rounded" };
  const one = onlyOne(number);
  if (one === null) return { problem: "several-numbers" };
  if (EXTENSION.test(one)) return { problem: "extension" };
  // A word in it is a vanity number or a sentence: guessing which digits are meant texts a stranger.
  return one.length > MOST || /\p{L}/u.test(one) ? { problem: "not-a-phone" } : { text: one };
}

/** Null when bytes are in it that no text has. */
function bareNumber(raw: string): string | null {
  const text = raw
    .replace(/\p{Cf}|\ufe0f/gu, "")
    .normalize("NFKC")
    .trim();
  if (/[^\P{Cc}\t\r\n]/u.test(text)) return null;
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/^[=\s'"`´‘’“”\p{So}]+|[\s'"`´‘’“”]+$/gu, "")
    .replace(LABEL, "")
    .replace(TRAILING_LABEL, "");
}

/** A number as spreadsheets and programs write it: 436641234567.0, 12,125,550,123, 1.2125550123E10. Null when digits are lost. */
function asInteger(text: string): string | null {
  const [, whole = "", fraction = "", exponent] = /^\+?(\d+)(?:[.,](\d+))?\s*e\s*\+?(\d{1,2})$/i.exec(text) ?? [];
  if (exponent !== undefined) {
    const kept = Number(exponent);
    return fraction.length >= kept && /^0*$/.test(fraction.slice(kept)) ? whole + fraction.slice(0, kept) : null;
  }
  const grouped = /^\+?\d{1,3}(?:,\d{3}){2,}(?:\.0{1,2})?$|^\+?\d{1,3}(?:'\d{3}){2,}$/.test(text);
  const number = grouped ? text.replace(/[,']/g, "") : text;
  const [, digits, decimals = ""] = /^(\+?\d{7,15})[.,](\d{1,2})$/.exec(number) ?? [];
  if (digits === undefined) return number;
  return /^0+$/.test(decimals) ? digits : digits.length >= 10 ? null : number;
}

/** Null when there is more than one. The same number twice is one. */
function onlyOne(text: string): string | null {
  const parts = text.split(BETWEEN_NUMBERS).filter((part) => digitsOf(part).length >= 7);
  if (parts.length > 1) return new Set(parts.map(digitsOf)).size === 1 ? (parts[0] ?? "").trim() : null;
  const isTwo = /\d[\s)]*\+\s*\d/.test(text) || /\d{10}\s+\d{10}/.test(text);
  return isTwo ? null : text.replace(/\s+/g, " ").trim();
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}
