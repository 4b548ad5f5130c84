import type { Context } from "#domain/context";
import { countryOfShop } from "#domain/shops/country-of-shop";
import { type PhoneNumber, phoneFromProvider, toPhoneNumber } from "#domain/subscribers/phone-number";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";

/** By what a privacy request of the store names someone. */
interface Named {
  shopId: string;
  customerId: string | null;
  phone: PhoneNumber | null;
  /** As `emailIn` reads it. */
  email: string | null;
}

interface Row {
  id: string;
  customerId: string | null;
  isErased: boolean;
  /** How new the newest news of their name, address or customer are; null when none told any. */
  knownSince: Date | null;
  /** By customer or by number; else by the e-mail address alone. */
  isNamed: boolean;
}

/** Whom a privacy request means. */
interface Found {
  people: Pick<Row, "id" | "customerId" | "isErased" | "knownSince">[];
  /** Others who gave the same e-mail address, and may be someone else. */
  sharing: string[];
}

const find = statementFile(import.meta.url, "./find-people-to-erase.sql");
const blankEmails = statement(
  "blank-shared-emails",
  `UPDATE subscribers SET email = NULL, updated_at = $3 WHERE shop_id = $1 AND id = ANY($2::uuid[]) AND email IS NOT NULL RETURNING 1`,
);

/** The number that a privacy request names: without a country code it is one of the shop's country. Null for what is none. */
export async function numberIn(tx: Sql, shopId: string, phone: string | null): Promise<PhoneNumber | null> {
  if (phone === null) return null;
  return toPhoneNumber(phone, await countryOfShop(tx, shopId)) ?? phoneFromProvider(phone);
}

/** The address that a privacy request names, for comparison. Null for what is none. */
export function emailIn(email: string | null): string | null {
  const address = email?.trim().toLowerCase() ?? "";
  return /^[^\s@]+@[^\s@]+$/.test(address) ? address : null;
}

/**
 * The subscribers whom a privacy request may mean: by customer and by number, and by the e-mail address when these
 * name no one and one person alone gave it. Two people may share an address, and a file names it beside any number:
 * then it proves nothing. Those who are another customer of the store's are never meant by it. Holds them all.
 */
export async function findPeople(tx: Sql, { hashPhone }: Pick<Context, "hashPhone">, named: Named): Promise<Found> {
  const { shopId, customerId, phone, email } = named;
  const rows = await tx.run<Row>(find, [shopId, customerId, phone === null ? null : hashPhone(phone), email]);
  const [people, byEmail] = [rows.filter(({ isNamed }) => isNamed), rows.filter(({ isNamed }) => !isNamed)];
  if (people.length === 0 && byEmail.length === 1) return { people: byEmail, sharing: [] };
  return { people, sharing: byEmail.map(({ id }) => id) };
}

/** Takes the address from people who go on without it. Returns from how many. Safe to repeat. */
export async function forgetEmail(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  shopId: string,
  subscriberIds: string[],
): Promise<number> {
  if (subscriberIds.length === 0) return 0;
  return (await tx.run(blankEmails, [shopId, subscriberIds, clock.now()])).length;
}
