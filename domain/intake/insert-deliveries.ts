import { newId } from "#platform/ids";
import { batch } from "#platform/sql/batch";
import { byteaArray, textArray } from "#platform/sql/binary-array";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { NewDelivery } from "./delivery.ts";

const insert = statementFile(import.meta.url, "./accept.sql");

/** Records deliveries in one statement. Returns the keys that were new; the others had been taken in before. */
export async function insertDeliveries(sql: Sql, deliveries: NewDelivery[], now: Date): Promise<Set<string>> {
  const rows = await sql.run<{ sourceKey: string }>(
    ...batch(
      insert,
      {
        t: {
          id: textArray(deliveries.map(() => newId())),
          kind: textArray(deliveries.map((it) => it.kind)),
          source: textArray(deliveries.map((it) => cleanText(it.source))),
          topic: textArray(deliveries.map((it) => cleanText(it.topic))),
          shop_id: textArray(deliveries.map((it) => it.shopId)),
          shop_domain: textArray(deliveries.map((it) => it.shopDomain && cleanText(it.shopDomain))),
          source_key: textArray(deliveries.map((it) => cleanText(it.sourceKey))),
          triggered_at: textArray(deliveries.map((it) => it.triggeredAt?.toISOString() ?? null)),
          url: textArray(deliveries.map((it) => it.url && cleanText(it.url))),
          body: byteaArray(deliveries.map((it) => it.body)),
          traceparent: textArray(deliveries.map((it) => it.traceparent ?? null)),
          refused: textArray(deliveries.map((it) => it.refusedBecause ?? null)),
        },
      },
      [now],
    ),
  );
  return new Set(rows.map((row) => row.sourceKey));
}

/** PostgreSQL's text holds no NUL; bodies are stored as bytes and keep theirs. */
export function cleanText(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}
