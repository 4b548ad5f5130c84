/** How a record answers one term of a search, by the term's name. */
export type Searchable = Record<string, string | number | string[] | null>;

interface Term {
  name: string;
  operator: ":" | ":>" | ":>=" | ":<" | ":<=";
  value: string;
}

const termPattern = /([\w.]+)(:>=|:<=|:>|:<|:)("[^"]*"|'[^']*'|[^\s"']\S*)/g;

/**
 * Whether a record satisfies Shopify's search syntax, as far as our app uses it: `name:value`, comparisons, and
 * terms joined by AND or a space. A name that the record doesn't know is ignored, as Shopify does (with a warning).
 * https://shopify.dev/docs/api/usage/search-syntax
 */
export function satisfies(record: Searchable, query: string | null | undefined): boolean {
  return termsOf(query ?? "").every((term) => {
    const actual = record[term.name];
    if (actual === undefined) return true;
    return [actual].flat().some((value) => compares(value, term));
  });
}

function termsOf(query: string): Term[] {
  return [...query.matchAll(termPattern)].map(([, name, operator, value]) => ({
    name: name ?? "",
    operator: operator as Term["operator"], // the pattern allows no other
    value: (value ?? "").replace(/^["']|["']$/g, ""),
  }));
}

function compares(actual: string | number | null, { operator, value }: Term): boolean {
  if (operator === ":") return matches(actual, value);
  if (actual === null) return false;
  const [one, other] = comparable(actual, value);
  if (operator === ":>") return one > other;
  if (operator === ":>=") return one >= other;
  if (operator === ":<") return one < other;
  return one <= other;
}

function matches(actual: string | number | null, value: string): boolean {
  if (value === "*") return actual !== null;
  if (actual === null) return false;
  const text = String(actual).toLowerCase();
  const wanted = value.toLowerCase();
  return wanted.endsWith("*") ? text.startsWith(wanted.slice(0, -1)) : text === wanted;
}

/** Times compare as instants, ids and amounts as numbers. */
function comparable(actual: string | number, value: string): [number, number] {
  if (typeof actual === "number") return [actual, Number(value)];
  return [Date.parse(actual), Date.parse(value)];
}
