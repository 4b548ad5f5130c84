import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import type { ConsentAtStore, ConsentToTell, StoreTrouble } from "./at-store.ts";
import { retryAfterMs, whatToTell } from "./what-to-tell.ts";

interface Notice extends ConsentToTell {
  subscriberId: string;
  attempts: number;
  phone: string | null;
  customerId: string | null;
}

/** How it ended for one notice, and how long to leave the store alone. */
type Told =
  | { kind: "told"; restMs: number }
  | { kind: "left"; because: string; restMs: number }
  | { kind: "later"; afterMs: number; trouble: string };

interface Shop {
  id: string;
  domain: string;
}

type Telling = Pick<Context, "db" | "clock" | "log"> & { store: ConsentAtStore };

const LEASE_MS = 5 * 60_000;
/** Each is two questions to the store; the sweep enqueues the rest. */
const BATCH = 25;

/** When the sweep adds the job. From shop to shop, a probe each, however many notices each has for its store. */
export const dueNotices: Due<"store-consent"> = {
  shops: `SELECT shop_id FROM (
      WITH RECURSIVE telling AS (
        (SELECT shop_id FROM store_consents WHERE due_at IS NOT NULL ORDER BY shop_id LIMIT 1)
        UNION ALL
        SELECT (SELECT c.shop_id FROM store_consents c WHERE c.due_at IS NOT NULL AND c.shop_id > t.shop_id
                ORDER BY c.shop_id LIMIT 1)
        FROM telling t WHERE t.shop_id IS NOT NULL
      )
      SELECT shop_id FROM telling WHERE shop_id IS NOT NULL
    ) t
    WHERE EXISTS (SELECT 1 FROM store_consents c WHERE c.shop_id = t.shop_id AND c.due_at <= $1)`,
};

const findShop = statement(
  "shop-to-tell",
  "SELECT id, domain FROM shops WHERE id = $1 AND installed_at IS NOT NULL AND uninstalled_at IS NULL",
);
const take = statementFile(import.meta.url, "./take-notices.sql");
const announceTime = statement(
  "announce-notice",
  `UPDATE store_consents SET decided_at = $5 WHERE shop_id = $1 AND subscriber_id = $2 AND state = $3 AND decided_at = $4
   RETURNING subscriber_id AS "subscriberId"`,
);
const settle = statementFile(import.meta.url, "./settle-notice.sql");
/** What was taken and not told: it was no attempt. */
const release = statement(
  "release-notices",
  `UPDATE store_consents SET due_at = $3, attempts = attempts - 1
   WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND due_at IS NOT NULL AND attempts > 0`,
);
const forgetAll = statement(
  "stop-telling",
  "UPDATE store_consents SET due_at = NULL, trouble = 'uninstalled' WHERE shop_id = $1 AND due_at IS NOT NULL",
);
/**
 * Tells a store what it does not know yet of its customers' consent, oldest first, each after a look at what its record says
 * now. What fails is told again later, at growing intervals; what the store will never take is left with the reason. Keeps
 * to the cost that the store grants. Returns true when more may be due. Safe to run twice and side by side.
 */
export async function tellTheStore(ctx: Telling, shopId: string): Promise<boolean> {
  const { db, clock } = ctx;
  const [shop] = await db.run<Shop>(findShop, [shopId]);
  if (!shop) {
    await db.run(forgetAll, [shopId]);
    return false;
  }
  const now = clock.now();
  const taken = await db.run<Notice>(take, [shopId, now, new Date(now.getTime() + LEASE_MS), BATCH]);
  const notices = taken.sort((a, b) => a.decidedAt.getTime() - b.decidedAt.getTime());
  for (const [i, notice] of notices.entries()) {
    const told = await tell(ctx, shop, notice);
    await note(ctx, shopId, notice, told);
    const restMs = told.kind === "later" ? told.afterMs : told.restMs;
    if (restMs > 0) {
      const others = notices.slice(i + 1).map((it) => it.subscriberId);
      await putBack(ctx, shopId, others, restMs);
      return false;
    }
  }
  return notices.length === BATCH;
}

async function tell(
  { db, store, clock }: Telling,
  { id: shopId, domain: shopDomain }: Shop,
  notice: Notice,
): Promise<Told> {
  if (notice.customerId === null) return { kind: "left", because: "no-customer", restMs: 0 };
  const read = await store.read(shopDomain, notice.customerId);
  if (read.kind === "trouble") return troubled(read, notice.attempts);
  const telling = whatToTell(notice, read.answer, clock.now());
  if (telling.kind === "leave") return { kind: "left", because: telling.because, restMs: read.restMs };
  const { decidedAt } = telling;
  // Before it is told, so that its echo is known however soon it comes.
  if (!(await announce(db, shopId, notice, decidedAt))) return { kind: "left", because: "superseded", restMs: 0 };
  const written = await store.write(shopDomain, notice.customerId, { ...notice, decidedAt });
  if (written.kind === "trouble") return troubled(written, notice.attempts);
  if (written.answer !== null) return { kind: "left", because: written.answer, restMs: written.restMs };
  return { kind: "told", restMs: written.restMs };
}

function troubled({ trouble, detail }: { trouble: StoreTrouble; detail: string }, attempts: number): Told {
  if (trouble === "refused") return { kind: "left", because: detail, restMs: 0 };
  return { kind: "later", trouble: `${trouble}: ${detail}`, afterMs: retryAfterMs(trouble, attempts) };
}

/** False when a newer word about the person has come meanwhile. */
async function announce(db: Sql, shopId: string, notice: Notice, decidedAt: Date): Promise<boolean> {
  const { subscriberId, state } = notice;
  const [row] = await db.run(announceTime, [shopId, subscriberId, state, notice.decidedAt, decidedAt]);
  notice.decidedAt = decidedAt;
  return row !== undefined;
}

/** Changes nothing when a newer word has come meanwhile: that one is told next. */
async function note({ db, clock, log }: Telling, shopId: string, notice: Notice, told: Told): Promise<void> {
  const { subscriberId, state, decidedAt } = notice;
  const now = clock.now();
  if (told.kind === "later") log.warn({ shopId, trouble: told.trouble }, "the store could not be told of consent");
  const dueAt = told.kind === "later" ? new Date(now.getTime() + told.afterMs) : null;
  const trouble = told.kind === "later" ? told.trouble : told.kind === "left" ? told.because : null;
  await db.run(settle, [shopId, subscriberId, state, decidedAt, dueAt, told.kind === "told" ? now : null, trouble]);
}

/** The store asks for a rest: what was taken and not told waits for it. */
async function putBack({ db, clock }: Telling, shopId: string, subscriberIds: string[], restMs: number): Promise<void> {
  await db.run(release, [shopId, subscriberIds, new Date(clock.now().getTime() + restMs)]);
}
