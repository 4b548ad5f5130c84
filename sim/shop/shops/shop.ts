import type { Checkout } from "../checkouts/checkout.ts";
import type { Customer } from "../customers/customer.ts";
import { type Installation, neverInstalled } from "../installs/installation.ts";
import type { Order } from "../orders/order.ts";
import type { Product, ProductSeed } from "../products/product.ts";
import type { Visit } from "../visits/visit.ts";
import { type Delivery, faithful, type Subscription, type WebhookBehaviour } from "../webhooks/delivery.ts";

/** A shop as the caller of `startStore` describes it; what is missing gets a believable value. */
export interface ShopSeed {
  /** `<name>.myshopify.com`. */
  domain: string;
  name?: string;
  ownerName?: string;
  email?: string;
  currency?: string;
  timezone?: string;
  countryCode?: string;
  city?: string;
  provinceCode?: string;
  zip?: string;
  /** Colour of the storefront. */
  accent?: string;
  tagline?: string;
  products?: ProductSeed[];
  /** Discount codes that checkout accepts, with the percentage they take off. */
  discounts?: Record<string, number>;
}

/** A discount that an app has made; each of its codes may be used so often. */
export interface CodeDiscount {
  id: number;
  title: string;
  /** 0.1 is 10%; 0 for an amount. */
  percentage: number;
  usageLimit: number | null;
  codes: string[];
}

/** A bulk creation of codes: it has run once its time has come. */
export interface CodeCreation {
  id: number;
  discountId: number;
  doneAt: string;
  codes: { code: string; problem: string | null }[];
}

export interface ConsentChange {
  at: string;
  customerId: number;
  phone: string | null;
  state: string;
  /** Who said so: the buyer at checkout, the app through the API, a person in the admin. */
  by: "checkout" | "app" | "admin";
}

export interface Shop extends Required<Omit<ShopSeed, "products">> {
  id: number;
  createdAt: string;
  updatedAt: string;
  /** What it pays Shopify for. */
  plan: string;
  /** What the merchant wrote beside the box of the sign-up form; [store] stands for the shop's name. */
  formWords: string;
  products: Map<number, Product>;
  customers: Map<number, Customer>;
  /** Customer ids by E.164 phone and by lower-case e-mail. */
  customerKeys: Map<string, number>;
  checkouts: Map<string, Checkout>;
  orders: Map<number, Order>;
  visits: Map<string, Visit>;
  consents: ConsentChange[];
  codeDiscounts: CodeDiscount[];
  codeCreations: CodeCreation[];
  installation: Installation;
  subscriptions: Subscription[];
  deliveries: Delivery[];
  behaviour: WebhookBehaviour;
  /** The app's last nav menu, so that the admin shows it before the app has loaded. */
  appNav: { label: string; href: string }[];
}

export const FORM_WORDS =
  "I agree to get texts with news and offers from [store] at this number. Consent is no condition of a purchase. Msg & data rates may apply, frequency varies. Reply STOP to opt out, HELP for help.";

/** Makes a shop from its seed. `nextId` gives ids that no other record of the store has. */
export function shopFrom(seed: ShopSeed, nextId: () => number, now: string): Shop {
  const name = seed.name ?? titleOf(seed.domain);
  const products = (seed.products ?? []).map((one) => productFrom(one, name, nextId, now));
  return {
    id: nextId(),
    domain: seed.domain,
    name,
    ownerName: seed.ownerName ?? "Robin Hale",
    email: seed.email ?? `hello@${seed.domain.replace(".myshopify.com", "")}.example`,
    currency: seed.currency ?? "USD",
    timezone: seed.timezone ?? "America/New_York",
    countryCode: seed.countryCode ?? "US",
    city: seed.city ?? "Portland",
    provinceCode: seed.provinceCode ?? "ME",
    zip: seed.zip ?? "04101",
    accent: seed.accent ?? "#2f5d50",
    tagline: seed.tagline ?? "Good things, made to last.",
    discounts: seed.discounts ?? { WELCOME10: 10 },
    createdAt: now,
    updatedAt: now,
    plan: "Basic",
    formWords: FORM_WORDS,
    products: new Map(products.map((product) => [product.id, product])),
    customers: new Map(),
    customerKeys: new Map(),
    checkouts: new Map(),
    orders: new Map(),
    visits: new Map(),
    consents: [],
    codeDiscounts: [],
    codeCreations: [],
    installation: structuredClone(neverInstalled),
    subscriptions: [],
    deliveries: [],
    behaviour: { ...faithful },
    appNav: [],
  };
}

function productFrom(seed: ProductSeed, vendor: string, nextId: () => number, now: string): Product {
  return {
    ...seed,
    id: nextId(),
    vendor,
    tags: seed.tags ?? [],
    variants: seed.variants.map((variant, index) => ({
      id: nextId(),
      title: variant.title,
      sku: `${seed.handle.toUpperCase().slice(0, 8)}-${index + 1}`,
      priceCents: variant.priceCents,
      compareAtCents: null,
      stock: null,
      policy: "deny",
      grams: variant.grams ?? 400,
    })),
    status: "ACTIVE",
    createdAt: now,
    updatedAt: now,
  };
}

function titleOf(domain: string): string {
  const words = domain.replace(".myshopify.com", "").split("-");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}
