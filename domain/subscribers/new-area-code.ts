import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** Three digits of an area, three of an exchange, four: North American Numbering Plan Administrator, "NPA" and "central office code". */
const SHAPE = /^([2-9]\d\d)([2-9]\d\d)\d{4}$/;
/** Codes that are never given to a place: N11 are services, N9X, 37X and 96X wait for longer numbers, 555 is for directories. */
const NEVER_A_PLACE = /^(?:.11|.9.|37.|96.|555)$/;

const known = new Map<string, boolean>();

/**
 * Whether ten digits are a North American number with an area code that the numbering data do not have. New codes are
 * handed out every year; the carrier knows better than old data whether someone has the number.
 */
export function hasNewAreaCode(national: string): boolean {
  const [, area, exchange = ""] = SHAPE.exec(national) ?? [];
  if (area === undefined || NEVER_A_PLACE.test(area) || /^.11$/.test(exchange)) return false;
  const isKnown = known.get(area) ?? isInData(area);
  known.set(area, isKnown);
  return !isKnown;
}

/** Of a known code some exchanges may be left out, and are not to be called new. Some milliseconds, once a code. */
function isInData(area: string): boolean {
  for (let exchange = 200; exchange < 1_000; exchange += 1)
    if (parsePhoneNumberFromString(`+1${area}${exchange}2345`)?.isValid()) return true;
  return false;
}
