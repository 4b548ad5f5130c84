import type { Context } from "#domain/context";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { recordConsent } from "./record.ts";

/** A number that the provider says must not, or cannot, be texted. */
export interface NumberRefused {
  shopId: string;
  /** E.164. */
  phone: string;
  reason: "opted-out-at-provider" | "invalid-number";
  /** When the provider refused it, if we learned of it long after. */
  happenedAt?: Date | undefined;
}

const findPeople = statementFile(import.meta.url, "./find-people.sql");
const suppressNumbers = statementFile(import.meta.url, "./suppress-numbers.sql");
const recallForPeople = statement(
  "withdraw-refused",
  `INSERT INTO withdrawals (shop_id, kind, target) SELECT t.shop_id, 'subscriber', t.id FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)`,
);

/** Numbers whose person asked for texts again after they were refused. */
const joinedSince = statement(
  "joined-since-refused",
  `SELECT t.shop_id AS "shopId", t.phone_hash AS "phoneHash"
   FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS t(shop_id, phone_hash, at)
   WHERE EXISTS (SELECT FROM suppressions p WHERE p.shop_id = t.shop_id AND p.phone_hash = t.phone_hash AND p.lifted_at > t.at)
      OR EXISTS (SELECT FROM subscribers s JOIN consent_events e ON e.shop_id = s.shop_id AND e.subscriber_id = s.id
                 WHERE s.shop_id = t.shop_id AND s.phone_hash = t.phone_hash
                   AND e.source = 'inbound-text' AND e.state = 'subscribed' AND e.occurred_at > t.at)`,
);

/**
 * Keeps later texts from numbers that a provider refused. An opt-out we had not heard of goes into the consent ledger
 * and is lifted by START alone; a dead number stays marked until someone corrects it. What is claimed already is
 * withdrawn. Numbers without a subscriber are suppressed all the same. A refusal that we learn of late counts for nothing
 * once the person has asked for texts since. Safe to repeat.
 */
export async function suppressPhones(
  tx: Sql,
  { clock, hashPhone }: Pick<Context, "clock" | "hashPhone">,
  refused: NumberRefused[],
): Promise<void> {
  const numbers = new Map<string, { shopId: string; phoneHash: string; reason: NumberRefused["reason"] }>();
  for (const { shopId, phone, reason } of await stillRefused(tx, hashPhone, refused)) {
    const phoneHash = hashPhone(phone);
    const key = `${shopId} ${phoneHash}`;
    // Of two refusals of one number the opt-out is what the person wants.
    if (numbers.get(key)?.reason !== "opted-out-at-provider") numbers.set(key, { shopId, phoneHash, reason });
  }
  if (numbers.size === 0) return;
  const all = [...numbers.values()];
  const keys = columnsOf(all, { shop_id: (it) => it.shopId, phone_hash: (it) => it.phoneHash });
  const people = await tx.run<{ shopId: string; id: string; phoneHash: string }>(...batch(findPeople, { t: keys }));
  await tx.run(...batch(suppressNumbers, { t: { ...keys, reason: all.map((it) => it.reason) } }, [clock.now()]));
  const optedOut = people.filter(
    (it) => numbers.get(`${it.shopId} ${it.phoneHash}`)?.reason === "opted-out-at-provider",
  );
  await recordConsent(
    tx,
    { clock },
    optedOut.map(({ shopId, id }) => ({
      shopId,
      subscriberId: id,
      state: "unsubscribed",
      source: "provider",
      occurredAt: clock.now(),
    })),
  );
  await tx.run(...batch(recallForPeople, { t: columnsOf(people, { shop_id: (it) => it.shopId, id: (it) => it.id }) }));
}

async function stillRefused(
  tx: Sql,
  hashPhone: Context["hashPhone"],
  refused: NumberRefused[],
): Promise<NumberRefused[]> {
  const late = refused.filter(({ happenedAt }) => happenedAt !== undefined);
  if (late.length === 0) return refused;
  const joined = await tx.run<{ shopId: string; phoneHash: string }>(
    ...batch(joinedSince, {
      t: columnsOf(late, {
        shop_id: ({ shopId }) => shopId,
        phone_hash: ({ phone }) => hashPhone(phone),
        at: ({ happenedAt }) => happenedAt,
      }),
    }),
  );
  const keys = new Set(joined.map(({ shopId, phoneHash }) => `${shopId} ${phoneHash}`));
  return refused.filter(
    ({ shopId, phone, happenedAt }) => happenedAt === undefined || !keys.has(`${shopId} ${hashPhone(phone)}`),
  );
}
