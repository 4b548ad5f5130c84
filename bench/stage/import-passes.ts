import type { Context } from "#domain/context";
import { startImport } from "#domain/imports/control/control";
import { examineImport } from "#domain/imports/control/examine";
import { readImport } from "#domain/imports/control/read";
import type { ImportCounts, ImportView } from "#domain/imports/import";
import { realNow, until } from "./campaign.ts";

const PATIENCE_MS = 30 * 60_000;
const LOOK_MS = 100;
const ATTESTATION = {
  source: "Our former provider",
  words: "Yes, text me news and offers. Message and data rates may apply.",
  consentedAt: new Date("2025-01-01T00:00:00Z"),
};

export interface Pass {
  seconds: number;
  counts: ImportCounts;
}

/** The dry run, with what was guessed. */
export async function examine(ctx: Context, shopId: string, id: string): Promise<Pass> {
  const { mapping, options } = await viewOf(ctx, shopId, id);
  return await passUntil(ctx, shopId, id, "examined", () =>
    examineImport(ctx, shopId, id, { mapping, options, attestation: ATTESTATION }),
  );
}

/** The import, to its end. */
export async function importAll(ctx: Context, shopId: string, id: string): Promise<Pass> {
  return await passUntil(ctx, shopId, id, "finished", () => startImport(ctx, shopId, id));
}

async function passUntil(
  ctx: Context,
  shopId: string,
  id: string,
  state: ImportView["state"],
  begin: () => Promise<void>,
): Promise<Pass> {
  const from = realNow();
  await begin();
  const look = async () => {
    const view = await viewOf(ctx, shopId, id);
    if (view.state === "failed") throw new Error(`The import failed: ${view.problem}`);
    return view.state === state ? view : null;
  };
  const { counts } = await until(`the import to be ${state}`, PATIENCE_MS, look, LOOK_MS);
  return { seconds: (realNow() - from) / 1_000, counts };
}

async function viewOf({ db }: Pick<Context, "db">, shopId: string, id: string): Promise<ImportView> {
  const view = await readImport(db, shopId, id);
  if (view === null) throw new Error("The import is gone.");
  return view;
}
