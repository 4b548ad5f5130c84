import { isNothing, plainWord, readBoolean } from "#domain/imports/cells/words";
import { readWrittenDate } from "#domain/imports/cells/written-date";

/** What a file says of someone's consent; null when it cannot be told. */
export type SaidConsent = "yes" | "no" | "never" | null;

const YES = wordSet(`
subscribed optedin optin active confirmed accepted accepts granted subscriber singleoptin doubleoptin consented agreed agree iagree
allowed enabled verified subscribe angemeldet abonniert zugestimmt einverstanden inscrit inscrite abonne abonnee accepte suscrito suscrita
acepto acepta aceptado iscritto iscritta accetto acconsento inscrito inscrita aceito ingeschreven aangemeld akkoord godkjent`);
const NO = wordSet(`
unsubscribed optedout optout stop stopped suppressed blocked donottext donotcontact donotsms donotmessage donotcall dnc dnd removed revoked
unsubscribe withdrawn cancelled canceled end quit abgemeldet abbestellt widerrufen gesperrt desinscrit desinscrite desabonne desabonnee
dadodebaja dadadebaja baja cancelado cancelada disiscritto disiscritta cancellato cancellata descadastrado descadastrada uitgeschreven
afgemeld avregistrerad avmeldt frameldt wypisany odhlaseny`);
const NEVER = wordSet(`
neversubscribed notsubscribed never pending pendingconfirmation unconfirmed inactive nonsubscribed nosubscribed invalid redacted cleaned
bounced archived notoptedin declined refused denied disabled notconfirmed rejected`);

/** Reads a cell of a consent column: yes, no (they took it back), never (they have not agreed, or not yet). */
export function readConsent(cell: string): SaidConsent {
  const word = plainWord(cell);
  if (YES.has(word)) return "yes";
  if (NO.has(word)) return "no";
  if (NEVER.has(word) || isNothing(cell)) return "never";
  const isTrue = readBoolean(cell);
  return isTrue === null ? null : isTrue ? "yes" : "never";
}

const NO_BEGINNINGS = new Set([...NO].map((word) => word.slice(0, 2)));
const LONGEST_NO = 60;

/** `readConsent(cell) === "no"`, for a trimmed cell of any column of ten million lines: most are settled by two letters. */
export function saysNo(cell: string): boolean {
  if (cell === "" || cell.length > LONGEST_NO || /^[\d+]/.test(cell)) return false;
  const begin = cell.slice(0, 2).toLowerCase();
  if (/^[a-z]{2}$/.test(begin) && !NO_BEGINNINGS.has(begin)) return false;
  return readConsent(cell) === "no";
}

/** What a cell of an opt-out column says: when, that someone has opted out, that they have not; "unclear" for anything else. */
export type SaidOptOut = Date | "yes" | "not" | "unclear";

/** Reads a cell of an opt-out column: a date, a tick, a word. A false or empty one is no opt-out. */
export function readOptOut(cell: string, isMonthFirst: boolean | null): SaidOptOut {
  if (cell === "" || isNothing(cell)) return "not";
  const isTrue = readBoolean(cell);
  if (isTrue !== null && plainWord(cell) !== "active") return isTrue ? "yes" : "not";
  const said = readConsent(cell);
  if (said === "no") return "yes";
  if (said !== null || NOT_OPTED_OUT.has(plainWord(cell))) return "not";
  return readDate(cell, isMonthFirst) ?? "unclear";
}

const NOT_OPTED_OUT = wordSet("notoptedout notunsubscribed stillsubscribed messaged");

/**
 * Reads a date as exports write it; null for what is none. "03/04/2026" is March 4th where the month comes first, as in
 * the United States, and no date where neither is known (null). A time without a zone is read as UTC.
 */
export function readDate(cell: string, isMonthFirst: boolean | null): Date | null {
  return readWrittenDate(cell, isMonthFirst);
}

function wordSet(list: string): Set<string> {
  return new Set(list.trim().split(/\s+/).map(plainWord));
}
