import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import type { StoreTrouble } from "#domain/shops/store-answer";
import type { Sql } from "#platform/sql/db";
import { shopsWithDue } from "#platform/sql/shops-with-due";
import { statement, statementFile } from "#platform/sql/statement";
import { choosePush, retryAfterMs } from "./choose-push.ts";
import type { ConsentToPush, StoreConsentClient } from "./store.ts";

interface OutboxRow extends ConsentToPush {
  subscriberId: string;
  attempts: number;
  phone: string | null;
  customerId: string | null;
}

/** How it ended for one entry, and how long to leave the store alone. */
type PushResult =
  | { kind: "pushed"; restMs: number }
  | { kind: "left"; because: string; restMs: number }
  | { kind: "later"; afterMs: number; trouble: string };

interface Shop {
  id: string;
  domain: string;
}

type PushContext = Pick<Context, "db" | "clock" | "log"> & { store: StoreConsentClient };

const LEASE_MS = 5 * 60_000;
/** Each is two questions to the store; the sweep enqueues the rest. */
const BATCH = 25;

/** When the sweep adds the job. */
export const duePushes: Due<"store-consent"> = { shops: shopsWithDue("store_consents") };

const findShop = statement(
  "shop-of-push",
  "SELECT id, domain FROM shops WHERE id = $1 AND installed_at IS NOT NULL AND uninstalled_at IS NULL",
);
const take = statementFile(import.meta.url, "./take-due.sql");
const announceTime = statement(
  "announce-push",
  `UPDATE store_consents SET decided_at = $5 WHERE shop_id = $1 AND subscriber_id = $2 AND state = $3 AND decided_at = $4
   RETURNING subscriber_id AS "subscriberId"`,
);
const finish = statementFile(import.meta.url, "./finish-push.sql");
/** Taken but not pushed: that was no attempt. */
const release = statement(
  "release-pushes",
  `UPDATE store_consents SET due_at = $3, attempts = attempts - 1
   WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND due_at IS NOT NULL AND attempts > 0`,
);
const dropAll = statement(
  "drop-outbox",
  "UPDATE store_consents SET due_at = NULL, trouble = 'uninstalled' WHERE shop_id = $1 AND due_at IS NOT NULL",
);
/**
 * Pushes a shop's due consent changes to its store, oldest first, each after reading the store's current record. A failed
 * push is retried at growing intervals; one that the store will never accept is left with the reason. Keeps to the store's
 * cost budget. Returns true when more may be due. Safe to run twice and in parallel.
 */
export async function pushConsent(ctx: PushContext, shopId: string): Promise<boolean> {
  const { db, clock } = ctx;
  const [shop] = await db.run<Shop>(findShop, [shopId]);
  if (!shop) {
    await db.run(dropAll, [shopId]);
    return false;
  }
  const now = clock.now();
  const taken = await db.run<OutboxRow>(take, [shopId, now, new Date(now.getTime() + LEASE_MS), BATCH]);
  const entries = taken.sort((a, b) => a.decidedAt.getTime() - b.decidedAt.getTime());
  for (const [i, entry] of entries.entries()) {
    const result = await pushOne(ctx, shop, entry);
    await writeResult(ctx, shopId, entry, result);
    const restMs = result.kind === "later" ? result.afterMs : result.restMs;
    if (restMs > 0) {
      const others = entries.slice(i + 1).map((it) => it.subscriberId);
      await putBack(ctx, shopId, others, restMs);
      return false;
    }
  }
  return entries.length === BATCH;
}

async function pushOne(
  { db, store, clock }: PushContext,
  { id: shopId, domain: shopDomain }: Shop,
  entry: OutboxRow,
): Promise<PushResult> {
  if (entry.customerId === null) return { kind: "left", because: "no-customer", restMs: 0 };
  const read = await store.read(shopDomain, entry.customerId);
  if (read.kind === "trouble") return failedPush(read, entry.attempts);
  const push = choosePush(entry, read.answer, clock.now());
  if (push.kind === "leave") return { kind: "left", because: push.because, restMs: read.restMs };
  const { decidedAt } = push;
  // Before it is pushed, so that its echo is known however soon it comes.
  if (!(await announceConflict(db, shopId, entry, decidedAt)))
    return { kind: "left", because: "superseded", restMs: 0 };
  const written = await store.write(shopDomain, entry.customerId, { ...entry, decidedAt });
  if (written.kind === "trouble") return failedPush(written, entry.attempts);
  if (written.answer !== null) return { kind: "left", because: written.answer, restMs: written.restMs };
  return { kind: "pushed", restMs: written.restMs };
}

function failedPush({ trouble, detail }: { trouble: StoreTrouble; detail: string }, attempts: number): PushResult {
  if (trouble === "refused") return { kind: "left", because: detail, restMs: 0 };
  return { kind: "later", trouble: `${trouble}: ${detail}`, afterMs: retryAfterMs(trouble, attempts) };
}

/** False when a newer change for the person has come meanwhile. */
async function announceConflict(db: Sql, shopId: string, entry: OutboxRow, decidedAt: Date): Promise<boolean> {
  const { subscriberId, state } = entry;
  const [row] = await db.run(announceTime, [shopId, subscriberId, state, entry.decidedAt, decidedAt]);
  entry.decidedAt = decidedAt;
  return row !== undefined;
}

/** Changes nothing when a newer change has come meanwhile: that one is pushed next. */
async function writeResult(
  { db, clock, log }: PushContext,
  shopId: string,
  entry: OutboxRow,
  result: PushResult,
): Promise<void> {
  const { subscriberId, state, decidedAt } = entry;
  const now = clock.now();
  if (result.kind === "later")
    log.warn({ shopId, trouble: result.trouble }, "consent could not be synced to the store");
  const dueAt = result.kind === "later" ? new Date(now.getTime() + result.afterMs) : null;
  const trouble = result.kind === "later" ? result.trouble : result.kind === "left" ? result.because : null;
  await db.run(finish, [shopId, subscriberId, state, decidedAt, dueAt, result.kind === "pushed" ? now : null, trouble]);
}

/** The store asks us to slow down: entries taken but not pushed wait. */
async function putBack(
  { db, clock }: PushContext,
  shopId: string,
  subscriberIds: string[],
  restMs: number,
): Promise<void> {
  await db.run(release, [shopId, subscriberIds, new Date(clock.now().getTime() + restMs)]);
}
