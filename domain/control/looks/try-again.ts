import type { Context } from "#domain/context";
import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { shopNamed } from "#domain/control/shops/shop-named";
import { UserError } from "#domain/user-error";
import { type Statement, statement } from "#platform/sql/statement";

/** Work that waits for a later try, of one shop or of all. */
interface Waiting {
  /** What becomes due at once. */
  summary: string;
  /** $1 the shop's id, or null for all; $2 now (business time). Returns a row for each record that it changes. */
  sql: Statement;
}

const waiting = {
  flows: {
    summary: "people whose step of a flow failed",
    sql: statement(
      "try-flows-again",
      `UPDATE enrollments SET resume_at = $2
       WHERE ($1::uuid IS NULL OR shop_id = $1) AND trouble IS NOT NULL AND state = 'waiting' AND resume_at > $2 RETURNING 1 AS done`,
    ),
  },
  sync: {
    summary: "the comparison with the store's own record",
    sql: statement(
      "try-sync-again",
      `UPDATE shops SET reconcile_at = $2
       WHERE ($1::uuid IS NULL OR id = $1) AND uninstalled_at IS NULL AND installed_at IS NOT NULL RETURNING 1 AS done`,
    ),
  },
  consent: {
    summary: "changes of consent that wait for the store",
    sql: statement(
      "try-consent-again",
      `UPDATE store_consents SET due_at = $2
       WHERE ($1::uuid IS NULL OR shop_id = $1) AND due_at > $2 RETURNING 1 AS done`,
    ),
  },
  webhooks: {
    summary: "webhooks of flows, their servers and hourly budgets",
    sql: statement(
      "try-webhooks-again",
      `WITH servers AS (
         UPDATE outgoing_destinations SET rests_until = NULL WHERE ($1::uuid IS NULL OR shop_id = $1) AND rests_until > $2
       ), budgets AS (
         UPDATE outgoing_usage SET rests_until = NULL, bytes = 0, busy_ms = 0
         WHERE ($1::uuid IS NULL OR shop_id = $1) AND rests_until > $2
       )
       UPDATE outgoing_requests SET due_at = $2
       WHERE ($1::uuid IS NULL OR shop_id = $1) AND due_at > $2 RETURNING 1 AS done`,
    ),
  },
  discounts: {
    summary: "discount codes that the store did not make",
    sql: statement(
      "try-discounts-again",
      `UPDATE discount_pools SET due_at = $2, trouble = NULL
       WHERE ($1::uuid IS NULL OR shop_id = $1) AND trouble IS NOT NULL RETURNING 1 AS done`,
    ),
  },
  spending: {
    summary: "counters of daily spending, which the next claim computes again from the texts",
    sql: statement(
      "count-spending-again",
      "DELETE FROM spend_counters WHERE ($1::uuid IS NULL OR shop_id = $1) AND kind = 'day' AND $2::timestamptz IS NOT NULL RETURNING 1 AS done",
    ),
  },
} satisfies Record<string, Waiting>;

/** What can be tried again, with what becomes due. */
export const retryTopics: { topic: string; summary: string }[] = Object.entries(waiting).map(([topic, it]) => ({
  topic,
  summary: it.summary,
}));

/**
 * Makes work that waits for a later try due at once, of one shop or of all. Safe to repeat: work that is due already is left
 * alone, and a second try does no harm. Throws a UserError for what is no topic.
 */
export async function tryAgain(
  { db, clock }: Pick<Context, "db" | "clock">,
  { topic, shop, by, because }: Act & { topic: string; shop?: string | undefined },
): Promise<Answer & { count: number }> {
  if (!Object.hasOwn(waiting, topic))
    throw new UserError("retry-unknown", `No topic "${topic}" found: choose from ${Object.keys(waiting).join(", ")}.`);
  const { sql, summary }: Waiting = waiting[topic as keyof typeof waiting]; // a key of the table
  const of = shop === undefined ? null : await shopNamed(db, shop);
  const count = await db.transaction(async (tx) => {
    const now = clock.now();
    const { length } = await tx.run(sql, [of?.id ?? null, now]);
    const target = of === null ? topic : `${topic} of ${of.domain}`;
    if (length > 0)
      await noteOperatorEvent(tx, { by, because, at: now, action: "retry", target, details: { count: length } });
    return length;
  });
  const sentence =
    count === 0 ? `None waits for a later try: ${summary}.` : `Due now: ${summary} (${count.toLocaleString("en-US")}).`;
  return { count, hasChanged: count > 0, sentence };
}
