import { LONGEST_ADDRESS, LONGEST_VALUE, MOST_ITEMS } from "#domain/messages/content/check/shape";

/** Cuts a value to so many characters, at a word's end where there is one, and marks the cut. */
export function cutText(value: string, longest: number): string {
  if (value.length <= longest) return value;
  const short = value.slice(0, longest - 3);
  const end = short.lastIndexOf(" ");
  return `${(end > longest / 2 ? short.slice(0, end) : short.replace(/[\ud800-\udbff]$/, "")).trimEnd()}...`;
}

/**
 * Values from outside, bounded as the check of texts assumes: long ones are cut, an address that is too long is left out
 * because a part of it leads nowhere, and a list keeps as many items as fit. Everything else stays as it is.
 */
export function boundedVariables<Value>(value: Value): Value {
  return boundValue(value) as Value; // strings become strings, lists lists and records records
}

function boundValue(value: unknown): unknown {
  if (typeof value === "string") {
    if (/^https?:\/\//.test(value)) return value.length <= LONGEST_ADDRESS ? value : "";
    return cutText(value, LONGEST_VALUE);
  }
  if (Array.isArray(value)) return fittingItems(value.slice(0, MOST_ITEMS).map(boundValue));
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, boundValue(inner)]));
}

/** Words that a text writes one after another have the length of one value. */
function fittingItems(items: unknown[]): unknown[] {
  let length = 0;
  return items.filter((item) => {
    if (typeof item === "string") length += item.length;
    return length <= LONGEST_VALUE;
  });
}
