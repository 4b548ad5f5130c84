import type { Merchant } from "#app/authenticate";
import { inTurn, type Turns } from "#app/request-limits";
import type { ListQuery } from "#app/subscribers/query";
import { countPeople } from "#domain/exports/page";
import { listSegments } from "#domain/segments/list";
import { foundPeople } from "#domain/subscribers/found";

/** How many people the file would hold: all of them, those whom the list's filters leave, or a segment. */
export async function readExport(
  { ctx, shopId }: Merchant,
  turns: Turns,
  { query, segmentId }: { query: ListQuery; segmentId: string | null },
) {
  const count = (filters: Parameters<typeof foundPeople>[0]) =>
    inTurn(turns, shopId, () => countPeople(ctx.db, shopId, foundPeople(filters)));
  const isFiltered = Boolean(query.search || query.consent || query.tag);
  const [everybody, found, segments] = await Promise.all([
    count({}),
    isFiltered ? count(query) : null,
    listSegments(ctx.db, shopId),
  ]);
  return {
    query,
    everybody,
    found,
    segments: segments.map(({ id, name, size }) => ({ id, name, people: size?.people ?? null })),
    segmentId: segments.find(({ id }) => id === segmentId)?.id ?? null,
  };
}

export type ExportData = Awaited<ReturnType<typeof readExport>>;
