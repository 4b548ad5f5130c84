import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment } from "#app/attachment";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { readImport } from "#domain/imports/control/read";
import { refusedRows } from "#domain/imports/reading/refused-rows";

/** The refused lines of one import as a CSV file. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const importId = idIn(params, "importId");
  const file = await readImport(ctx.db, shopId, importId);
  if (!file) throw notFound();
  const name = file.fileName.replace(/\.\w{1,5}$/, "");
  return attachment(refusedRows(ctx.db, shopId, importId), `${name}-refused.csv`);
}
