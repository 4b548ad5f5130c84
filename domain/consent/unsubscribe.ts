import type { Context } from "#domain/context";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { recordConsent } from "./record.ts";
import type { LinkedPerson } from "./unsubscribe-link.ts";

/** What the page tells its visitor. */
export interface LinkedStatus {
  brand: string;
  /** Only the end of the number is shown, because the visitor may have found the link. Null after an erasure. */
  phoneEnd: string | null;
  /** Nothing is sent to the number any more. */
  isStopped: boolean;
}

const readLinkedPerson = statement(
  "read-linked-person",
  `SELECT coalesce(c.brand_name, h.name, split_part(h.domain, '.', 1)) AS brand, right(s.phone, 4) AS "phoneEnd",
          s.redacted_at IS NOT NULL OR EXISTS (
            SELECT 1 FROM suppressions p WHERE p.shop_id = s.shop_id AND p.phone_hash = s.phone_hash AND p.lifted_at IS NULL
              AND p.reason IN ('opted-out', 'opted-out-at-provider')) AS "isStopped"
   FROM subscribers s JOIN shops h ON h.id = s.shop_id LEFT JOIN shop_settings c ON c.shop_id = s.shop_id
   WHERE s.shop_id = $1 AND s.id = $2`,
);

/** How a linked person stands; null when there is none such (any more). */
export async function readLinked(db: Sql, { shopId, subscriberId }: LinkedPerson): Promise<LinkedStatus | null> {
  const [status] = await db.run<LinkedStatus>(readLinkedPerson, [shopId, subscriberId]);
  return status ?? null;
}

/**
 * Stops all texts to a linked person, as a STOP by text does and as soon: what is claimed is withdrawn, texts about orders
 * end too, and only the person opens it again. The page itself is the confirmation, so none is texted. Safe to repeat.
 */
export async function unsubscribe(
  { db, clock }: Pick<Context, "db" | "clock">,
  person: LinkedPerson,
  textShown: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const status = await readLinked(tx, person);
    if (status === null || status.isStopped) return;
    await recordConsent(tx, { clock }, [
      { ...person, state: "unsubscribed", source: "unsubscribe-page", occurredAt: clock.now(), textShown },
    ]);
  });
}
