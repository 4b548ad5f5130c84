import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import type { Author } from "#domain/flows/publishing/publish";
import type { Db } from "#platform/sql/db";
import { changesSentence } from "./changes.ts";

/** A published version as the history lists it. */
export interface ListedVersion {
  id: string;
  number: number;
  publishedAt: Date;
  /** Null: not recorded, or erased. */
  by: Author | null;
  /** What it changed, in one sentence. */
  changes: string;
  isLive: boolean;
  /** People in it now. */
  inside: number;
}

/** One version, to look at or to restore. */
export interface FoundVersion {
  number: number;
  /** As people walk it: with the words that its snippets had. */
  document: FlowDocument;
  /** As it was written: with the tags of its snippets. */
  source: FlowDocument;
  /** True when the version has snippets, and knows where. */
  hasSnippets: boolean;
}

const VERSIONS_A_PAGE = 20;

/** The versions of a flow, the newest first. */
export async function flowVersions(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  flowId: string,
  page: number,
): Promise<{ versions: ListedVersion[]; hasMore: boolean }> {
  const [flow, rows, waiting] = await Promise.all([
    prisma.flow.findUnique({ where: { shopId_id: { shopId, id: flowId } }, select: { liveVersionId: true } }),
    prisma.flowVersion.findMany({
      where: { shopId, flowId },
      orderBy: { number: "desc" },
      skip: page * VERSIONS_A_PAGE,
      // One more: the last of the page is compared with it.
      take: VERSIONS_A_PAGE + 1,
    }),
    prisma.enrollment.groupBy({ by: ["versionId"], where: { shopId, flowId, state: "waiting" }, _count: true }),
  ]);
  const inside = new Map(waiting.map(({ versionId, _count }) => [versionId, _count]));
  const versions = rows.slice(0, VERSIONS_A_PAGE).map((row, i): ListedVersion => {
    const { id, number, createdAt, publishedById, publishedByName } = row;
    return {
      ...{ id, number, publishedAt: createdAt },
      by: publishedById === null ? null : { id: publishedById, name: publishedByName },
      changes: changesOf(row, rows[i + 1]),
      isLive: id === flow?.liveVersionId,
      inside: inside.get(id) ?? 0,
    };
  });
  return { versions, hasMore: rows.length > VERSIONS_A_PAGE };
}

/** The version with this number; null when the flow has none, or when a newer release wrote it. */
export async function findVersion(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  flowId: string,
  number: number,
): Promise<FoundVersion | null> {
  const row = await prisma.flowVersion.findUnique({ where: { shopId_flowId_number: { shopId, flowId, number } } });
  const document = row && readable(row.document);
  const source = row && (row.source === null ? document : readable(row.source));
  return row && document && source ? { number, document, source, hasSnippets: row.source !== null } : null;
}

interface VersionRow {
  number: number;
  document: unknown;
}

function changesOf(row: VersionRow, older: VersionRow | undefined): string {
  const document = readable(row.document);
  if (!document) return "This version can’t be shown.";
  if (!older) return row.number === 1 ? changesSentence(null, document) : "The version before it is no longer kept.";
  const before = readable(older.document);
  return before ? changesSentence(before, document) : "The version before it can’t be shown.";
}

function readable(json: unknown): FlowDocument | null {
  try {
    return parseDocument(json);
  } catch {
    // A newer release wrote it, with a step that this one doesn't know.
    return null;
  }
}
