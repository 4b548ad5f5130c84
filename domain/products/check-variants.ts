import type { Context } from "#domain/context";
import { type Due, enqueueAll } from "#domain/jobs";
import type { StoreAnswer } from "#domain/shops/store-answer";
import { halvesOf } from "#platform/halves-of";
import { shopsWithDue } from "#platform/sql/shops-with-due";
import { statement } from "#platform/sql/statement";
import { applyAnswer, type OnChanges } from "./apply-answer.ts";
import type { VariantNow, VariantStore } from "./variant-store.ts";

type CheckContext = Pick<Context, "db" | "clock" | "log" | "enqueue"> & {
  store: VariantStore;
  onChanges: OnChanges;
};

/** When the sweep adds the job. */
export const dueVariants: Due<"variant-checks"> = {
  shops: `${shopsWithDue("watched_variants")}
    AND EXISTS (SELECT 1 FROM shops h WHERE h.id = t.shop_id AND h.installed_at IS NOT NULL AND h.uninstalled_at IS NULL)`,
};

const MINUTE_MS = 60_000;
/** A worker that ends in the middle has its variants asked about again after this. */
const LEASE_MS = 5 * MINUTE_MS;
const LONGEST_RETRY_MS = 6 * 60 * MINUTE_MS;
const BATCH = 50;
/** Questions in a row to find which variants of a batch a store refuses. */
const MOST_QUESTIONS = 20;

const findShop = statement(
  "shop-of-variants",
  "SELECT domain FROM shops WHERE id = $1 AND installed_at IS NOT NULL AND uninstalled_at IS NULL",
);
const take = statement(
  "take-variants",
  `UPDATE watched_variants w SET due_at = $3, attempts = w.attempts + 1
   FROM (SELECT shop_id, variant_id FROM watched_variants WHERE shop_id = $1 AND due_at <= $2
         ORDER BY due_at, variant_id LIMIT $4 FOR NO KEY UPDATE SKIP LOCKED) d
   WHERE w.shop_id = d.shop_id AND w.variant_id = d.variant_id
   RETURNING w.variant_id AS "variantId", w.attempts`,
);
/** A webhook that came while the store was asked has made it due. */
const retry = statement(
  "retry-variants",
  `UPDATE watched_variants SET due_at = CASE WHEN due_at < $5 THEN due_at ELSE $3 END, trouble = $4 WHERE shop_id = $1 AND variant_id = ANY($2::text[])`,
);
const putOff = statement(
  "put-off-variants",
  "UPDATE watched_variants SET due_at = $3 WHERE shop_id = $1 AND due_at <= $2",
);

type Trouble = Extract<StoreAnswer<never>, { kind: "trouble" }>;

interface Taken {
  variantId: string;
  attempts: number;
}

/**
 * Asks a store about its watched variants that are due, writes down what it says, and tells what has changed. A
 * webhook only says that a product changed; the store's own answer says what it is now, so the order of deliveries
 * doesn't matter. A store that doesn't answer is asked again at growing intervals; one that refuses a batch twice
 * is asked about its halves, so that one bad id puts off itself alone. Each variant is asked about once a day
 * besides, for webhooks that were lost. Returns true when more may be due. Safe to run twice and in parallel.
 */
export async function checkVariants(ctx: CheckContext, shopId: string): Promise<boolean> {
  const { db, clock } = ctx;
  const now = clock.now();
  const [shop] = await db.run<{ domain: string }>(findShop, [shopId]);
  if (!shop) return false;
  const leasedUntil = new Date(now.getTime() + LEASE_MS);
  const taken = await db.run<Taken>(take, [shopId, now, leasedUntil, BATCH]);
  if (taken.length === 0) return false;
  const asking = { shopId, domain: shop.domain, leasedUntil };
  const isSecond = taken.some(({ attempts }) => attempts > 1);
  const { restMs, isAnswered } = await askAbout(ctx, asking, taken, isSecond ? MOST_QUESTIONS : 1);
  if (restMs > 0) await restFor(ctx, shopId, restMs);
  return isAnswered && restMs === 0 && taken.length === BATCH;
}

interface Asking {
  shopId: string;
  domain: string;
  leasedUntil: Date;
}

/**
 * Asks about variants, and about halves of those that the store refuses, as often as it may. Puts off those
 * that have no answer then. One that is refused alone waits longest, so that it isn't in the same batch again.
 */
async function askAbout(
  ctx: CheckContext,
  asking: Asking,
  taken: Taken[],
  mostQuestions: number,
): Promise<{ restMs: number; isAnswered: boolean }> {
  const parts = [taken];
  let trouble: Trouble | null = null;
  let restMs = 0;
  for (let asked = 0; asked < mostQuestions && restMs === 0; asked++) {
    const part = parts.shift();
    if (!part) break;
    const answer = await askOnce(ctx, asking, part);
    if (answer.kind === "answer") {
      ({ restMs } = answer);
      continue;
    }
    trouble = answer;
    const isAlone = answer.trouble === "refused" && part.length === 1 && taken.length > 1;
    if (isAlone) await tryLater(ctx, asking, part, answer, LONGEST_RETRY_MS);
    else parts.unshift(...halvesOf(part));
    if (answer.trouble !== "refused") break;
  }
  const left = parts.flat();
  if (trouble && left.length > 0) await tryLater(ctx, asking, left, trouble, retryAfter(taken));
  return { restMs, isAnswered: trouble === null };
}

async function askOnce(
  ctx: CheckContext,
  { shopId, domain, leasedUntil }: Asking,
  part: Taken[],
): Promise<StoreAnswer<VariantNow[]>> {
  const ids = part.map(({ variantId }) => variantId);
  const answer = await ctx.store.read(domain, ids);
  if (answer.kind === "trouble") return answer;
  const answered = { shopId, ids, variants: answer.answer, leasedUntil };
  await enqueueAll(ctx.enqueue, await ctx.db.transaction((tx) => applyAnswer(tx, ctx, answered)));
  return answer;
}

function retryAfter(taken: Taken[]): number {
  const attempts = Math.max(...taken.map((it) => it.attempts));
  return Math.min(LONGEST_RETRY_MS, MINUTE_MS * 2 ** Math.min(attempts - 1, 20));
}

async function tryLater(
  { db, clock, log }: CheckContext,
  { shopId, leasedUntil }: Asking,
  part: Taken[],
  { trouble, detail }: Trouble,
  afterMs: number,
): Promise<void> {
  log.warn({ shopId, trouble: detail }, "a store could not be asked about its variants");
  const at = new Date(clock.now().getTime() + afterMs);
  const ids = part.map(({ variantId }) => variantId);
  await db.run(retry, [shopId, ids, at, `${trouble}: ${detail}`, leasedUntil]);
}

/** The store's limits leave no room for more now. */
async function restFor({ db, clock }: CheckContext, shopId: string, ms: number): Promise<void> {
  const now = clock.now();
  await db.run(putOff, [shopId, now, new Date(now.getTime() + ms)]);
}
