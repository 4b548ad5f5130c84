import type { Import, Prisma } from "@prisma/client";
import { z } from "zod";
import {
  type ImportCounts,
  type ImportKind,
  type ImportOptions,
  type ImportState,
  type ImportView,
  NO_COUNTS,
} from "#domain/imports/import";
import type { OptOutMarks } from "#domain/imports/opt-outs/marks";
import { IMPORT_FIELDS, type Mapping } from "#domain/imports/reading/fields";
import type { Db } from "#platform/sql/db";

const SHOWN = 50;

const options = z.object({ defaultCountry: z.string().nullable(), tags: z.array(z.string()), replaces: z.boolean() });
const mapping = z.partialRecord(z.enum(IMPORT_FIELDS), z.number().int());
const sample = z.array(z.array(z.string()));
const counts = z.object({
  lines: z.number(),
  made: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  duplicates: z.number(),
  suppressed: z.number(),
  refused: z.number(),
  refusedBecause: z.record(z.string(), z.number()),
});

const marks = z.record(z.string(), z.number());

/** An import with its progress; null when it is not the shop's. */
export async function readImport(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  importId: string,
): Promise<ImportView | null> {
  const row = await prisma.import.findUnique({ where: { shopId_id: { shopId, id: importId } } });
  if (row === null) return null;
  const before = await prisma.import.findFirst({
    where: {
      shopId,
      kind: row.kind,
      fileHash: row.fileHash ?? "",
      state: "finished",
      createdAt: { lt: row.createdAt },
    },
    orderBy: { endedAt: "desc" },
  });
  return { ...viewOf(row), importedBeforeAt: before?.endedAt ?? null };
}

/** A shop's newest imports, the newest first. Whether a file was imported before is not asked here. */
export async function listImports({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<ImportView[]> {
  const where: Prisma.ImportWhereInput = { shopId, state: { not: "uploading" } };
  const rows = await prisma.import.findMany({ where, orderBy: { createdAt: "desc" }, take: SHOWN });
  return rows.map(viewOf);
}

/** How an import's options are kept. */
export function parseOptions(stored: unknown): ImportOptions {
  return options.parse(stored);
}

/** How a mapping is kept. */
export function parseMapping(stored: unknown): Mapping {
  return mapping.parse(stored) as Mapping; // zod's partial record of numbers allows for undefined
}

/** How counts are kept: {} before anything was counted. */
export function parseCounts(stored: unknown): ImportCounts {
  return counts.parse({ ...NO_COUNTS, ...z.object({}).loose().parse(stored) });
}

/** How the opt-outs that a dry run found in unmapped columns are kept: null before one began. */
export function parseMarks(stored: unknown): OptOutMarks {
  return marks.parse(stored ?? {});
}

function viewOf(row: Import): ImportView {
  const { consentSource, consentWords, consentedAt } = row;
  return {
    id: row.id,
    kind: row.kind as ImportKind, // the table's check
    state: row.state as ImportState, // the table's check
    fileName: row.fileName,
    fileBytes: Number(row.fileBytes),
    doneBytes: Number(row.cursorBytes),
    problem: row.problem,
    encoding: row.encoding,
    separator: row.separator,
    hasHeader: row.hasHeader,
    headerLine: row.hasHeader ? Number(row.headLines) : null,
    columns: row.columns,
    sample: sample.parse(row.sample),
    origin: row.origin,
    mapping: parseMapping(row.mapping),
    attestation:
      consentSource !== null && consentWords !== null && consentedAt !== null
        ? { source: consentSource, words: consentWords, consentedAt }
        : null,
    options: parseOptions(row.options),
    counts: parseCounts(row.counts),
    expected: row.expected === null ? null : parseCounts(row.expected),
    optOutMarks: row.expected === null ? null : parseMarks(row.optOutMarks),
    importedBeforeAt: null,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
  };
}
