import type { Context } from "#domain/context";
import type { PhoneNumber } from "#domain/subscribers/phone-number";
import { quickPhone } from "#domain/subscribers/quick-phone";
import { type KnownPerson, upsertSubscribers } from "#domain/subscribers/upsert";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Person, StoreEvent } from "./store-event.ts";

type PersonalEvent = Extract<StoreEvent, { person: Person }>;

/** Who is who in a batch of events. */
export interface People {
  /** The subscriber whom an event is about; null when nothing tells whose it is. */
  of(event: StoreEvent): string | null;
  /** The subscriber whose decision an event brings: the owner of the number it names, who may be another. */
  ofConsent(event: StoreEvent): string | null;
}

/** Served by subscribers_shop_id_customer_id_idx. Of several numbers of one customer, the one they gave last. */
const findByCustomer = statement(
  "subscribers-by-customer",
  `SELECT DISTINCT ON (s.shop_id, s.customer_id) s.shop_id AS "shopId", s.customer_id AS "customerId", s.id
   FROM subscribers s
   JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS u(shop_id, customer_id)) t
     ON s.shop_id = t.shop_id AND s.customer_id = t.customer_id
   ORDER BY s.shop_id, s.customer_id, s.updated_at DESC, s.id`,
);

/**
 * Finds or makes the subscribers of events that bring a phone number, and finds those of events that name only the
 * store's customer. A number without a country code is read as one of the address's country, else of the shop's; what is
 * no number makes no one.
 */
export async function resolvePeople(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone">,
  events: StoreEvent[],
  countryOf: (shopId: string) => string | null,
): Promise<People> {
  const phones = new Map<StoreEvent, PhoneNumber>();
  const deciders = new Map<StoreEvent, PhoneNumber>();
  for (const event of events) {
    const country = countryIn(event) ?? countryOf(event.shopId);
    const phone = phoneOf(event, country);
    if (phone) phones.set(event, phone);
    const decider = "consent" in event && event.consent ? quickPhone(event.consent.phone, country) : null;
    if (decider) deciders.set(event, decider);
  }
  const others = [...deciders].filter(([event, phone]) => phones.get(event) !== phone);
  const idOf = await upsertSubscribers(tx, ctx, [...[...phones].map(knownPerson), ...others.map(justTheNumber)]);
  const nameless = events.flatMap((event) => {
    const customerId = phones.has(event) ? null : customerOf(event);
    return customerId ? [{ shopId: event.shopId, customerId }] : [];
  });
  const byCustomer = await findCustomers(tx, nameless);
  return {
    of(event) {
      const phone = phones.get(event);
      if (phone) return idOf(event.shopId, phone);
      return byCustomer.get(`${event.shopId} ${customerOf(event)}`) ?? null;
    },
    ofConsent(event) {
      const phone = deciders.get(event);
      return phone ? idOf(event.shopId, phone) : null;
    },
  };
}

function justTheNumber([event, phone]: [StoreEvent, PhoneNumber]): KnownPerson {
  return { shopId: event.shopId, phone, seenAt: seenAtIn(event) };
}

/** News without a time of their own may be from before an erasure, whenever they are told. */
function seenAtIn(event: StoreEvent): Date {
  return event.kind === "customer-consent" && event.consent.isUndated ? LONG_AGO : event.eventAt;
}

const LONG_AGO = new Date(0);

function phoneOf(event: StoreEvent, country: string | null): PhoneNumber | null {
  if (event.kind === "customer-consent") return quickPhone(event.consent.phone, country);
  if (!isPersonal(event) || event.person.phone === null) return null;
  return quickPhone(event.person.phone, country);
}

/** Of the address: people type their numbers as they do at home, whatever country the shop is in. */
function countryIn(event: StoreEvent): string | null {
  if (!isPersonal(event)) return null;
  const { shipping, billing } = event.person;
  return billing?.country ?? shipping?.country ?? null;
}

function customerOf(event: StoreEvent): string | null {
  if (event.kind === "customer-consent" || event.kind === "customer-deleted" || event.kind === "customer-tags")
    return event.customerId;
  return isPersonal(event) ? event.person.customerId : null;
}

function knownPerson([event, phone]: [StoreEvent, PhoneNumber]): KnownPerson {
  const { shopId } = event;
  const seenAt = seenAtIn(event);
  if (!isPersonal(event)) return { shopId, phone, customerId: customerOf(event), seenAt };
  const { customerId, email, firstName, lastName, shipping, billing } = event.person;
  const person = { shopId, phone, customerId, email, firstName, lastName, shipping, billing, seenAt };
  return event.kind === "sign-up" ? { ...person, ipRegion: event.seenFrom } : person;
}

function isPersonal(event: StoreEvent): event is PersonalEvent {
  return "person" in event;
}

async function findCustomers(tx: Sql, wanted: { shopId: string; customerId: string }[]): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx.run<{ shopId: string; customerId: string; id: string }>(
    ...batch(findByCustomer, {
      u: columnsOf(wanted, { shop_id: (it) => it.shopId, customer_id: (it) => it.customerId }),
    }),
  );
  return new Map(rows.map((row) => [`${row.shopId} ${row.customerId}`, row.id]));
}
