import type { Context } from "#domain/context";
import { advanceImport } from "#domain/imports/control/advance";
import { startImport } from "#domain/imports/control/control";
import { examineImport, type ImportSetup } from "#domain/imports/control/examine";
import { readImport } from "#domain/imports/control/read";
import { createImport } from "#domain/imports/file/upload";
import type { ImportKind, ImportView } from "#domain/imports/import";

/** Agreed a year before the tests' Tuesday. */
export const A_YEAR_AGO = new Date("2025-11-24T15:00:00Z");

export const ATTESTATION = {
  source: "Sign-up form of our old provider",
  words: "Yes, text me news and offers.",
  consentedAt: A_YEAR_AGO,
};

export interface GivenImport {
  shopId: string;
  kind?: ImportKind;
  fileName?: string;
  /** Text, or the bytes in whatever pieces. */
  file: string | Uint8Array[] | AsyncIterable<Uint8Array>;
  setup?: Partial<ImportSetup>;
}

/** A file that was uploaded. */
export function anUpload(ctx: Context, { shopId, kind = "subscribers", fileName = "people.csv", file }: GivenImport) {
  return createImport(ctx, { shopId, kind, fileName }, piecesOf(typeof file === "string" ? [Buffer.from(file)] : file));
}

/** A file whose dry run has ended. Setup that is not given is what was guessed. */
export async function anExaminedImport(ctx: Context, given: GivenImport): Promise<ImportView> {
  const id = await anUpload(ctx, given);
  const { mapping, options } = await viewOf(ctx, given.shopId, id);
  await examineImport(ctx, given.shopId, id, { mapping, options, attestation: ATTESTATION, ...given.setup });
  await advanceImport(ctx, given.shopId, id);
  return await viewOf(ctx, given.shopId, id);
}

/** A file that was imported to its end. */
export async function anImport(ctx: Context, given: GivenImport): Promise<ImportView> {
  const { id } = await anExaminedImport(ctx, given);
  await startImport(ctx, given.shopId, id);
  await advanceImport(ctx, given.shopId, id);
  return await viewOf(ctx, given.shopId, id);
}

export async function viewOf(ctx: Context, shopId: string, id: string): Promise<ImportView> {
  const view = await readImport(ctx.db, shopId, id);
  if (view === null) throw new Error("There is no such import.");
  return view;
}

async function* piecesOf(pieces: Uint8Array[] | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

/** What the ledger says of a shop's people, in its order. */
export function ledgerOf({ db }: Pick<Context, "db">, shopId: string) {
  return db.prisma.consentEvent.findMany({ where: { shopId }, orderBy: [{ occurredAt: "asc" }, { id: "asc" }] });
}

/** A shop's subscribers by their numbers. */
export function peopleOf({ db }: Pick<Context, "db">, shopId: string) {
  return db.prisma.subscriber.findMany({ where: { shopId }, orderBy: { phone: "asc" } });
}
