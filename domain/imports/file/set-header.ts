import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";
import { LOOKED_AT } from "./format.ts";
import { guessFromStart } from "./guess-from-start.ts";

const change = statement(
  "set-import-header",
  `WITH changed AS (
     UPDATE imports
     SET state = 'uploaded', has_header = $3, columns = $4, sample = $5, origin = $6, mapping = $7, head_bytes = $8, head_lines = $9,
         cursor_bytes = 0, cursor_line = 0, counts = '{}', expected = NULL, opt_out_marks = NULL, updated_at = $10
     WHERE shop_id = $1 AND id = $2 AND state IN ('uploaded', 'examined')
     RETURNING 1
   ), forgotten AS (
     DELETE FROM import_refusals WHERE shop_id = $1 AND import_id = $2 AND EXISTS (SELECT FROM changed)
   )
   SELECT 1 AS done FROM changed`,
);

/**
 * Takes the merchant's word for the line that names a file's columns, 0 for none, where the guess was wrong.
 * The columns are guessed again, and a dry run that has ended is forgotten. Refuses a line that is not among
 * the first, and an import that has begun.
 */
export async function setHeaderLine(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  importId: string,
  line: number,
): Promise<void> {
  if (!Number.isInteger(line) || line < 0 || line > LOOKED_AT)
    throw new UserError("import-header-line", `Choose one of the first ${LOOKED_AT} lines.`, "headerLine");
  const { format, values } = await guessFromStart(db, { shopId, importId }, line);
  if (line > 0 && !format.hasHeader)
    throw new UserError("import-header-line", "This line isn’t in the file. Choose another.", "headerLine");
  const done = await db.run(change, [shopId, importId, ...values, clock.now()]);
  if (done.length === 0)
    throw new UserError(
      "import-not-examinable",
      "This import has already started. To change it, upload the file again.",
    );
}
