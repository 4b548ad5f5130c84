import { DateTime } from "luxon";
import { z } from "zod";
import type { SetupForm } from "#app/subscribers/import/setup";
import type { ImportSetup } from "#domain/imports/examine";
import { IMPORT_FIELDS, type Mapping } from "#domain/imports/fields";
import type { Attestation, ImportKind } from "#domain/imports/import";
import { UserError } from "#domain/user-error";

/** Nobody agreed to a text before it, and PostgreSQL's calendar begins somewhere. */
const FIRST_YEAR = 1900;

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

/** Reads what the form posted. Throws a UserError by its field for what is missing, and for what is no setup at all. */
export function readSetup(
  json: unknown,
  { kind, timeZone, now }: { kind: ImportKind; timeZone: string; now: Date },
): ImportSetup {
  const form = posted.safeParse(json);
  if (!form.success) throw new UserError("import-setup", "Something in this form is too long, or not filled in.");
  const { mapping, defaultCountry, tags, replaces } = form.data;
  return {
    mapping: mapping as Mapping, // zod's partial record of numbers allows for undefined
    options: {
      defaultCountry: defaultCountry || null,
      tags: tags
        .split(",")
        .map((tag) => tag.trim())
        .filter(Boolean),
      replaces,
    },
    attestation: kind === "subscribers" ? readAttestation(form.data, timeZone, now) : null,
  };
}

type Attested = Pick<SetupForm, "source" | "words" | "consentedOn" | "isTrue">;

/** The day begins by the shop's own clock: an opt-out of the same day then counts as the later word. */
function readAttestation({ source, words, consentedOn, isTrue }: Attested, timeZone: string, now: Date): Attestation {
  const day = DateTime.fromISO(consentedOn, { zone: timeZone }).startOf("day");
  if (!source.trim()) throw new UserError("import-no-source", "Say where these people agreed.", "source");
  if (!words.trim()) throw new UserError("import-no-words", "Copy the words that they were shown.", "words");
  if (!day.isValid || day.year < FIRST_YEAR)
    throw new UserError("import-no-date", "Choose the day by which all of them had agreed.", "consentedOn");
  if (day.toJSDate() > now)
    throw new UserError("import-date-to-come", "They cannot have agreed in the future. Check the date.", "consentedOn");
  if (!isTrue)
    throw new UserError(
      "import-not-attested",
      "Only a list whose consent you can vouch for may be imported.",
      "isTrue",
    );
  return { source: source.trim(), words: words.trim(), consentedAt: day.toJSDate() };
}
