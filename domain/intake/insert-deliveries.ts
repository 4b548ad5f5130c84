import { newId } from "#platform/ids";
import { byteaArray, textArray } from "#platform/sql/binary-array";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { NewDelivery } from "./delivery.ts";

const insert = statementFile(import.meta.url, "./accept.sql");

/** Records deliveries in one statement. Returns the keys that were new; the others had been taken in before. */
export async function insertDeliveries(sql: Sql, deliveries: NewDelivery[], now: Date): Promise<Set<string>> {
  const rows = await sql.run<{ sourceKey: string }>(insert, [
    textArray(deliveries.map(() => newId())),
    textArray(deliveries.map((it) => it.kind)),
    textArray(deliveries.map((it) => clean(it.source))),
    textArray(deliveries.map((it) => clean(it.topic))),
    textArray(deliveries.map((it) => it.shopId)),
    textArray(deliveries.map((it) => it.shopDomain && clean(it.shopDomain))),
    textArray(deliveries.map((it) => clean(it.sourceKey))),
    textArray(deliveries.map((it) => it.triggeredAt?.toISOString() ?? null)),
    textArray(deliveries.map((it) => it.url && clean(it.url))),
    byteaArray(deliveries.map((it) => it.body)),
    textArray(deliveries.map((it) => it.refusedBecause ?? null)),
    now,
  ]);
  return new Set(rows.map((row) => row.sourceKey));
}

/** PostgreSQL's text holds no NUL; bodies are stored as bytes and keep theirs. */
export function clean(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}
