import type { Context } from "#domain/context";
import type { Due, Job } from "#domain/jobs";
import { recallTexts } from "#domain/messages/delivery/recall";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableJson } from "#platform/sql/storable";
import { type ErasedCounts, noteRedaction } from "./erase.ts";
import { firstStep, isStep, type Step, stepAfter, steps } from "./shop-steps.ts";

interface Installation {
  domain: string;
  installedAt: Date | null;
  uninstalledAt: Date | null;
  /** Its uninstall was reported, and the store not asked yet. */
  isDoubted: boolean;
}

/** When the sweep adds the job. */
export const dueRedactions: Due<"shop-redaction"> = { shops: "SELECT shop_id FROM shop_redactions WHERE due_at <= $1" };

const lock = statement(
  "lock-shop",
  `SELECT domain, installed_at AS "installedAt", uninstalled_at AS "uninstalledAt", uninstall_told_at IS NOT NULL AS "isDoubted"
   FROM shops WHERE id = $1 FOR NO KEY UPDATE`,
);
const begin = statement(
  "begin-shop-redaction",
  `INSERT INTO shop_redactions (shop_id, requested_at, step, due_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (shop_id) DO UPDATE
     SET requested_at = excluded.requested_at, step = excluded.step, cursor = NULL, counts = '{}', due_at = excluded.due_at, done_at = NULL
     WHERE shop_redactions.due_at IS NULL AND shop_redactions.requested_at < excluded.requested_at`,
);
const forgetOwner = statement(
  "forget-owner",
  `WITH sessions AS (DELETE FROM "Session" WHERE shop = $2),
        settings AS (UPDATE shop_settings SET test_phone = NULL WHERE shop_id = $1),
        phones AS (DELETE FROM test_phones WHERE shop_id = $1),
        endpoints AS (DELETE FROM webhook_endpoints WHERE shop_id = $1),
        desks AS (DELETE FROM help_desks WHERE shop_id = $1)
   UPDATE shops SET email = NULL WHERE id = $1`,
);
const take = statement(
  "take-shop-redaction",
  `SELECT requested_at AS "requestedAt", step, cursor, counts FROM shop_redactions
   WHERE shop_id = $1 AND due_at <= $2 FOR UPDATE SKIP LOCKED`,
);
const goOn = statement(
  "go-on-with-shop-redaction",
  "UPDATE shop_redactions SET step = $2, cursor = $3, counts = $4::jsonb WHERE shop_id = $1",
);
const end = statement(
  "end-shop-redaction",
  "UPDATE shop_redactions SET counts = $2::jsonb, due_at = NULL, done_at = $3 WHERE shop_id = $1",
);
const mark = statement("mark-shop-redacted", "UPDATE shops SET redacted_at = $2 WHERE id = $1");

/** The store sends shop/redact this long after the uninstall that it is about. */
const AFTER_UNINSTALL_MS = 48 * 3_600_000;
/** Clocks differ, and a store is not to the minute. */
const EARLY_AT_MOST_MS = 3_600_000;
/** Or later: who came back within minutes of the uninstall must not be erased because the request took its time. */
const LATE_AT_MOST_MS = 12 * 3_600_000;

/**
 * Begins to forget a store that uninstalled (shop/redact): nothing more is sent, and its owner and people follow page by page
 * (`redactShopFurther`), however many there are. A request that comes too early for this uninstall may be a copy of an older one:
 * then the pages wait until the time is over in which the merchant may come back. Changes nothing and says so when the store has
 * since been installed again: the request is about an installation before. Nor while the app is still installed as far as we
 * know: the store must be asked first (installations/doubt.ts). Safe to repeat. Returns the job to enqueue after
 * the commit.
 */
export async function redactShop(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  { shopId, requestedAt }: { shopId: string; requestedAt: Date },
): Promise<{ kind: "begun"; job: Job } | { kind: "installed" | "installed-again" | "unknown-shop" }> {
  const [shop] = await tx.run<Installation>(lock, [shopId]);
  if (!shop) return { kind: "unknown-shop" };
  if (!shop.isDoubted && isInstalledAgain(shop, requestedAt)) return { kind: "installed-again" };
  if (shop.installedAt !== null && shop.uninstalledAt === null) return { kind: "installed" };
  await recallTexts(tx, [{ shopId, kind: "shop", target: shopId }]);
  await tx.run(begin, [shopId, requestedAt, firstStep, dueAt(shop, requestedAt, ctx.clock.now())]);
  return { kind: "begun", job: { name: "shop-redaction", payload: { shopId } } };
}

/**
 * Blanks the next page of a store that is to be forgotten, in a transaction of its own: a process that is killed in the middle is
 * followed by another who goes on behind the last page. With the last one comes the proof. Stops where it is when the store
 * has been installed again meanwhile. Returns true when there is more to do.
 */
export async function redactShopFurther(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const now = clock.now();
    const [task] = await tx.run<{ requestedAt: Date; step: string; cursor: string | null; counts: ErasedCounts }>(
      take,
      [shopId, now],
    );
    if (!task) return false;
    const [shop] = await tx.run<Installation>(lock, [shopId]);
    if (!shop || isInstalledAgain(shop, task.requestedAt)) {
      await tx.run(end, [shopId, storableJson(task.counts), now]);
      return false;
    }
    await tx.run(forgetOwner, [shopId, shop.domain]);
    const step: Step = isStep(task.step) ? task.step : firstStep;
    const page = await steps[step](tx, { shopId, cursor: task.cursor, now });
    const counts = addCounts(task.counts, page.counts);
    const next = page.cursor === null ? stepAfter(step) : step;
    if (next !== null) {
      await tx.run(goOn, [shopId, next, page.cursor, storableJson(counts)]);
      return true;
    }
    await tx.run(mark, [shopId, now]);
    await noteRedaction(tx, { clock }, { shopId, kind: "shop", counts });
    await tx.run(end, [shopId, storableJson(counts), now]);
    return false;
  });
}

function dueAt({ uninstalledAt }: Installation, requestedAt: Date, now: Date): Date {
  const expectedAt = (uninstalledAt?.getTime() ?? Number.NEGATIVE_INFINITY) + AFTER_UNINSTALL_MS;
  const isEarly = requestedAt.getTime() < expectedAt - EARLY_AT_MOST_MS;
  return isEarly && expectedAt > now.getTime() ? new Date(expectedAt) : now;
}

function isInstalledAgain({ installedAt, uninstalledAt }: Installation, requestedAt: Date): boolean {
  const uninstalledNotBefore = requestedAt.getTime() - AFTER_UNINSTALL_MS - LATE_AT_MOST_MS;
  return uninstalledAt === null && installedAt !== null && installedAt.getTime() > uninstalledNotBefore;
}

function addCounts(sums: ErasedCounts, counts: ErasedCounts): ErasedCounts {
  const names = new Set([...Object.keys(sums), ...Object.keys(counts)]);
  return Object.fromEntries([...names].map((name) => [name, (sums[name] ?? 0) + (counts[name] ?? 0)]));
}
