import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { type Paths, pathsOf } from "#domain/flows/walk/walk";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** A published version, ready to be walked. */
export interface Version {
  id: string;
  document: FlowDocument;
  paths: Paths;
}

const readFlowVersions = statement(
  "flow-versions",
  `SELECT v.id, v.document FROM flow_versions v
   JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS u(shop_id, id)) t ON v.shop_id = t.shop_id AND v.id = t.id`,
);

/** Versions never change, so a process reads each once. Bounded: a worker of many shops forgets those asked for longest ago. */
const KEPT = 2_000;
const known = new Map<string, Version>();

/** The versions with these ids, by id. A version that can't be read is not in the map. */
export async function loadVersions(
  tx: Sql,
  wanted: { shopId: string; versionId: string }[],
): Promise<Map<string, Version>> {
  // Put together before anything is forgotten: one call may ask for more versions than are kept.
  const found = new Map<string, Version>();
  const missing = wanted.filter(({ versionId }) => {
    const version = known.get(versionId);
    if (version) found.set(versionId, version);
    return !version;
  });
  if (missing.length > 0) {
    const rows = await tx.run<{ id: string; document: unknown }>(
      ...batch(readFlowVersions, { u: columnsOf(missing, { shop_id: (it) => it.shopId, id: (it) => it.versionId }) }),
    );
    for (const row of rows) {
      const version = readVersion(row);
      if (version) found.set(version.id, version);
    }
    keep(found);
  }
  return found;
}

function readVersion({ id, document: json }: { id: string; document: unknown }): Version | null {
  try {
    const document = parseDocument(json);
    return { id, document, paths: pathsOf(document) };
  } catch {
    // Written by a newer release with a step that this one does not know: its people leave, with that reason.
    return null;
  }
}

/** Puts these at the end of the line, and forgets the first of a line that is too long. */
function keep(versions: Map<string, Version>): void {
  for (const [id, version] of versions) {
    known.delete(id);
    known.set(id, version);
  }
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
}
