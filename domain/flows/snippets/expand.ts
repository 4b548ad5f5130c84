/** A store's snippets: texts by name. */
export type Snippets = Record<string, string>;

const TAG = /\{%-?\s*snippet\s+(?:"([^"{}%]*)"|'([^'{}%]*)')\s*-?%\}/g;

export interface Expanded {
  text: string;
  /** The place in the template of a place in the text: the tag, for all that a snippet put there. */
  placeOf(at: number): number;
  /** Snippets that the store doesn't have, with the place of their tags, which stay as they are. */
  unknown: { name: string; at: number }[];
}

/**
 * Puts snippets in the place of their tags: {% snippet "signature" %}. A snippet names no other snippet (manage.ts), and what
 * it brings is not looked through again, so this ends after one pass. Browser-safe.
 */
export function expandSnippets(template: string, snippets: Snippets): Expanded {
  const moves: { from: number; to: number; at: number; shift: number }[] = [];
  const unknown: Expanded["unknown"] = [];
  let shift = 0;
  const text = template.replace(
    TAG,
    (tag: string, double: string | undefined, single: string | undefined, at: number) => {
      const name = double ?? single ?? "";
      const put = Object.hasOwn(snippets, name) ? snippets[name] : undefined;
      if (put === undefined) {
        unknown.push({ name, at });
        return tag;
      }
      const from = at + shift;
      shift += put.length - tag.length;
      moves.push({ from, to: from + put.length, at, shift });
      return put;
    },
  );
  const placeOf = (at: number) => {
    const move = moves.findLast(({ from }) => from <= at);
    if (!move) return at;
    return at < move.to ? move.at : at - move.shift;
  };
  return { text, placeOf, unknown };
}

/** The names of the snippets that a text has, each once. */
export function snippetsIn(text: string): string[] {
  return [...new Set([...text.matchAll(TAG)].map(([, double, single]) => double ?? single ?? ""))];
}

/** The same settings of a step with snippets in the place of their tags, in every text of them. */
export function withSnippets<Settings>(settings: Settings, snippets: Snippets): Settings {
  return inAll(settings, (text) => expandSnippets(text, snippets).text) as Settings; // strings become strings
}

function inAll(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => inAll(item, change));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inAll(inner, change)]));
}
