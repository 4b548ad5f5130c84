import { done, intents } from "#app/actions/intents";
import { postedJson } from "#app/actions/posted-json";
import type { Merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { readSetup } from "#app/subscribers/import/setup/read-setup";
import { cancelImport, pauseImport, resumeImport, startImport } from "#domain/imports/control/control";
import { examineImport } from "#domain/imports/control/examine";
import { readImport } from "#domain/imports/control/read";
import { setHeaderLine } from "#domain/imports/file/set-header";

type Import = Pick<Merchant, "ctx" | "shopId" | "shop"> & { importId: string };

/** What the buttons of an import's page do. */
export const act = intents<Import>({
  examine: async ({ ctx, shopId, shop, importId }, form) => {
    const file = await readImport(ctx.db, shopId, importId);
    if (!file) throw notFound();
    const asked = {
      kind: file.kind,
      columns: file.columns.length,
      timeZone: shop.timeZone ?? "UTC",
      now: ctx.clock.now(),
    };
    await examineImport(ctx, shopId, importId, readSetup(postedJson(form, "setup"), asked));
    return done("Checking file");
  },
  header: async ({ ctx, shopId, importId }, form) => {
    await setHeaderLine(ctx, shopId, importId, Number(form.get("line") ?? Number.NaN));
    return done("Columns updated");
  },
  start: async ({ ctx, shopId, importId }) => {
    await startImport(ctx, shopId, importId);
    return done("Import started");
  },
  pause: async ({ ctx, shopId, importId }) => {
    await pauseImport(ctx, shopId, importId);
    return done("Import paused");
  },
  resume: async ({ ctx, shopId, importId }) => {
    await resumeImport(ctx, shopId, importId);
    return done("Import resumed");
  },
  cancel: async ({ ctx, shopId, importId }) => {
    await cancelImport(ctx, shopId, importId);
    return done("Import canceled");
  },
});
