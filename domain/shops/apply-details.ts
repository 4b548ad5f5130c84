import type { Context } from "#domain/context";
import type { Due, Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** What the store says about itself that no webhook tells. */
export interface ShopDetails {
  /** The store's numeric id at Shopify. */
  storeNumber: string;
  name: string;
  /** ISO 4217. */
  currency: string;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** IANA. */
  timeZone: string;
  email: string | null;
  /** What the store pays Shopify for, by its name. */
  plan: string | null;
}

/** When the sweep adds the job: the details are missing, or the store does not have the key of its sign-up forms. */
export const dueDetails: Due<"shop-details"> = {
  shops: `SELECT id AS shop_id FROM shops
    WHERE installed_at IS NOT NULL AND uninstalled_at IS NULL
      AND (details_at IS NULL OR form_key_at IS NULL OR form_key_at < installed_at)`,
};

const update = statement(
  "apply-shop-details",
  `UPDATE shops SET name = $2, currency = $3, country = $4, time_zone = $5, email = $6, plan = $8, store_number = $9, details_at = $7
   WHERE id = $1 AND uninstalled_at IS NULL`,
);

/** Notes what the store says about itself, and that it need not be asked again. */
export async function applyShopDetails(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  { storeNumber, name, currency, country, timeZone, email, plan }: ShopDetails,
): Promise<void> {
  await db.run(update, [shopId, name, currency, country, timeZone, email, clock.now(), plan, storeNumber]);
}

const change = statement(
  "change-shop",
  `UPDATE shops SET name = coalesce($3, name), currency = coalesce($4, currency), country = coalesce($5, country),
     time_zone = coalesce($6, time_zone), email = coalesce($7, email), plan = coalesce($8, plan), details_at = $2
   WHERE id = $1 AND uninstalled_at IS NULL AND details_at <= $2`,
);

const askAgain = statement(
  "ask-details-again",
  "UPDATE shops SET details_at = NULL WHERE id = $1 AND uninstalled_at IS NULL AND details_at IS NOT NULL",
);

/**
 * Has the details of shops asked for again: something changed that does not say when, and so may be old. Returns the jobs to
 * enqueue after the commit.
 */
export async function askDetailsAgain(tx: Sql, shopIds: string[]): Promise<Job[]> {
  for (const shopId of new Set(shopIds)) await tx.run(askAgain, [shopId]);
  return [...new Set(shopIds)].map((shopId) => ({ name: "shop-details", payload: { shopId } }));
}

type Changing = Omit<ShopDetails, "storeNumber">;
export type ShopChange = { shopId: string; eventAt: Date } & { [Field in keyof Changing]: Changing[Field] | null };

/**
 * Notes what stores changed about themselves. Older news than we have changes nothing, nor does news of a shop whose details
 * are still to be asked for. A zone or a currency that does not exist is left out. Safe to repeat.
 */
export async function changeShops(tx: Sql, changes: ShopChange[]): Promise<void> {
  const inOrder = [...changes].sort((a, b) => a.eventAt.getTime() - b.eventAt.getTime());
  for (const { shopId, eventAt, name, currency, country, timeZone, email, plan } of inOrder)
    await tx.run(change, [
      ...[shopId, eventAt, name, isCode(currency, 3) ? currency : null, isCode(country, 2) ? country : null],
      ...[isTimeZone(timeZone) ? timeZone : null, email, plan],
    ]);
}

function isCode(code: string | null, letters: number): boolean {
  return code !== null && /^[A-Z]+$/.test(code) && code.length === letters;
}

function isTimeZone(name: string | null): boolean {
  try {
    return name !== null && Boolean(new Intl.DateTimeFormat("en-US", { timeZone: name }));
  } catch {
    return false; // Intl throws for a zone that it does not know.
  }
}
