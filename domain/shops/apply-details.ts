import type { Context } from "#domain/context";
import { statement } from "#platform/statement";

/** What the store says about itself that no webhook tells. */
export interface ShopDetails {
  name: string;
  /** ISO 4217. */
  currency: string;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** IANA. */
  timeZone: string;
  email: string | null;
}

const update = statement(
  "apply-shop-details",
  `UPDATE shops SET name = $2, currency = $3, country = $4, time_zone = $5, email = $6, details_at = $7
   WHERE id = $1 AND uninstalled_at IS NULL`,
);

/** Notes what the store says about itself, and that it need not be asked again. */
export async function applyShopDetails(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  { name, currency, country, timeZone, email }: ShopDetails,
): Promise<void> {
  await db.run(update, [shopId, name, currency, country, timeZone, email, clock.now()]);
}
