import { storableText } from "#platform/storable";

/** What a form sends, as it is written down. */
export interface SignUpForm {
  phone: string;
  hasAgreed: boolean;
  /** Filled in by what is no person: people do not see the field. */
  trap: string;
  words: string | null;
  formVersion: string | null;
  page: string | null;
}

const LONGEST_WORDS = 2_000;
const LONGEST_FIELD = 200;

/** Reads a form as browsers post it, or the same fields as JSON. Null when it is neither. */
export function readSignUpForm(body: string, contentType: string | undefined): SignUpForm | null {
  const fields = contentType?.startsWith("application/json") ? jsonFields(body) : new URLSearchParams(body);
  if (fields === null) return null;
  const field = (name: string, longest = LONGEST_FIELD) =>
    storableText(fields.get(name) ?? "")
      .trim()
      .slice(0, longest) || null;
  return {
    phone: field("phone") ?? "",
    hasAgreed: ["on", "true", "yes", "1"].includes(field("agree")?.toLowerCase() ?? ""),
    trap: field("website") ?? "",
    words: field("words", LONGEST_WORDS),
    formVersion: field("form_version"),
    page: field("page"),
  };
}

/** "US-FL" or "DE": what a proxy of the operator's that knows regions may say. It can only make the rules stricter. */
export function regionIn(header: string | string[] | undefined): { country: string; region: string | null } | null {
  const said = String(header ?? "").trim();
  const [, country, region] = /^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/.exec(said.toUpperCase()) ?? [];
  return country ? { country, region: region ?? null } : null;
}

function jsonFields(body: string): Map<string, string> | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return new Map(Object.entries(value).map(([name, of]) => [name, String(of)]));
  } catch {
    // Not JSON: the door says so.
    return null;
  }
}
