import type { Merchant } from "#app/authenticate";
import { listImports } from "#domain/imports/control/read";
import { pastImport } from "./past-import.ts";

/** The shop's latest imports. */
export async function readImports({ ctx, shopId }: Merchant) {
  return { past: (await listImports(ctx.db, shopId)).map(pastImport) };
}

export type ImportsData = Awaited<ReturnType<typeof readImports>>;
