import { DateTime } from "luxon";
import type { Attestation } from "#domain/imports/import";
import { checkAll, UserError } from "#domain/user-error";

/** What a merchant says about how the people of a file agreed, as typed. */
export interface AttestationForm {
  source: string;
  words: string;
  /** "2026-11-21" */
  consentedOn: string;
  isTrue: boolean;
}

/** The first year that counts: no one agreed to a text before it, and PostgreSQL's calendar begins somewhere. */
const FIRST_YEAR = 1900;

/**
 * Reads an attestation. The day begins by the shop's own clock: an opt-out of the same day then counts as the later word.
 * Refuses everything that is missing or wrong at once, each by its field.
 */
export function readAttestation(form: AttestationForm, timeZone: string, now: Date): Attestation {
  const { source, words, consentedOn, isTrue } = form;
  const day = DateTime.fromISO(consentedOn, { zone: timeZone }).startOf("day");
  checkAll(
    () => source.trim() || refuseField("import-no-source", "Enter where these people opted in.", "source"),
    () => words.trim() || refuseField("import-no-words", "Enter the consent text they were shown.", "words"),
    () =>
      (day.isValid && day.year >= FIRST_YEAR) ||
      refuseField("import-no-date", "Enter the latest opt-in date.", "consentedOn"),
    () =>
      day.toJSDate() <= now ||
      refuseField("import-date-to-come", "The opt-in date can’t be in the future. Check the date.", "consentedOn"),
    () => isTrue || refuseField("import-not-attested", "Confirm that everyone in the file opted in.", "isTrue"),
  );
  return { source: source.trim(), words: words.trim(), consentedAt: day.toJSDate() };
}

/** Refuses a list of subscribers whose attestation is missing or cannot be true. */
export function checkAttestation(attestation: Attestation | null, now: Date): void {
  if (!attestation?.source.trim())
    refuseField("import-no-source", "Enter where these people opted in to texts.", "source");
  if (!attestation?.words.trim())
    refuseField("import-no-words", "Enter the consent text these people agreed to.", "words");
  if (Number.isNaN(attestation.consentedAt.getTime()))
    refuseField("import-no-date", "Enter the latest date these people opted in.", "consentedAt");
  if (attestation.consentedAt > now)
    refuseField("import-date-to-come", "The opt-in date can’t be in the future.", "consentedAt");
}

function refuseField(code: string, message: string, field: string): never {
  throw new UserError(code, message, field);
}
