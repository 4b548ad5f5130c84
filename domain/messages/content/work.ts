/**
 * Work of one rendering, counted in units: a character read or written is one, a step of the template five. A template that
 * asks for more than it is allowed fails in the same place on every machine, however busy.
 */
export interface Work {
  /** Charges this many characters or items before they are made. Throws TOO_MUCH_WORK. */
  use(units: number): void;
  /** Charges one step: a tag, an output, a filter, a round of a loop. */
  step(): void;
  /** Charges a search for a text of the second length in one of the first. */
  search(length: number, soughtLength: number): void;
  /** liquidjs compares sizes with it; counted work needs no second limit. */
  check(units: number): void;
  used(): number;
}

export const TOO_MUCH_WORK = "template work limit exceeded";

/** A text that lists fifty items takes about 2,000 units; a plain one takes a few hundred. */
export const WORK_ALLOWED = 20_000;
/** What a template may take when it is saved, with sample values: real ones may be longer. */
export const WORK_ALLOWED_WHEN_SAVED = 10_000;

const STEP_UNITS = 5;
/** Comparisons that take about as long as handling one character. */
const COMPARISONS_A_UNIT = 64;

export function workFor(allowed: number): Work {
  let used = 0;
  function useUnits(units: number): void {
    if (!(units > 0)) return;
    used += units;
    if (used > allowed) throw new Error(TOO_MUCH_WORK);
  }
  return {
    use: useUnits,
    step: () => useUnits(STEP_UNITS),
    search: (length, soughtLength) => useUnits(Math.floor((length * soughtLength) / COMPARISONS_A_UNIT)),
    check: () => {},
    used: () => used,
  };
}
