import { postedJson } from "#app/actions/posted-json";
import type { Merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { readSetup } from "#app/subscribers/import/setup/read-setup";
import { cancelImport, pauseImport, resumeImport, startImport } from "#domain/imports/control/control";
import { examineImport } from "#domain/imports/control/examine";
import { readImport } from "#domain/imports/control/read";
import { setHeaderLine } from "#domain/imports/file/set-header";

/** Does what a button of the import's page asks for, and says so. */
export async function actOn({ ctx, shopId, shop }: Merchant, importId: string, form: FormData): Promise<string> {
  switch (form.get("intent")) {
    case "examine": {
      const file = await readImport(ctx.db, shopId, importId);
      if (!file) throw notFound();
      const asked = {
        kind: file.kind,
        columns: file.columns.length,
        timeZone: shop.timeZone ?? "UTC",
        now: ctx.clock.now(),
      };
      await examineImport(ctx, shopId, importId, readSetup(postedJson(form, "setup"), asked));
      return "Checking the file";
    }
    case "header":
      await setHeaderLine(ctx, shopId, importId, Number(form.get("line") ?? Number.NaN));
      return "Columns read again";
    case "start":
      await startImport(ctx, shopId, importId);
      return "Import started";
    case "pause":
      await pauseImport(ctx, shopId, importId);
      return "Import paused";
    case "resume":
      await resumeImport(ctx, shopId, importId);
      return "Import resumed";
    case "cancel":
      await cancelImport(ctx, shopId, importId);
      return "Import cancelled";
    default:
      throw new Response("This page cannot do that.", { status: 400 });
  }
}
