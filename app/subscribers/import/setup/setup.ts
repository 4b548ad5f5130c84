import type { ImportKind, ImportView } from "#domain/imports/import";
import { IMPORT_FIELDS, type ImportField, type Mapping } from "#domain/imports/reading/fields";

/** What the merchant says about a file before it is checked, as the form holds it. */
export interface SetupForm {
  mapping: Mapping;
  /** Where they agreed; needed for subscribers, as the three that follow. */
  source: string;
  /** What they were shown. */
  words: string;
  /** "2026-11-21" */
  consentedOn: string;
  isTrue: boolean;
  /** "" for none. */
  defaultCountry: string;
  /** As typed, separated by commas. */
  tags: string;
  replaces: boolean;
}

/** Of a list of numbers that must not be texted the numbers alone are read: who their owners are is no business of ours. */
export function fieldsOf(kind: ImportKind): readonly ImportField[] {
  return kind === "suppressions" ? ["phone"] : IMPORT_FIELDS;
}

/** What a file is set up with when its page is opened first. */
export function setupOf(
  file: Pick<ImportView, "kind" | "mapping" | "options" | "attestation">,
  shopCountry: string | null,
): SetupForm {
  const { kind, mapping, options, attestation } = file;
  return {
    mapping: Object.fromEntries(Object.entries(mapping).filter(([field]) => fieldsOf(kind).some((of) => of === field))),
    source: attestation?.source ?? "",
    words: attestation?.words ?? "",
    consentedOn: attestation ? new Date(attestation.consentedAt).toISOString().slice(0, 10) : "",
    isTrue: false,
    defaultCountry: options.defaultCountry ?? shopCountry ?? "",
    tags: options.tags.join(", "),
    replaces: options.replaces,
  };
}
