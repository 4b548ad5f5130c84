import type { Context } from "#domain/context";
import type { PhoneNumber } from "#domain/subscribers/phone-number";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { storableJson } from "#platform/sql/storable";

/** Whom or what to erase in one shop. */
interface Erasure {
  shopId: string;
  subscriberIds: string[];
  orderIds: string[];
  customerIds: string[];
  /** The number that the request names: it may stand where no subscriber does. */
  phone: PhoneNumber | null;
  /** In small letters; so may the address. */
  email: string | null;
}

/** Rows blanked per table. */
export type ErasedCounts = Record<string, number>;

const eraseIntake = statementFile(import.meta.url, "./erase-intake.sql");
const eraseImports = statementFile(import.meta.url, "./erase-imports.sql");
const eraseStatement = statementFile(import.meta.url, "./erase.sql");
/** Who takes events and who ends them hold the endpoint first, too: so neither waits for the other in turn. */
const holdEndpoints = statement(
  "hold-endpoints-for-erasure",
  `SELECT 1 AS held FROM webhook_endpoints e
   WHERE e.shop_id = $1 AND EXISTS (
     SELECT FROM webhook_events v WHERE v.shop_id = $1 AND v.subscriber_id = ANY($2::uuid[]) AND v.endpoint_id = e.id)
   ORDER BY e.id FOR NO KEY UPDATE OF e`,
);
const eraseWebhookEvents = statement(
  "erase-webhook-events",
  `UPDATE webhook_events
   SET body = NULL, due_at = NULL, taken_until = NULL,
       trouble = CASE WHEN state = 'waiting' THEN 'erased' ELSE trouble END,
       ended_at = coalesce(ended_at, $3::timestamptz),
       state = CASE WHEN state = 'waiting' THEN 'failed' ELSE state END
   WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND (body IS NOT NULL OR state = 'waiting')
   RETURNING 1 AS done`,
);
/**
 * The rows stay: a conversation that was handed over isn't handed over again. What an attempt that is under way finds out isn't
 * written any more, and its ticket isn't taken up.
 */
const eraseTickets = statement(
  "erase-help-desk-tickets",
  `UPDATE help_desk_tickets SET ticket_id = NULL, due_at = NULL, look_at = NULL, is_closed = true,
     number = number + 1, attempts = attempts + 1
   WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND (ticket_id IS NOT NULL OR due_at IS NOT NULL)
   RETURNING 1 AS done`,
);
const eraseLines = statement(
  "erase-help-desk-lines",
  `UPDATE help_desk_lines SET body = NULL, ended_at = coalesce(ended_at, $3::timestamptz)
   WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND (body IS NOT NULL OR ended_at IS NULL)
   RETURNING 1 AS done`,
);
const note = statement(
  "note-redaction",
  `INSERT INTO redactions (shop_id, id, kind, counts, done_at, request) VALUES ($1, $2, $3, $4::jsonb, $5, $6)`,
);

/** Blanks what is personal (erase*.sql say what). Returns how many rows of which table. Safe to repeat. */
export async function eraseFromTables(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  erasure: Erasure,
): Promise<ErasedCounts> {
  const { shopId, subscriberIds, customerIds, phone, email } = erasure;
  const [deliveries] = await tx.run<ErasedCounts>(eraseIntake, [shopId, subscriberIds, customerIds, phone, email]);
  const [files] = await tx.run<ErasedCounts>(eraseImports, [shopId, subscriberIds, clock.now(), phone, email]);
  return { ...(await erasePeople(tx, { ...erasure, now: clock.now() })), ...deliveries, ...files };
}

/** The same without the recorded deliveries and imported files, in which people must be searched for. */
export async function erasePeople(tx: Sql, erasure: Erasure & { now: Date }): Promise<ErasedCounts> {
  const { shopId, subscriberIds, orderIds, customerIds, now, phone, email } = erasure;
  const [counts] = await tx.run<ErasedCounts>(eraseStatement, [
    shopId,
    subscriberIds,
    orderIds,
    customerIds,
    now,
    phone,
    email,
  ]);
  // On its own, for what it sees: events by a transaction that the statement above had to wait for.
  await tx.run(holdEndpoints, [shopId, subscriberIds]);
  const webhookEvents = await tx.run(eraseWebhookEvents, [shopId, subscriberIds, now]);
  const helpDeskTickets = await tx.run(eraseTickets, [shopId, subscriberIds]);
  const helpDeskLines = await tx.run(eraseLines, [shopId, subscriberIds, now]);
  return {
    ...counts,
    webhookEvents: webhookEvents.length,
    helpDeskTickets: helpDeskTickets.length,
    helpDeskLines: helpDeskLines.length,
  };
}

interface Proof {
  shopId: string;
  kind: "customer" | "shop";
  counts: ErasedCounts;
  /** Keyed hash of what was asked for, by which the same request is known when it comes again. */
  request?: string | null;
}

/** Keeps the proof of an erasure; it holds nothing personal. */
export async function noteRedaction(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  { shopId, kind, counts, request = null }: Proof,
): Promise<void> {
  await tx.run(note, [shopId, newId(), kind, storableJson(counts), clock.now(), request]);
}
