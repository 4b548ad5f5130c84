import type { ShownForm } from "#domain/consent/forms/prove-form";
import { isStoreId } from "#domain/products/store-id";
import { storableText } from "#platform/sql/storable";

/** What a form sends, as it is written down. */
export interface SignUpForm extends ShownForm {
  phone: string;
  hasAgreed: boolean;
  /** Filled in by what is no person: people do not see the field. */
  trap: string;
  /** The variant that the person wants to be told of; null: a form for news alone. */
  ask: VariantAsk | null;
}

export interface VariantAsk {
  kind: "restock" | "price";
  variantId: string;
  productId: string;
}

const LONGEST_FIELD = 200;

/** Reads a form as browsers post it, or the same fields as JSON. Null when it is neither. */
export function readSignUpForm(body: string, contentType: string | undefined): SignUpForm | null {
  const fields = contentType?.startsWith("application/json") ? jsonFields(body) : new URLSearchParams(body);
  if (fields === null) return null;
  // Whole and as it was sent: it may be signed. The body's own limit bounds it.
  const shown = (name: string) => storableText(fields.get(name) ?? "");
  const field = (name: string) => shown(name).trim().slice(0, LONGEST_FIELD);
  return {
    phone: field("phone"),
    hasAgreed: ["on", "true", "yes", "1"].includes(field("agree").toLowerCase()),
    trap: field("website"),
    words: shown("words"),
    formVersion: shown("form_version"),
    page: shown("page"),
    signature: field("signature"),
    ask: askIn(field),
  };
}

/** The variant is the shopper's choice, so it isn't signed. An id that no store could have is ignored. */
function askIn(field: (name: string) => string): VariantAsk | null {
  const [kind, variantId, productId] = [field("notify"), field("variant"), field("product")];
  if ((kind !== "restock" && kind !== "price") || !isStoreId(variantId) || !isStoreId(productId)) return null;
  return { kind, variantId, productId };
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
    // Not JSON: the endpoint says so.
    return null;
  }
}
