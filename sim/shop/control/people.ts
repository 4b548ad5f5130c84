import { z } from "zod";
import { addressInput, completeAddress } from "../address.ts";
import { seedCustomers } from "../customers/bulk.ts";
import { changeConsent } from "../customers/consent.ts";
import { deleteCustomer, mergeCustomers } from "../customers/merge.ts";
import { e164 } from "../customers/phone.ts";
import { changeTags } from "../customers/tags.ts";
import { upsertCustomer } from "../customers/upsert.ts";
import { json, Refusal, type Route, route } from "../http.ts";
import { type Store, shopNamed, timestamp } from "../store.ts";
import { bodyAs, customerById, latest } from "./answers.ts";

const customerBody = z.object({
  email: z.string().nullish(),
  phone: z.string().nullish(),
  firstName: z.string().default(""),
  lastName: z.string().default(""),
  consent: z.boolean().default(false),
  tags: z.array(z.string()).default([]),
  address: addressInput.partial().nullish(),
});

const bulkBody = z.object({
  count: z.number().int().min(1).max(200_000),
  /** Share who agreed to texts; true is all, false none. */
  consent: z.union([z.boolean(), z.number().min(0).max(1)]).default(true),
  seed: z.number().int().default(1),
  startAt: z.number().int().min(0).default(0),
  tags: z.array(z.string()).default([]),
});

const tagsBody = z.object({ add: z.array(z.string()).default([]), remove: z.array(z.string()).default([]) });

const consentBody = z.object({
  state: z.enum(["SUBSCRIBED", "UNSUBSCRIBED", "PENDING"]),
  optInLevel: z.enum(["SINGLE_OPT_IN", "CONFIRMED_OPT_IN", "UNKNOWN"]).default("SINGLE_OPT_IN"),
});

/** Customers and what they agreed to. */
export function peopleRoutes(store: Store): Route[] {
  return [
    route("GET", "/control/:shop/customers", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      json(exchange.response, latest([...shop.customers.values()], exchange));
    }),
    route("POST", "/control/:shop/customers", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const body = await bodyAs(exchange, customerBody);
      const address = body.address
        ? completeAddress({ firstName: body.firstName, lastName: body.lastName, ...body.address }, shop)
        : null;
      const phone = e164(body.phone, shop.countryCode);
      const customer = upsertCustomer(store, shop, { ...body, email: body.email ?? null, phone, address });
      if (!customer) throw new Refusal(422, "A customer needs a phone number or an e-mail address.");
      changeTags(store, shop, customer, { add: body.tags });
      if (body.consent) {
        const now = timestamp(store);
        const consent = {
          state: "SUBSCRIBED",
          optInLevel: "SINGLE_OPT_IN",
          updatedAt: now,
          collectedFrom: "SHOPIFY",
        } as const;
        changeConsent(store, shop, customer, consent, "admin");
      }
      json(exchange.response, customer, 201);
    }),
    route("POST", "/control/:shop/customers/bulk", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { consent, ...rest } = await bodyAs(exchange, bulkBody);
      const added = seedCustomers(store, shop, { ...rest, consentShare: Number(consent) });
      const subscribed = added.filter((customer) => customer.smsConsent.state === "SUBSCRIBED").length;
      json(exchange.response, { added: added.length, subscribed, phones: added.map(({ phone }) => phone) }, 201);
    }),
    route("POST", "/control/:shop/customers/merge", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const body = await bodyAs(exchange, z.object({ keep: z.coerce.string(), delete: z.coerce.string() }));
      const kept = customerById(shop, body.keep);
      mergeCustomers(store, shop, kept, customerById(shop, body.delete));
      json(exchange.response, kept);
    }),
    route("GET", "/control/:shop/customers/:id", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      json(exchange.response, customerById(shop, exchange.param("id")));
    }),
    route("POST", "/control/:shop/customers/:id/consent", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const customer = customerById(shop, exchange.param("id"));
      const { state, optInLevel } = await bodyAs(exchange, consentBody);
      const consent = { state, optInLevel, updatedAt: timestamp(store), collectedFrom: "SHOPIFY" as const };
      changeConsent(store, shop, customer, consent, "admin");
      json(exchange.response, customer);
    }),
    route("POST", "/control/:shop/customers/:id/tags", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const customer = customerById(shop, exchange.param("id"));
      const { add, remove } = await bodyAs(exchange, tagsBody);
      changeTags(store, shop, customer, { add, remove });
      json(exchange.response, customer);
    }),
    route("POST", "/control/:shop/customers/:id/delete", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      deleteCustomer(store, shop, customerById(shop, exchange.param("id")));
      json(exchange.response, { isDeleted: true });
    }),
    route("GET", "/control/:shop/consents", (exchange) => {
      json(exchange.response, latest(shopNamed(store, exchange.param("shop")).consents, exchange));
    }),
  ];
}
