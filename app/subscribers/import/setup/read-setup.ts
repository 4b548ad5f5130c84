import { z } from "zod";
import { readAttestation } from "#domain/imports/control/attestation";
import { checkTags, type ImportSetup } from "#domain/imports/control/examine";
import type { Attestation, ImportKind } from "#domain/imports/import";
import { checkMapping, IMPORT_FIELDS, type Mapping } from "#domain/imports/reading/fields";
import { checkAll, UserError } from "#domain/user-error";

const posted = z.object({
  mapping: z.partialRecord(z.enum(IMPORT_FIELDS), z.number()),
  source: z.string().max(500),
  words: z.string().max(5_000),
  consentedOn: z.string().max(20),
  isTrue: z.boolean(),
  defaultCountry: z.string().regex(/^([A-Z]{2})?$/i),
  tags: z.string().max(1_000),
  replaces: z.boolean(),
});

/** Reads what the form posted. Throws everything that is missing or wrong at once, each by its field. */
export function readSetup(
  json: unknown,
  { kind, columns, timeZone, now }: { kind: ImportKind; columns: number; timeZone: string; now: Date },
): ImportSetup {
  const form = posted.safeParse(json);
  if (!form.success)
    throw new UserError("import-setup", "A field is missing or too long. Check the form and try again.");
  const { defaultCountry, replaces } = form.data;
  const mapping = form.data.mapping as Mapping; // zod's partial record of numbers allows for undefined
  const tags = form.data.tags
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);
  let attestation: Attestation | null = null;
  checkAll(
    () => checkMapping(mapping, columns),
    () => {
      if (kind === "subscribers") attestation = readAttestation(form.data, timeZone, now);
    },
    () => checkTags(tags),
  );
  return { mapping, options: { defaultCountry: defaultCountry || null, tags, replaces }, attestation };
}
