/**
 * One piece of news for each key: the newest, with `keep` adding what may not be lost of the others. What comes out does
 * not depend on the order of what goes in, but for two that are equally old: then it is the later in the list.
 */
export function newestByKey<News extends { eventAt: Date | null }>(
  news: News[],
  keyOf: (it: News) => string,
  keep: (newest: News, other: News) => News,
): News[] {
  const result = new Map<string, News>();
  for (const it of news) {
    const key = keyOf(it);
    const known = result.get(key);
    if (!known) result.set(key, it);
    else result.set(key, timeOf(it) >= timeOf(known) ? keep(it, known) : keep(known, it));
  }
  return [...result.values()];
}

/** The earlier of two times of which either may be unknown. */
export function earliestOf(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function timeOf({ eventAt }: { eventAt: Date | null }): number {
  return eventAt?.getTime() ?? Number.NEGATIVE_INFINITY;
}
