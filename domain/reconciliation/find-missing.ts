import type { Context } from "#domain/context";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import { statement, statementFile } from "#platform/sql/statement";
import {
  isCheckoutMissing,
  isCustomerMissing,
  isOrderMissing,
  type KnownCheckout,
  type KnownCustomer,
  type KnownOrder,
} from "./missing.ts";
import type { Sightings, Topic, Wanted } from "./store-record.ts";

const knownOrders = statement(
  "known-orders",
  `SELECT id, news_at AS "eventAt", cancelled_at AS "cancelledAt" FROM orders WHERE shop_id = $1 AND id = ANY($2::text[])`,
);

const knownCheckouts = statement(
  "known-checkouts",
  `SELECT c.checkout_id AS "checkoutId", c.token, c.cart_token AS "cartToken", c.news_at AS "eventAt", c.completed_at AS "completedAt", s.phone
   FROM checkouts c
   LEFT JOIN subscribers s ON s.shop_id = c.shop_id AND s.id = c.subscriber_id
   WHERE c.shop_id = $1 AND (c.checkout_id = ANY($2::text[]) OR c.token = ANY($3::text[]) OR c.cart_token = ANY($3::text[]))
   ORDER BY c.news_at NULLS FIRST`,
);

const knownCustomers = statementFile(import.meta.url, "./known-customers.sql");

export interface ShopToAsk {
  id: string;
  /** How numbers without a country code are read. */
  country: string | null;
}

type Find<Of extends Topic> = (
  ctx: Pick<Context, "db" | "hashPhone">,
  shop: ShopToAsk,
  seen: Sightings[Of][],
) => Promise<Wanted[]>;

/** Of what was seen in the store's record, by topic, the things whose present state no delivery has told us. */
export const findMissing: { [Of in Topic]: Find<Of> } = {
  async customers({ db, hashPhone }, shop, seen) {
    const owners = seen.flatMap((customer) => {
      const phone = customer.phone === null ? null : toPhoneNumber(customer.phone, shop.country);
      // Without a number there is no one to text, and nothing that we would keep.
      return phone ? [{ customer, phoneHash: hashPhone(phone) }] : [];
    });
    const rows = await db.run<KnownCustomer>(knownCustomers, [shop.id, owners.map(({ phoneHash }) => phoneHash)]);
    const known = new Map(rows.map((row) => [row.phoneHash, row]));
    return owners
      .filter(({ customer, phoneHash }) => isCustomerMissing(customer, known.get(phoneHash)))
      .map(({ customer: { id, updatedAt } }) => ({ id, updatedAt }));
  },

  async orders({ db }, shop, seen) {
    const rows = await db.run<KnownOrder>(knownOrders, [shop.id, seen.map(({ id }) => id)]);
    const known = new Map(rows.map((row) => [row.id, row]));
    return seen
      .filter((order) => isOrderMissing(order, known.get(order.id)))
      .map(({ id, updatedAt }) => ({ id, updatedAt }));
  },

  async checkouts({ db }, shop, seen) {
    const ids = seen.map(({ id }) => id);
    const codes = seen.flatMap(({ token, cartToken }) => token ?? cartToken ?? []);
    const rows = await db.run<KnownCheckout>(knownCheckouts, [shop.id, ids, codes]);
    // Of several checkouts of one cart the newest comes last, and stands in the maps.
    const byId = new Map(rows.map((row) => [row.checkoutId, row]));
    const byToken = new Map(rows.map((row) => [row.token, row]));
    const byCart = new Map(rows.map((row) => [row.cartToken, row]));
    return seen.flatMap((checkout) => {
      const code = checkout.token ?? checkout.cartToken;
      const linked = code === null ? undefined : (byToken.get(code) ?? byCart.get(code));
      const known = linked ?? byId.get(checkout.id);
      if (!isCheckoutMissing(checkout, known)) return [];
      const { id, updatedAt } = checkout;
      const token = known?.token ?? checkout.token;
      const cartToken = known?.cartToken ?? checkout.cartToken;
      return [{ id, updatedAt, token, cartToken, phone: known?.phone ?? null }];
    });
  },
};
