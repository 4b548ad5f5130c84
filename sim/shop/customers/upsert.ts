import { type Address, fullName } from "../address.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { customerPayload } from "../webhooks/payloads/customer.ts";
import { type Customer, noConsent } from "./customer.ts";

export interface Contact {
  email: string | null;
  /** E.164. */
  phone: string | null;
  firstName: string;
  lastName: string;
  address: Address | null;
}

/**
 * The customer a contact belongs to, made when phone and e-mail are both new. Tells the app `customers/create` or,
 * when something changed, `customers/update`. Returns null for a contact with neither phone nor e-mail.
 */
export function upsertCustomer(store: Store, shop: Shop, contact: Contact): Customer | null {
  if (!contact.email && !contact.phone) return null;
  const found = findCustomer(shop, contact);
  if (!found) {
    const customer = addCustomer(store, shop, contact);
    emit(store, shop, "customers/create", customerPayload(shop, customer));
    return customer;
  }
  const before = JSON.stringify(found);
  if (contact.firstName) found.firstName = contact.firstName;
  if (contact.lastName) found.lastName = contact.lastName;
  found.email ??= contact.email;
  found.phone ??= contact.phone;
  if (contact.address) found.address = { ...contact.address, id: found.address?.id ?? store.nextId() };
  index(shop, found);
  if (JSON.stringify(found) !== before) {
    found.updatedAt = timestamp(store);
    emit(store, shop, "customers/update", customerPayload(shop, found));
  }
  return found;
}

/** Adds a customer without telling anyone: for seeds, and for `upsertCustomer`. */
export function addCustomer(store: Store, shop: Shop, contact: Contact): Customer {
  const now = timestamp(store);
  const customer: Customer = {
    id: store.nextId(),
    firstName: contact.firstName,
    lastName: contact.lastName,
    email: contact.email,
    phone: contact.phone,
    tags: [],
    note: null,
    address: contact.address ? { ...contact.address, id: store.nextId() } : null,
    smsConsent: { ...noConsent },
    ordersCount: 0,
    spentCents: 0,
    lastOrderId: null,
    createdAt: now,
    updatedAt: now,
  };
  shop.customers.set(customer.id, customer);
  index(shop, customer);
  store.changed();
  return customer;
}

export function findCustomer(shop: Shop, contact: { phone: string | null; email: string | null }): Customer | null {
  for (const key of keysOf(contact)) {
    const customer = shop.customers.get(shop.customerKeys.get(key) ?? 0);
    if (customer) return customer;
  }
  return null;
}

/** Takes a customer out of the shop and out of its index. */
export function removeCustomer(shop: Shop, customer: Customer): void {
  shop.customers.delete(customer.id);
  for (const key of keysOf(customer)) if (shop.customerKeys.get(key) === customer.id) shop.customerKeys.delete(key);
}

export function displayName(customer: Customer): string {
  return fullName(customer) || customer.email || customer.phone || "Customer";
}

function index(shop: Shop, customer: Customer): void {
  for (const key of keysOf(customer)) if (!shop.customerKeys.has(key)) shop.customerKeys.set(key, customer.id);
}

function keysOf({ phone, email }: { phone: string | null; email: string | null }): string[] {
  return [phone, email?.toLowerCase()].filter((key): key is string => Boolean(key));
}
