import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { type Charge, grantTexts, type Limit, type SpendingText, type SpendingVerdict } from "./grant.ts";

const lock = statementFile(import.meta.url, "./lock-counters.sql");
const open = statementFile(import.meta.url, "./open-counters.sql");

/** The rows are held already (lock-counters.sql). */
const charge = statement(
  "charge-counters",
  `UPDATE spend_counters c SET used = c.used + t.amount, refused = coalesce(c.refused, t.refused)
   FROM unnest($2::text[], $3::uuid[], $4::date[], $5::int8[], $6::int8[]) AS t(kind, target, day, amount, refused)
   WHERE c.shop_id = $1 AND c.kind = t.kind AND c.target = t.target AND c.day = t.day`,
);

interface Held extends Omit<Limit, "used"> {
  day: string;
  startsAt: Date | null;
  /** Null when the counter has no row. */
  used: number | null;
}

interface Spending {
  shopId: string;
  senderId: string;
  /** Business time of the claim. */
  now: Date;
  /** In the order in which they would be sent. */
  texts: SpendingText[];
}

/**
 * Reserves what a slice's texts cost, and their parts, of every spend cap and carrier's day budget on them, inside the
 * claim's transaction: no race can use more than a limit allows. Answers for each text; a slice may be granted in part.
 * Two statements. Call it last before the rows are written, and only for a shop that has a limit (`hasLimits` of
 * has-limits.ts): the counters stay locked until the claim commits. A text that is not sent is given back by
 * `releaseSpending`.
 */
export async function reserveSpending(
  tx: Sql,
  { shopId, senderId, now, texts }: Spending,
): Promise<Map<string, SpendingVerdict>> {
  if (texts.length === 0) return new Map();
  const campaigns = texts.filter(({ sourceKind }) => sourceKind === "campaign").map(({ sourceId }) => sourceId);
  const asked = [shopId, [...new Set(campaigns)], senderId, now];
  let held = await tx.run<Held>(lock, asked);
  const missing = held.filter(({ used }) => used === null);
  if (missing.length > 0) {
    await openCounters(tx, shopId, missing);
    held = await tx.run<Held>(lock, asked);
  }
  const { verdicts, charges } = grantTexts(texts, held.map(knownLimit));
  await writeCharges(tx, shopId, charges as (Charge & { limit: Held })[]); // the limits given are the ones held
  return verdicts;
}

function knownLimit(limit: Held): Limit {
  if (limit.used === null) throw new Error("A spend counter that was just made is not there.");
  return { ...limit, used: limit.used };
}

async function openCounters(tx: Sql, shopId: string, missing: Held[]): Promise<void> {
  await tx.run(
    ...batch(
      open,
      {
        t: columnsOf(missing, {
          kind: ({ kind }) => kind,
          target: ({ target }) => target,
          day: ({ day }) => day,
          starts_at: ({ startsAt }) => startsAt,
          ends_at: ({ endsAt }) => endsAt,
        }),
      },
      [shopId],
    ),
  );
}

async function writeCharges(tx: Sql, shopId: string, charges: (Charge & { limit: Held })[]): Promise<void> {
  const changed = charges.filter(({ amount, refused }) => amount > 0 || refused !== null);
  if (changed.length === 0) return;
  await tx.run(
    ...batch(
      charge,
      {
        t: columnsOf(changed, {
          kind: ({ limit }) => limit.kind,
          target: ({ limit }) => limit.target,
          day: ({ limit }) => limit.day,
          amount: ({ amount }) => amount,
          refused: ({ refused }) => refused,
        }),
      },
      [shopId],
    ),
  );
}
