import { pruneAnswers } from "#domain/api-keys/answer-once";
import { pruneActivity } from "#domain/audit/keep";
import { pruneConversations } from "#domain/conversations/prune";
import { pruneDeletedFlows } from "#domain/flows/publishing/prune-deleted";
import { pruneHelpDesks } from "#domain/help-desks/prune";
import { pruneImports } from "#domain/imports/control/prune";
import { forgetOldProcesses } from "#domain/operations/processes/beat";
import { pruneOutgoing } from "#domain/outgoing/prune";
import { pruneProducts } from "#domain/products/prune";
import { pruneWebhookEvents } from "#domain/webhooks-out/prune";
import type { Db } from "#platform/sql/db";
import { inBatches } from "#platform/sql/in-batches";
import { statement } from "#platform/sql/statement";
import { firstKept } from "./partitions.ts";

/** Stores repeat a webhook for four hours, providers a callback for `retention.callbackRetryMs`; keys outlast both. */
export const KEY_DAYS = 8;
/** Rows at a time, so that no one waits for a long delete. */
const BATCH = 10_000;

const pruneKeys = statement(
  "prune-intake-keys",
  `DELETE FROM intake_keys WHERE source_key IN (
     SELECT source_key FROM intake_keys WHERE received_at < $1::timestamptz - make_interval(days => $2)
     ORDER BY received_at LIMIT $3 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);

/** By the database's real clock, as they were written: claims look back fifteen seconds. */
const pruneRecalls = statement(
  "prune-recalls",
  `DELETE FROM withdrawals WHERE (shop_id, id) IN (
     SELECT shop_id, id FROM withdrawals WHERE at < clock_timestamp() - interval '1 hour'
     ORDER BY at LIMIT $1 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);

/** A campaign of a month ago has ended; by the database's clock, as the provider's record was read. */
const pruneLeftTexts = statement(
  "prune-left-texts",
  "DELETE FROM left_texts WHERE created_at < clock_timestamp() - interval '31 days'",
);

/** A record goes with the messages that it is about. */
const pruneWhy = statement(
  "prune-why-records",
  `DELETE FROM why_records WHERE (shop_id, month, id) IN (
     SELECT shop_id, month, id FROM why_records WHERE month < $1::date
     ORDER BY month LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);

/** A link goes with the text that it stood in. */
const pruneLinks = statement(
  "prune-short-links",
  `DELETE FROM short_links WHERE code IN (
     SELECT code FROM short_links WHERE created_at < $1::date AND message_month < $1::date
     ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);

/** Entries about deliveries that have gone with their month. */
const pruneDead = statement("prune-dead-deliveries", "DELETE FROM dead_deliveries WHERE received_at < $1::date");

/** And about texts that have gone so, or whose outcome is known by now. */
const pruneUnknowns = statement(
  "prune-final-unknowns",
  `DELETE FROM final_unknowns f WHERE f.month < $1::date
     OR EXISTS (SELECT FROM messages m WHERE m.shop_id = f.shop_id AND m.month = f.month AND m.id = f.id AND m.state <> 'unknown')`,
);

/** A browser is known for 90 days after its last proof. */
const pruneBrowsers = statement(
  "prune-browsers",
  `DELETE FROM browsers WHERE (shop_id, browser) IN (
     SELECT shop_id, browser FROM browsers WHERE known_at < $1::timestamptz - interval '90 days'
     ORDER BY known_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);

/** A checkout is ordered within the day, or not by the browser that began it. */
const pruneClaims = statement(
  "prune-browser-claims",
  `DELETE FROM browser_claims WHERE (shop_id, claim) IN (
     SELECT shop_id, claim FROM browser_claims WHERE at < $1::timestamptz - interval '1 day'
     ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);

const pruneCarts = statement(
  "prune-browsed-carts",
  `DELETE FROM browsed_carts WHERE (shop_id, id) IN (
     SELECT shop_id, id FROM browsed_carts WHERE changed_at < $1::timestamptz - interval '90 days'
     ORDER BY changed_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);

/** Forgets what no one will ask for again. Returns how many rows went; safe from many processes at once. */
export async function pruneOldRows(db: Pick<Db, "run" | "transaction">, now: Date): Promise<number> {
  await forgetOldProcesses(db);
  await db.run(pruneLeftTexts);
  await db.run(pruneDead, [firstKept("intake", now)]);
  await db.run(pruneUnknowns, [firstKept("messages", now)]);
  let gone = await inBatches(BATCH, () => db.run(pruneKeys, [now, KEY_DAYS, BATCH]));
  gone += await inBatches(BATCH, () => db.run(pruneRecalls, [BATCH]));
  gone += await pruneAnswers(db, now, BATCH);
  gone += await pruneActivity(db, now, BATCH);
  gone += await pruneImports(db, now);
  gone += await pruneOutgoing(db, now);
  gone += await pruneWebhookEvents(db, now);
  gone += await pruneHelpDesks(db, now, firstKept("messages", now));
  gone += await pruneProducts(db, now);
  gone += await pruneDeletedFlows(db, now);
  gone += await pruneConversations(db, firstKept("messages", now));
  gone += await inBatches(BATCH, () => db.run(pruneWhy, [firstKept("messages", now), BATCH]));
  gone += await inBatches(BATCH, () => db.run(pruneLinks, [firstKept("messages", now), BATCH]));
  for (const browsing of [pruneBrowsers, pruneClaims, pruneCarts])
    gone += await inBatches(BATCH, () => db.run(browsing, [now, BATCH]));
  return gone;
}
