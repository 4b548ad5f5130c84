import type { ReportedDecision } from "#domain/consent/require-double-opt-in";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

const find = statementFile(import.meta.url, "./find-echoes.sql");

/** The decisions without those that are our own word, told to the store and told back by it. */
export async function withoutEchoes<Told extends ReportedDecision>(tx: Sql, reported: Told[]): Promise<Told[]> {
  const byStore = reported.filter(({ source }) => source === "shopify");
  if (byStore.length === 0) return reported;
  const echoes = await tx.run<{ shopId: string; subscriberId: string; state: string; at: Date }>(
    ...batch(find, {
      t: columnsOf(byStore, {
        shop_id: (it) => it.shopId,
        subscriber_id: (it) => it.subscriberId,
        state: (it) => it.state,
        at: (it) => it.occurredAt,
      }),
    }),
  );
  const ours = new Set(echoes.map((it) => nameOf(it.shopId, it.subscriberId, it.state, it.at)));
  return reported.filter(
    (it) => it.source !== "shopify" || !ours.has(nameOf(it.shopId, it.subscriberId, it.state, it.occurredAt)),
  );
}

function nameOf(shopId: string, subscriberId: string, state: string, at: Date): string {
  return `${shopId} ${subscriberId} ${state} ${at.getTime()}`;
}
