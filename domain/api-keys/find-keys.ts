import type { Context } from "#domain/context";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { isScope, type Scope } from "./scopes.ts";

/** A key that works now. */
export interface WorkingKey {
  shopId: string;
  id: string;
  name: string;
  scopes: ReadonlySet<Scope>;
  lastUsedAt: Date | null;
}

interface Row extends Omit<WorkingKey, "scopes"> {
  hash: string;
  scopes: string[];
}

// Each hash by its own unique index. A key is of one installation: who installs the app again makes new ones.
const find = statement(
  "api-keys-by-hash",
  `SELECT t.hash, k.shop_id AS "shopId", k.id, k.name, k.scopes, k.last_used_at AS "lastUsedAt"
   FROM unnest($1::text[]) AS t(hash)
   CROSS JOIN LATERAL (
     SELECT * FROM api_keys WHERE secret_hash = t.hash
     UNION ALL
     SELECT * FROM api_keys WHERE previous_hash = t.hash AND previous_until > $2) k
   JOIN shops s ON s.id = k.shop_id AND s.installed_at <= k.created_at AND s.uninstalled_at IS NULL
   WHERE k.revoked_at IS NULL`,
);

/** Of what a page shows to the nearest minutes, no more is written than that. */
const COARSE_MS = 10 * 60_000;
const noteUse = statement(
  "note-api-key-use",
  `UPDATE api_keys k SET last_used_at = $3::timestamptz
   FROM (SELECT o.shop_id, o.id FROM api_keys o JOIN unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)
           ON o.shop_id = t.shop_id AND o.id = t.id
         WHERE o.last_used_at IS NULL OR o.last_used_at < $3
         ORDER BY o.shop_id, o.id FOR NO KEY UPDATE OF o SKIP LOCKED) AS free
   WHERE k.shop_id = free.shop_id AND k.id = free.id`,
);

/**
 * The working keys with these hashes: not revoked, of a shop that has the app, by a secret that is the key's or was until a
 * rotation whose overlap lasts. Notes that they were used. Returns what answers each hash; null for any other, in whatever way it is wrong.
 */
export async function findKeys(
  db: Sql,
  { clock, log }: Pick<Context, "clock" | "log">,
  hashes: string[],
): Promise<(hash: string) => WorkingKey | null> {
  const now = clock.now();
  const rows = await db.run<Row>(find, [[...new Set(hashes)], now]);
  const keys = new Map(
    rows.map(({ hash, scopes, ...key }) => [hash, { ...key, scopes: new Set(scopes.filter(isScope)) }]),
  );
  const due = [...keys.values()].filter(
    ({ lastUsedAt: at }) => at === null || now.getTime() - at.getTime() > COARSE_MS,
  );
  if (due.length > 0) {
    const t = columnsOf(due, { shop_id: (it) => it.shopId, id: (it) => it.id });
    // No one's request waits for it. Who holds a key now, another process or a rotation, is passed over: the next use is noted.
    db.run(...batch(noteUse, { t }, [now])).catch((err) => log.warn({ err }, "the use of API keys was not noted"));
  }
  return (hash) => keys.get(hash) ?? null;
}
