import type { Db } from "#platform/sql/db";

/** The latest move of a flow's people into a new version, for its page. */
export interface LatestMove {
  /** Of the version that they are moved into. */
  number: number;
  state: "moving" | "finished" | "stopped";
  /** People inside when it began, and at least those whom it has decided about: a few may enter while they are counted. */
  total: number;
  moved: number;
  left: number;
  stayed: number;
  /** They stay because a text was on its way, or they were held for too long. */
  busy: number;
  startedAt: Date;
  endedAt: Date | null;
}

/** Null when none was begun, or its version is no longer kept. */
export async function latestMove(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  flowId: string,
): Promise<LatestMove | null> {
  const move = await prisma.flowMove.findFirst({ where: { shopId, flowId }, orderBy: { startedAt: "desc" } });
  const id = move?.versionId;
  const version = id && (await prisma.flowVersion.findUnique({ where: { shopId_id: { shopId, id } } }));
  if (!move || !version) return null;
  const { moved, left, stayed, busy, startedAt, endedAt } = move;
  const total = Math.max(move.total, moved + left + stayed + busy);
  const state = move.state as LatestMove["state"]; // only the verbs beside write it
  return { number: version.number, state, total, moved, left, stayed, busy, startedAt, endedAt };
}
