import { isGsm, measureText } from "#domain/messages/content/parts";

/** How long a piece of a text can get. */
export interface Length {
  /** UTF-16 code units. */
  units: number;
  /** Septets, while the whole text is of the basic SMS alphabet. */
  septets: number;
  isPlain: boolean;
}

export const NOTHING: Length = { units: 0, septets: 0, isPlain: true };

/** SMS segments of the longest text that may be sent. */
export const MOST_SEGMENTS = 10;

export function lengthOf(words: string): Length {
  const isPlain = isGsm(words);
  return { units: words.length, septets: isPlain ? measureText(words).units : words.length, isPlain };
}

/** Of a value, by its longest. A plain one may have a sign that takes two septets, such as the euro's. */
export function lengthOfValue(longest: number, isPlain: boolean): Length {
  return { units: longest, septets: longest + 1, isPlain };
}

export function addLengths(left: Length, right: Length): Length {
  return {
    units: left.units + right.units,
    septets: left.septets + right.septets,
    isPlain: left.isPlain && right.isPlain,
  };
}

export function longerOf(left: Length, right: Length): Length {
  return {
    units: Math.max(left.units, right.units),
    septets: Math.max(left.septets, right.septets),
    isPlain: left.isPlain && right.isPlain,
  };
}

export function multiplyLength(length: Length, rounds: number): Length {
  if (rounds === 0) return NOTHING;
  return { ...length, units: length.units * rounds, septets: length.septets * rounds };
}

/** SMS segments at most: a segment may end a unit early, because no character is split. */
export function segmentsOf({ units, septets, isPlain }: Length): number {
  if (isPlain) return septets <= 160 ? 1 : Math.ceil(septets / 152);
  return units <= 70 ? 1 : Math.ceil(units / 66);
}
