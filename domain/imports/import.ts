/**
 * Files of subscribers, and of numbers that must not be texted. For a screen:
 *
 *   createImport(ctx, { shopId, kind, fileName }, bytes)  upload.ts    takes the file in as it arrives; → its id, state "uploaded"
 *   readImport(db, shopId, importId)                      read.ts      state, format, columns, guess, sample, progress; null: not the shop's
 *   listImports(db, shopId)                               read.ts      the newest fifty
 *   IMPORT_FIELDS, fieldLabel, checkMapping               fields.ts    what a column may be mapped to
 *   guessMapping(columns, rows)                           guess-mapping.ts  → { origin, mapping }; already in readImport().mapping
 *   examineImport(ctx, shopId, importId, setup)           examine.ts   saves mapping, options and attestation, begins the dry run
 *   startImport(ctx, shopId, importId)                    control.ts   from "examined" (or "finished dry run"); begins to write
 *   pauseImport, resumeImport, cancelImport               control.ts   (ctx, shopId, importId)
 *   refusedRows(db, shopId, importId)                     refused-rows.ts   CSV, as an async iterable of pieces of text
 *   refusalSentence(reason)                               refusal.ts   why a line was not taken, for the merchant
 *
 * Wrong input is a UserError with a code and, where there is one, a field.
 */

import type { OptOutMarks } from "#domain/imports/opt-outs/marks";
import type { Mapping } from "#domain/imports/reading/fields";

/** What the file is a list of. */
export type ImportKind = "subscribers" | "suppressions";

/** uploading → uploaded → examining → examined → importing ⇄ paused → finished; cancelled and failed from anywhere before. */
export type ImportState =
  | "uploading"
  | "uploaded"
  | "examining"
  | "examined"
  | "importing"
  | "paused"
  | "finished"
  | "cancelled"
  | "failed";

/** What the merchant says of how these people agreed. */
export interface Attestation {
  /** Where: "Sign-up form of our old provider". */
  source: string;
  /** The words that they were shown. */
  words: string;
  /** When at the latest; a date of a line's own counts instead of it. */
  consentedAt: Date;
}

export interface ImportOptions {
  /** ISO 3166-1 alpha-2: meant where a number has no country code. Null demands one. */
  defaultCountry: string | null;
  /** Given to everyone of the file, beside their own. */
  tags: string[];
  /** True: what the file says of names and e-mails replaces what we know. False: it only fills what is empty. */
  replaces: boolean;
}

/** What became of the lines so far. `lines` is their sum. */
export interface ImportCounts {
  lines: number;
  /** People we did not know. */
  made: number;
  updated: number;
  unchanged: number;
  /** Numbers that were in the file before. */
  duplicates: number;
  /** People of whom the file says that they want no texts. */
  suppressed: number;
  refused: number;
  /** By reason; see refusalSentence. */
  refusedBecause: Record<string, number>;
}

export interface ImportView {
  id: string;
  kind: ImportKind;
  state: ImportState;
  fileName: string;
  /** Of the file as we keep it. */
  fileBytes: number;
  /** How much of them the dry run or the import has gone through. */
  doneBytes: number;
  /** Why it failed: a sentence for the merchant. */
  problem: string | null;
  encoding: string | null;
  /** "," ";" "\t" "|" */
  separator: string | null;
  hasHeader: boolean;
  /** The line that names the columns, counted from 1; null when none does. */
  headerLine: number | null;
  columns: string[];
  /** The first five rows, without the header. */
  sample: string[][];
  /** "Klaviyo": the product whose export this looks like. */
  origin: string | null;
  mapping: Mapping;
  attestation: Attestation | null;
  options: ImportOptions;
  /** Of the dry run while and after it runs, then of the import. */
  counts: ImportCounts;
  /** What the dry run came to; null before it ended. */
  expected: ImportCounts | null;
  /** Of each column that was not mapped, lines that the dry run found marked as opted out in it; null before it ended. */
  optOutMarks: OptOutMarks | null;
  /** When a file with the very same bytes was imported to the end before. */
  importedBeforeAt: Date | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

export const NO_COUNTS: ImportCounts = {
  lines: 0,
  made: 0,
  updated: 0,
  unchanged: 0,
  duplicates: 0,
  suppressed: 0,
  refused: 0,
  refusedBecause: {},
};
