import type { Sql } from "#platform/sql/db";
import { gatheredLookup } from "#platform/sql/gathered-lookup";
import { statement } from "#platform/sql/statement";

const find = statement(
  "shops-of-pixel",
  `SELECT id, domain FROM shops WHERE domain = ANY($1::text[]) AND installed_at IS NOT NULL AND uninstalled_at IS NULL`,
);

/** A shop that has just installed the app is heard after a minute at most. */
const REMEMBERED_MS = 60_000;
/** Unknown names are remembered too, and anyone can invent more of them. */
const MOST_REMEMBERED = 10_000;

/** The id of the shop that has the app, by its domain; null when it has not. Asked once a minute for each name. */
export function installedShops(db: Sql, nowMs: () => number = performance.now.bind(performance)) {
  const known = new Map<string, { id: string | null; since: number }>();
  const look = gatheredLookup(async (domains: string[]) => {
    const rows = await db.run<{ id: string; domain: string }>(find, [[...new Set(domains)]]);
    const ids = new Map(rows.map(({ id, domain }) => [domain, id]));
    return (domain: string) => ids.get(domain) ?? null;
  });
  return async (domain: string): Promise<string | null> => {
    const kept = known.get(domain);
    if (kept && nowMs() - kept.since < REMEMBERED_MS) return kept.id;
    const id = await look(domain);
    known.delete(domain);
    known.set(domain, { id, since: nowMs() });
    if (known.size > MOST_REMEMBERED) known.delete(known.keys().next().value ?? "");
    return id;
  };
}
