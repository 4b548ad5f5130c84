import type { Context } from "#domain/context";
import type { Attestation, ImportOptions } from "#domain/imports/import";
import { checkMapping, type Mapping } from "#domain/imports/reading/fields";
import { notFoundError, UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { checkAttestation } from "./attestation.ts";

/** What the merchant decides before a dry run. */
export interface ImportSetup {
  mapping: Mapping;
  options: ImportOptions;
  /** Needed for a list of subscribers; a list of numbers that must not be texted needs none. */
  attestation: Attestation | null;
}

const begin = statement(
  "begin-import-dry-run",
  `WITH begun AS (
     UPDATE imports
     SET state = 'examining', mapping = $3, options = $4, consent_source = $5, consent_words = $6, consented_at = $7,
         attested_at = $8, cursor_bytes = head_bytes, cursor_line = head_lines, counts = '{}', expected = NULL, opt_out_marks = NULL,
         problem = NULL,
         updated_at = $9
     WHERE shop_id = $1 AND id = $2 AND state IN ('uploaded', 'examined')
     RETURNING 1
   ), forgotten AS (
     DELETE FROM import_refusals WHERE shop_id = $1 AND import_id = $2 AND EXISTS (SELECT FROM begun)
   )
   SELECT 1 AS begun FROM begun`,
);

const MOST_TAGS = 20;

/**
 * Saves what the merchant decided about a file and begins its dry run; again, with other decisions, begins it again. Refuses by
 * the field: no column of numbers, no word on how people agreed, a consent that lies in the future. What was started
 * cannot be examined any more.
 */
export async function examineImport(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  importId: string,
  { mapping, options, attestation }: ImportSetup,
): Promise<void> {
  const row = await db.prisma.import.findUnique({ where: { shopId_id: { shopId, id: importId } } });
  if (!row) throw notFoundError("import");
  const now = clock.now();
  checkMapping(mapping, row.columns.length);
  checkTags(options.tags);
  if (row.kind === "subscribers") checkAttestation(attestation, now);
  const begun = await db.run(begin, [
    shopId,
    importId,
    JSON.stringify(mapping),
    JSON.stringify({ ...options, tags: options.tags.map((tag) => storableText(tag).trim()).filter(Boolean) }),
    attestation && storableText(attestation.source).trim(),
    attestation && storableText(attestation.words).trim(),
    attestation?.consentedAt ?? null,
    attestation ? now : null,
    now,
  ]);
  if (begun.length === 0)
    throw new UserError(
      "import-not-examinable",
      "This import has already started. To change it, upload the file again.",
    );
  await enqueue("import", { shopId, importId });
}

export function checkTags(tags: string[]): void {
  if (tags.length > MOST_TAGS) throw new UserError("import-many-tags", `Add up to ${MOST_TAGS} tags.`, "tags");
}
