import { z } from "zod";
import { ask } from "../ask.ts";

/** The simulated store as its control pages show it. Money is in cents. */

const customer = z.object({
  id: z.number(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  tags: z.array(z.string()),
  address: z.object({ countryCode: z.string(), provinceCode: z.string().nullable() }).nullable(),
  smsConsent: z.object({ state: z.string() }),
});
const order = z.object({
  id: z.number(),
  name: z.string(),
  customerId: z.number().nullable(),
  totalCents: z.number(),
  lines: z.array(z.object({ title: z.string(), quantity: z.number(), priceCents: z.number() })),
});
const shop = z.object({
  currency: z.string(),
  storefrontUrl: z.string(),
  products: z.array(z.object({ handle: z.string() })),
});

export type StoreCustomer = z.infer<typeof customer>;
export type StoreOrder = z.infer<typeof order>;
export type SeededStore = ReturnType<typeof storeAt>;

export interface NewCustomers {
  count: number;
  /** Share who agreed to texts, 0 to 1. */
  consent: number;
  seed: number;
  startAt: number;
  tags: string[];
}

export function storeAt(url: string, domain: string) {
  const base = `${url}/control/${domain}`;
  return {
    shop: () => ask(shop, "GET", base),
    addCustomers: (given: NewCustomers) => ask(z.unknown(), "POST", `${base}/customers/bulk`, given),
    customers: () => ask(z.array(customer), "GET", `${base}/customers`),
    order: (by: StoreCustomer, product: string, quantity: number) => {
      const { phone, email, firstName, lastName } = by;
      const items = [{ product, quantity }];
      return ask(order, "POST", `${base}/orders`, { phone, email, firstName, lastName, items });
    },
    install: () => ask(z.unknown(), "POST", `${base}/install`),
    launchUrl: async () => (await ask(z.object({ launchUrl: z.string() }), "GET", `${base}/session-token`)).launchUrl,
  };
}
