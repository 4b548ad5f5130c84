import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { gallery } from "#domain/flows/presets/gallery";
import type { Db } from "#platform/sql/db";
import { describeFlow } from "./describe-flow.ts";

/** A flow as its own page shows it. */
export interface FoundFlow {
  id: string;
  name: string;
  /** One sentence: what it is for. */
  describe: string;
  state: "draft" | "live" | "paused";
  draft: FlowDocument;
  /** The version that people walk who enter now; null before the first. */
  live: { number: number; publishedAt: Date; document: FlowDocument } | null;
  /** What discarding the draft goes back to: the live version as it was written, its preset, or the draft itself. */
  original: FlowDocument;
  /** How many are on their way in the live version, and in older ones. */
  inside: { live: number; older: number };
}

/** One flow of the shop's; null when there is none with this id. */
export async function findFlow({ prisma }: Pick<Db, "prisma">, shopId: string, id: string): Promise<FoundFlow | null> {
  const flow = await prisma.flow.findUnique({ where: { shopId_id: { shopId, id } } });
  if (!flow || flow.deletedAt) return null;
  const { name, preset, liveVersionId } = flow;
  const [version, waiting] = await Promise.all([
    liveVersionId && prisma.flowVersion.findUnique({ where: { shopId_id: { shopId, id: liveVersionId } } }),
    prisma.enrollment.groupBy({ by: ["versionId"], where: { shopId, flowId: id, state: "waiting" }, _count: true }),
  ]);
  const draft = parseDocument(flow.draft);
  const live = version
    ? { number: version.number, publishedAt: version.createdAt, document: parseDocument(version.document) }
    : null;
  const written = version ? parseDocument(version.source ?? version.document) : null;
  const inLive = waiting.find(({ versionId }) => versionId === liveVersionId)?._count ?? 0;
  const all = waiting.reduce((sum, { _count }) => sum + _count, 0);
  return {
    id,
    name,
    describe: describeFlow(preset, draft.trigger.kind),
    state: flow.state as FoundFlow["state"], // only the verbs here write it
    draft,
    live,
    original: written ?? (preset === null ? null : gallery[preset]?.document) ?? draft,
    inside: { live: inLive, older: all - inLive },
  };
}

/** The shop's flow that was made from this preset; null when it has none. */
export function findFlowOfPreset(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  preset: string,
): Promise<{ id: string; state: string } | null> {
  return prisma.flow.findFirst({ where: { shopId, preset, deletedAt: null }, select: { id: true, state: true } });
}

/** The shop's flows to choose from, the first made first. */
export function flowNames({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<{ id: string; name: string }[]> {
  return prisma.flow.findMany({
    where: { shopId, deletedAt: null },
    select: { id: true, name: true },
    orderBy: { createdAt: "asc" },
  });
}
