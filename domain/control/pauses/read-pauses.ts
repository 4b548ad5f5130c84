import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Pausable } from "./pausable.ts";

/** Something that an operator has paused, and when, why and by whom. */
export interface PauseNow {
  kind: Exclude<Pausable["kind"], "process"> | "marketing";
  /** Empty for all marketing; of a shop its domain. */
  name: string;
  /** Null when a version without an audit log did it. */
  operator: string | null;
  because: string | null;
  /** ISO, business time. */
  since: string;
}

/** Who paused a shop or a provider stands in the audit log alone. */
const pausesNow = statement(
  "pauses-now",
  `WITH now AS (
     SELECT kind, name, operator, because, since FROM pauses
     UNION ALL
     SELECT 'shop', domain, NULL, sending_stopped_because, sending_stopped_at
     FROM shops WHERE sending_stopped_at IS NOT NULL AND sending_stopped_by = 'operator'
     UNION ALL
     SELECT 'provider', provider, NULL, NULL, since FROM provider_holds WHERE region = '' AND cause = 'operator'
   )
   SELECT now.kind, now.name, coalesce(now.operator, said.operator) AS operator, coalesce(now.because, said.because) AS because, now.since
   FROM now
   LEFT JOIN LATERAL (
     SELECT operator, because FROM operator_events e
     WHERE now.operator IS NULL AND e.action = 'pause' AND e.target = now.kind || ' ' || now.name
     ORDER BY at DESC, id DESC LIMIT 1
   ) AS said ON true
   ORDER BY now.since, now.kind, now.name`,
);

/** Everything that operators have paused, but for processes that they have told to drain (readProcesses). */
export async function readPauses(sql: Sql): Promise<PauseNow[]> {
  const rows = await sql.run<Omit<PauseNow, "since"> & { since: Date }>(pausesNow);
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}
