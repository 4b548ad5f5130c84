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

/** Versions never change, so a process reads each once. Bounded: a worker of many shops forgets the oldest. */
const KEPT = 2_000;
const known = new Map<string, Version>();

/** The versions with these ids, by id. One that cannot be read any more is not in the map. */
export async function loadVersions(
  tx: Sql,
  wanted: { shopId: string; versionId: string }[],
): Promise<Map<string, Version>> {
  const missing = wanted.filter(({ versionId }) => !known.has(versionId));
  if (missing.length > 0) {
    const rows = await tx.run<{ id: string; document: unknown }>(
      ...batch(readFlowVersions, { u: columnsOf(missing, { shop_id: (it) => it.shopId, id: (it) => it.versionId }) }),
    );
    for (const row of rows) remember(row);
  }
  return new Map(
    wanted.flatMap(({ versionId }) => {
      const version = known.get(versionId);
      return version ? [[versionId, version]] : [];
    }),
  );
}

function remember({ id, document: json }: { id: string; document: unknown }): void {
  try {
    const document = parseDocument(json);
    known.set(id, { id, document, paths: pathsOf(document) });
  } catch {
    // Written by a newer release with a step that this one does not know: its people leave, with that reason.
    return;
  }
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
}
