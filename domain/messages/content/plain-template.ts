import { Output, type Template, TypeGuards } from "liquidjs";
import { GAP } from "./close-gaps.ts";

/** Words as they stand, and the path of each name that is filled in: ["customer", "first_name"]. */
export type PlainTemplate = (string | string[])[];

/** So short that the counted work (work.ts) could not run out. */
const MOST_PIECES = 200;
const LONGEST = 5_000;
/** Names that Liquid answers for any value. */
const LIQUID_OWN = new Set(["size", "first", "last"]);

/**
 * What most texts are: words, and names without filters or conditions. Null when a template holds anything else. It is filled in
 * for each person of a campaign, and the general renderer takes twenty times as long for the same text.
 */
export function plainTemplate(templates: Template[]): PlainTemplate | null {
  if (templates.length > MOST_PIECES) return null;
  const pieces = templates.map(pieceOf);
  return pieces.includes(null) ? null : (pieces as PlainTemplate); // no null is in it
}

/** The text with a GAP for each name that is empty, as renderCounted marks it; null when a value is no plain text, or too long. */
export function renderPlain(pieces: PlainTemplate, variables: Record<string, unknown>): string | null {
  let text = "";
  for (const piece of pieces) {
    const value = typeof piece === "string" ? piece : valueAt(piece, variables);
    if (typeof value !== "string") return null;
    text += typeof piece !== "string" && value === "" ? GAP : value;
  }
  return text.length > LONGEST ? null : text;
}

function pieceOf(template: Template): string | string[] | null {
  if (TypeGuards.isHTMLToken(template.token)) return template.token.getContent().replaceAll(GAP, "");
  if (!(template instanceof Output) || template.value.filters.length > 0) return null;
  const [name, ...others] = template.value.initial.postfix;
  if (!name || others.length > 0 || !TypeGuards.isPropertyAccessToken(name) || name.variable) return null;
  const path = name.props.map((prop) => (TypeGuards.isWordToken(prop) ? prop.content : null));
  return path.every((key) => key !== null && !LIQUID_OWN.has(key)) ? (path as string[]) : null; // no null is in it
}

/** What a chain of plain objects holds there, if that is a text. */
function valueAt(path: string[], variables: Record<string, unknown>): unknown {
  let value: unknown = variables;
  for (const key of path) {
    if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return null;
    if (!Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key]; // an object with that key
  }
  return typeof value === "string" ? value.replaceAll(GAP, "") : null;
}
