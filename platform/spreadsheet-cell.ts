/**
 * Text that a spreadsheet must not execute. Sources: OWASP "CSV Injection" (owasp.org/www-community/attacks/CSV_Injection):
 * a cell that begins with = + - @, a tab, a carriage return, a line feed or a full-width form of these may run as a
 * formula; put a single quote before it, and mind field separators and quotes inside of a cell, which begin a new cell
 * wherever the file is read with another separator. OWASP ASVS 5.0 1.2.10 adds the null character.
 */

/** What begins a formula: ASCII, full-width, small and mathematical forms. */
const STARTS_FORMULA = new Set("=+-@＝＋－＠﹦﹢﹣﹫−");
/** What may stand before it and is skipped by one program or another: blanks, invisible characters, quotes. */
const IS_SKIPPED = /[\s\p{Cf}\p{Cc}"'`´‘’‚“”„«»]/u;
/** Inside of a cell, what ends it for a program that takes another separator, or does not know our quotes. */
const SEPARATORS = new Set(",;|\t\r\n");
const STARTS_WITH_CONTROL = /^'*[\t\r\n\0]/;
const MAY_BE_FORMULA = /[=+\-@＝＋－＠﹦﹢﹣﹫−]|^'*[\t\r\n\0]/;

/**
 * The text with a single quote before whatever could run as a formula, at its start and after each separator in it.
 * `readCell` gives back exactly what went in.
 */
export function harmlessCell(text: string): string {
  return piecesBetween(text, placesOfFormulas(text)).join("'");
}

/** The text behind a cell that `harmlessCell`, or another program that follows OWASP, has made. Any other stays as it is. */
export function readCell(cell: string): string {
  const quotes = placesOfFormulas(cell).filter((at) => cell[at] === "'");
  return piecesBetween(cell, quotes)
    .map((piece, number) => (number === 0 ? piece : piece.slice(1)))
    .join("");
}

function piecesBetween(text: string, places: number[]): string[] {
  return [0, ...places].map((start, number) => text.slice(start, places[number]));
}

/**
 * Where something begins that a program may run. Quotes put there change nothing about the answer, so what was made
 * harmless is found again. From the end to the start, so that a long run of blanks costs no more than its length.
 */
function placesOfFormulas(text: string): number[] {
  if (!MAY_BE_FORMULA.test(text)) return [];
  const places: number[] = [];
  let leadsToFormula = false;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at] ?? "";
    if (leadsToFormula && SEPARATORS.has(character)) places.push(at + 1);
    leadsToFormula = STARTS_FORMULA.has(character) || (leadsToFormula && IS_SKIPPED.test(character));
  }
  if (leadsToFormula || STARTS_WITH_CONTROL.test(text)) places.push(0);
  return places.reverse();
}
