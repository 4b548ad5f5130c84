import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { PUBLISHED } from "@cartbell/sim/data";
import { resolveDoubt } from "#domain/installations/resolve-doubt";
import { insertDeliveries } from "#domain/intake/insert-deliveries";
import { workIntake } from "#domain/intake/work";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { webhookWorker } from "../../../workers/queues/intake-webhook.ts";
import { aContext, TUESDAY_MORNING } from "../../factories/context.ts";
import { aLiveFlow } from "../../factories/flow.ts";
import { aPhone } from "../../factories/phone.ts";
import { aShop } from "../../factories/shop.ts";
import { dumpDatabase } from "../../setup/dump.ts";

type Body = Record<string, unknown>;

const samples = new URL("webhooks/samples/", PUBLISHED);
const MINUTE = 60_000;

/**
 * The deliveries themselves, the proof that each request to forget was answered, how far a shop's erasure is, and what says which
 * texts were claimed before a moment: no state of the shop or of a person.
 */
const NOT_COMPARED = new Set(["intake", "intake_keys", "redactions", "shop_redactions", "withdrawals"]);
/** When the store was asked about a reported uninstall and that the report was false, and that it is to be asked for its details. */
const NO_STATE = /^(installed_proven_at|false_uninstalls|false_uninstall_at|details_at)=.*$/gm;

/** One shop and one customer of its store, to which deliveries come by way of intake and its worker. */
export interface Told {
  shopId: string;
  domain: string;
  phone: string;
  /** The customer's id at the store. */
  customerId: number;
  db: Db;
  ctx: ReturnType<typeof aContext>;
  /** A topic's published body with this shop's and this customer's names in it. */
  body(topic: string, given?: Body): Body;
  /** The minute after the beginning, as payloads write it. */
  at(minute: number): string;
  /** Hands a delivery in at that minute, with a delivery id and a time header of its own. */
  deliver(topic: string, body: Body, minute: number): Promise<void>;
  /** What the store answers when it is asked about a reported uninstall: at once, and once more later. */
  storeSays(word: "installed" | "removed", minute: number): Promise<void>;
  /** Everything that is so now, but for the deliveries themselves. */
  readStatus(): Promise<string[]>;
}

/** Call it at the top of a file, then `tell()` for each case: a shop with the cart reminder live. */
export function aReplayRig() {
  const ctx = aContext();
  const { db } = ctx;
  const handle = webhookWorker(ctx);
  let nextId = 7_000;

  async function tell(): Promise<Told> {
    ctx.clock.set(TUESDAY_MORNING);
    const { id: shopId, domain } = await aShop(db, { storeNumber: "548380009" });
    await aLiveFlow(db, { shopId });
    nextId += 10;
    const customerId = nextId;
    const phone = aPhone();
    const timeOf = (minute: number) => new Date(TUESDAY_MORNING.getTime() + minute * MINUTE);
    const at = (minute: number) => `${timeOf(minute).toISOString().slice(0, 19)}Z`;

    return {
      ...{ shopId, domain, phone, customerId, db, ctx, at },
      body: (topic, given = {}) => ({ ...published(topic, { domain, phone, customerId, at }), ...given }),
      async deliver(topic, body, minute) {
        ctx.clock.set(timeOf(minute));
        const delivery = {
          ...{ kind: "webhook" as const, source: "shopify", topic, shopDomain: domain, shopId: null, url: null },
          ...{ sourceKey: randomUUID(), triggeredAt: timeOf(minute), body: Buffer.from(JSON.stringify(body)) },
        };
        await insertDeliveries(db, [delivery], ctx.clock.now());
        while (await workIntake(ctx, "webhook", handle));
      },
      async storeSays(word, minute) {
        for (const later of [minute, minute + 2]) {
          ctx.clock.set(timeOf(later));
          await resolveDoubt(ctx, shopId, async () => ({ kind: word }));
        }
      },
      async readStatus() {
        const rows = await dumpDatabase(db, [shopId]);
        return rows
          .filter(({ table }) => !NOT_COMPARED.has(table))
          .map(({ table, row }) => `${table}\n${row.replace(NO_STATE, "")}`);
      },
    };
  }
  return { tell, ctx };
}

interface Names {
  domain: string;
  phone: string;
  customerId: number;
  at(minute: number): string;
}

/** The published sample, told of this shop and this customer at the beginning. */
function published(topic: string, { domain, phone, customerId, at }: Names): Body {
  const sample = JSON.parse(readFileSync(new URL(`${topic}.json`, samples), "utf8")) as Body;
  const first = at(0);
  const customer = { id: customerId, phone, email: "ada@example.test", first_name: "Ada", last_name: "Lovelace" };
  const gid = `gid://shopify/Customer/${customerId}`;
  const ids = { id: Number.parseInt(newId().replaceAll("-", "").slice(-9), 16) };
  if (topic.startsWith("checkouts/") && topic !== "checkouts/delete")
    return {
      ...{ ...sample, ...customer, ...ids, token: `token-${customerId}`, cart_token: `cart-${customerId}`, customer },
      ...{ created_at: first, updated_at: first, completed_at: null, sms_marketing_phone: null },
      ...{ buyer_accepts_sms_marketing: false },
    };
  if (topic === "checkouts/delete") return { ...sample, ...ids, cart_token: `cart-${customerId}` };
  if (topic.startsWith("orders/"))
    return {
      ...{ ...sample, id: 900_000 + customerId, phone, email: customer.email, customer, refunds: [] },
      ...{ created_at: first, processed_at: first, updated_at: first, cancelled_at: null },
      ...{ checkout_token: `token-${customerId}`, cart_token: `cart-${customerId}`, landing_site: "/?secret=1" },
      ...{ admin_graphql_api_id: `gid://shopify/Order/${900_000 + customerId}` },
    };
  const ofOrder = { order_id: 900_000 + customerId };
  if (topic.startsWith("fulfillments/"))
    return { ...sample, ...ids, ...ofOrder, admin_graphql_api_id: null, created_at: first, updated_at: first };
  if (topic === "fulfillment_events/create")
    return { ...sample, ...ofOrder, happened_at: first, created_at: first, updated_at: first, status: "delayed" };
  if (topic === "refunds/create")
    return { ...sample, order_id: 900_000 + customerId, created_at: first, processed_at: first };
  if (topic === "customers/create" || topic === "customers/update" || topic === "customers_marketing_consent/update")
    return {
      ...{ ...sample, ...customer, created_at: undefined, admin_graphql_api_id: gid },
      ...(topic !== "customers_marketing_consent/update" && { created_at: first, updated_at: first }),
    };
  if (topic === "customers/delete") return { ...sample, id: customerId, admin_graphql_api_id: gid };
  if (topic.startsWith("customer.tags_")) return { ...sample, customerId: gid, occurredAt: first };
  if (topic === "customers/merge")
    return {
      ...{ ...sample, status: "completed", errors: [], admin_graphql_api_job_id: null },
      ...{ admin_graphql_api_customer_kept_id: gid },
      ...{ admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${customerId + 1}` },
    };
  if (topic === "customers/redact" || topic === "customers/data_request")
    return { ...sample, ...{ shop_domain: domain, customer: { id: customerId, phone, email: customer.email } } };
  if (topic === "products/update") return { ...sample, updated_at: first };
  if (topic === "shop/redact") return { ...sample, shop_domain: domain };
  if (topic === "shop/update" || topic === "app/uninstalled")
    return { ...sample, myshopify_domain: domain, updated_at: first };
  return sample;
}
