import { countDeadNumbers } from "#domain/consent/dead-numbers";
import { suppressPhones } from "#domain/consent/suppress";
import type { Context } from "#domain/context";
import type { SourceKind } from "#domain/messages/source";
import { countryOfPhone } from "#domain/places/phone-country";
import { stopSender } from "#domain/senders/stop";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type Failure, isAboutTheAccount } from "./cause.ts";
import { holdProvider } from "./provider-holds.ts";

/** One text that a provider did not take or did not deliver. */
export interface FailedDelivery {
  shopId: string;
  senderId: string;
  provider: string;
  sourceKind: SourceKind;
  sourceId: string;
  /** E.164; null after an erasure. */
  phone: string | null;
  failure: Failure;
  /** About when it failed, when we learned of it long after; just now when absent. */
  happenedAt?: Date | undefined;
}

const countFiltered = statement(
  "count-filtered-texts",
  `INSERT INTO filtered_texts AS f (shop_id, source_id, count)
   SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS t(shop_id, source_id, count) ORDER BY shop_id, source_id
   ON CONFLICT (shop_id, source_id) DO UPDATE SET count = f.count + excluded.count`,
);

/**
 * Draws what failures mean beyond their own texts, the same whether the provider said so in the create call, in a receipt
 * or in a look-up: holds the account or a country, stops the sender, suppresses or counts the number, counts what was taken
 * for spam. What is learned late holds and stops nothing: what still holds shows in today's texts. For a number it counts from
 * when it happened. Rows are locked in one order: holds, senders, campaigns' counts, numbers and people.
 */
export async function drawConsequences(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone" | "log">,
  failed: FailedDelivery[],
): Promise<void> {
  const fresh = failed.filter(({ happenedAt }) => happenedAt === undefined);
  for (const [provider, failure] of oncePer(fresh.filter(isOfAccount), ({ provider }) => provider))
    await holdProvider(tx, ctx, provider, failure);
  const abroad = fresh.filter(({ failure }) => failure.because === "region");
  for (const [key, failure] of oncePer(abroad, ({ provider, phone }) => `${provider} ${regionOf(phone)}`)) {
    const [provider = "", region = ""] = key.split(" ");
    if (region !== "") await holdProvider(tx, ctx, provider, failure, region);
  }
  const unfit = fresh.filter(({ failure }) => failure.because === "sender-not-allowed");
  for (const [key, { words }] of oncePer(unfit, ({ shopId, senderId }) => `${shopId} ${senderId}`)) {
    const [shopId = "", senderId = ""] = key.split(" ");
    await stopSender(tx, { shopId, senderId, because: words });
  }
  await countSpam(tx, failed);
  await suppressPhones(
    tx,
    ctx,
    [...ofNumbers(failed, "opted-out")].map((it) => ({ ...it, reason: "opted-out-at-provider" })),
  );
  await countDeadNumbers(tx, ctx, ofNumbers(failed, "invalid-number"));
}

function isOfAccount({ failure }: FailedDelivery): boolean {
  return isAboutTheAccount(failure.because);
}

function regionOf(phone: string | null): string {
  return (phone && countryOfPhone(phone)) ?? "";
}

function ofNumbers(failed: FailedDelivery[], because: Failure["because"]) {
  return failed.flatMap(({ shopId, phone, failure, happenedAt }) =>
    failure.because === because && phone !== null ? [{ shopId, phone, happenedAt }] : [],
  );
}

async function countSpam(tx: Sql, failed: FailedDelivery[]): Promise<void> {
  const spam = failed.filter(({ sourceKind, failure }) => sourceKind === "campaign" && failure.because === "filtered");
  const counts = [...Map.groupBy(spam, ({ shopId, sourceId }) => `${shopId} ${sourceId}`).values()];
  if (counts.length === 0) return;
  await tx.run(
    ...batch(countFiltered, {
      t: columnsOf(counts, {
        shop_id: ([first]) => first?.shopId,
        source_id: ([first]) => first?.sourceId,
        count: (texts) => texts.length,
      }),
    }),
  );
}

/** The last failure of each group, in the order of the keys: two transactions cannot wait for each other in a circle. */
function oncePer(failed: FailedDelivery[], keyOf: (failed: FailedDelivery) => string): [string, Failure][] {
  const byKey = new Map(failed.map((it) => [keyOf(it), it.failure]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
}
