import { completeAddress } from "../address.ts";
import type { Checkout } from "../checkouts/checkout.ts";
import type { CheckoutDetails } from "../checkouts/open.ts";
import { e164 } from "../customers/phone.ts";
import type { Shop } from "../shops/shop.ts";

const fields = [
  "email",
  "phone",
  "firstName",
  "lastName",
  "address1",
  "city",
  "provinceCode",
  "zip",
  "discount",
] as const;

export type CheckoutField = (typeof fields)[number];

/** The checkout form as it was typed. */
export type CheckoutEntry = Record<CheckoutField, string> & { consent: boolean };

export function entryFrom(form: URLSearchParams): CheckoutEntry {
  const typed = (name: CheckoutField) => (form.get(name) ?? "").trim();
  return {
    email: typed("email"),
    phone: typed("phone"),
    firstName: typed("firstName"),
    lastName: typed("lastName"),
    address1: typed("address1"),
    city: typed("city"),
    provinceCode: typed("provinceCode"),
    zip: typed("zip"),
    discount: typed("discount"),
    consent: form.get("consent") === "1",
  };
}

/** What the form shows for a checkout that was begun before, on this device or another. */
export function entryOf(checkout: Checkout): CheckoutEntry {
  const address = checkout.shippingAddress;
  return {
    email: checkout.email ?? "",
    phone: checkout.phone ?? "",
    firstName: checkout.firstName,
    lastName: checkout.lastName,
    address1: address?.address1 ?? "",
    city: address?.city ?? "",
    provinceCode: address?.provinceCode ?? "",
    zip: address?.zip ?? "",
    discount: checkout.discountCode ?? "",
    consent: checkout.acceptsSms,
  };
}

/** What of an entry is worth keeping: a half-typed e-mail or phone isn't, nor a box ticked without a number. */
export function detailsOf(shop: Shop, entry: CheckoutEntry): CheckoutDetails {
  const phone = e164(entry.phone, shop.countryCode);
  const { firstName, lastName, address1, city, provinceCode, zip } = entry;
  const hasAddress = address1 !== "" && city !== "";
  return {
    email: isEmail(entry.email) ? entry.email : null,
    phone,
    firstName,
    lastName,
    acceptsSms: entry.consent && phone !== null,
    shippingAddress: hasAddress
      ? completeAddress({ firstName, lastName, address1, city, provinceCode, zip, phone: entry.phone || null }, shop)
      : null,
  };
}

/** What keeps an entry from being paid, by field, with what to do. */
export function problemsOf(shop: Shop, entry: CheckoutEntry): Partial<Record<CheckoutField, string>> {
  const problems: Partial<Record<CheckoutField, string>> = {};
  if (!entry.email && !entry.phone) problems.email = "Enter an email address or a phone number.";
  if (entry.email && !isEmail(entry.email)) problems.email = "Enter an email address like name@example.com.";
  if (entry.phone && !e164(entry.phone, shop.countryCode)) problems.phone = "Enter a phone number with its area code.";
  if (entry.consent && !entry.phone) problems.phone = "Enter the number to text, or untick the box.";
  const needed: [CheckoutField, string][] = [
    ["lastName", "Enter a last name."],
    ["address1", "Enter an address."],
    ["city", "Enter a city."],
    ["provinceCode", "Choose a state."],
    ["zip", "Enter a ZIP code."],
  ];
  for (const [field, sentence] of needed) if (!entry[field]) problems[field] = sentence;
  return problems;
}

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}
