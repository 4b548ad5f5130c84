import { createHash } from "node:crypto";
import type { Decision } from "#domain/messages/claim/decide";
import type { GateRecord } from "#domain/messages/gates/gates";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** In the order of their keys: two claims that keep the same new records cannot deadlock. */
const insert = statement(
  "keep-why",
  `INSERT INTO why_records (shop_id, month, id, gates)
   SELECT $1, t.month, t.id, t.gates FROM unnest($2::date[], $3::uuid[], $4::jsonb[]) AS t(month, id, gates)
   ORDER BY t.month, t.id
   ON CONFLICT DO NOTHING`,
);

/** So many are remembered as kept by this process. */
const REMEMBERED = 10_000;
const remembered = new Set<string>();

export interface KeptWhy {
  /** The record of each decision; one that no gate was asked about has none. */
  ids: Map<Decision, string>;
  /** To be called after the commit: these records are there, and need not be written again. */
  remember(): void;
}

/**
 * Keeps what the gates saw and said, once for all texts of a month that have the same record: thousands of a campaign's
 * share a few.
 */
export async function keepWhy(tx: Sql, shopId: string, decisions: Decision[]): Promise<KeptWhy> {
  const texts = new Map<GateRecord[], string>();
  const known = new Map<string, string>();
  const ids = new Map<Decision, string>();
  const distinct = new Map<string, { month: string; id: string; gates: string }>();
  for (const decision of decisions) {
    if (decision.why.length === 0) continue;
    const gates = texts.get(decision.why) ?? JSON.stringify(decision.why);
    texts.set(decision.why, gates);
    const id = known.get(gates) ?? digestOf(gates);
    known.set(gates, id);
    ids.set(decision, id);
    const { month } = decision.candidate;
    const key = `${shopId} ${month} ${id}`;
    if (!remembered.has(key)) distinct.set(key, { month, id, gates });
  }
  const records = [...distinct.values()];
  if (records.length > 0)
    await tx.run(
      ...batch(
        insert,
        {
          t: columnsOf(records, {
            month: (record) => record.month,
            id: (record) => record.id,
            gates: (record) => record.gates,
          }),
        },
        [shopId],
      ),
    );
  return { ids, remember: () => rememberKeys([...distinct.keys()]) };
}

function rememberKeys(keys: string[]): void {
  if (remembered.size + keys.length > REMEMBERED) remembered.clear();
  for (const key of keys) remembered.add(key);
}

/** As a UUID, which is what 16 bytes are kept as. */
function digestOf(gates: string): string {
  const hex = createHash("sha256").update(gates).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
