import { everyStep, parseDocument, type Step } from "#domain/flows/definition/document";
import type { Db } from "#platform/sql/db";

/** Versions that are read at a time. */
const PAGE = 20;

/** These steps as the newest version that has them says, in the order of the ids. Null: in no version that can be read. */
export async function stepsOfVersions(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  flowId: string,
  ids: string[],
): Promise<{ id: string; step: Step | null }[]> {
  const found = new Map<string, Step>();
  let before: number | null = null;
  while (found.size < ids.length) {
    const page: { number: number; document: unknown }[] = await prisma.flowVersion.findMany({
      where: { shopId, flowId, ...(before === null ? {} : { number: { lt: before } }) },
      orderBy: { number: "desc" },
      take: PAGE,
      select: { number: true, document: true },
    });
    for (const { document } of page)
      for (const step of stepsIn(document)) if (ids.includes(step.id) && !found.has(step.id)) found.set(step.id, step);
    before = page.at(-1)?.number ?? null;
    if (before === null) break;
  }
  return ids.map((id) => ({ id, step: found.get(id) ?? null }));
}

function stepsIn(json: unknown): Step[] {
  try {
    return everyStep(parseDocument(json).steps);
  } catch {
    return []; // written by another release, with a step that this one doesn't know
  }
}
