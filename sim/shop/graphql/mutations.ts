import { changeConsent } from "../customers/consent.ts";
import type { Customer, OptInLevel, SmsState } from "../customers/customer.ts";
import { changeTags } from "../customers/tags.ts";
import { timestamp } from "../store.ts";
import type { AdminContext } from "./context.ts";
import { discountMutations } from "./discounts.ts";
import { gid, idOf } from "./gid.ts";
import { customerView } from "./views/customer.ts";
import { subscriptionView } from "./views/subscription.ts";

interface ConsentInput {
  customerId: string;
  smsMarketingConsent: {
    marketingState: SmsState;
    marketingOptInLevel?: OptInLevel | null;
    consentUpdatedAt?: string | null;
  };
}

/** The mutations that change the simulated shop; the rest is mocked. */
export const mutations = {
  customerSmsMarketingConsentUpdate: (_: unknown, { input }: { input: ConsentInput }, context: AdminContext) => {
    const { shop, store } = context;
    const customer = shop.customers.get(idOf("Customer", input.customerId));
    const problem = consentProblem(customer, input, timestamp(store));
    if (problem || !customer) return { customer: null, userErrors: [problem] };
    const { marketingState, marketingOptInLevel, consentUpdatedAt } = input.smsMarketingConsent;
    changeConsent(
      store,
      shop,
      customer,
      {
        state: marketingState,
        optInLevel: marketingOptInLevel ?? "SINGLE_OPT_IN",
        updatedAt: consentUpdatedAt ? new Date(consentUpdatedAt).toISOString() : timestamp(store),
        collectedFrom: "OTHER",
      },
      "app",
    );
    return { customer: customerView(context, customer), userErrors: [] };
  },

  tagsAdd: (_: unknown, { id, tags }: Tagging, context: AdminContext) => tagged(context, id, { add: tags }),
  tagsRemove: (_: unknown, { id, tags }: Tagging, context: AdminContext) => tagged(context, id, { remove: tags }),

  metafieldsSet: (_: unknown, { metafields }: { metafields: MetafieldInput[] }, { shop, store }: AdminContext) => {
    const problems = metafields.flatMap((one, at) => metafieldProblem(one, at, gid("AppInstallation", shop.id)));
    if (problems.length > 0) return { metafields: [], userErrors: problems };
    for (const { namespace, key, value } of metafields) shop.installation.metafields[`${namespace}.${key}`] = value;
    store.changed();
    return { metafields: [], userErrors: [] };
  },

  ...discountMutations,

  webhookSubscriptionCreate: (_: unknown, args: SubscriptionInput, { shop, store }: AdminContext) => {
    const address = args.webhookSubscription.uri ?? args.webhookSubscription.callbackUrl;
    if (!address) return refused(["webhookSubscription", "uri"], "Address can't be blank");
    const subscription = {
      id: store.nextId(),
      topic: topicName(args.topic),
      address,
      name: args.webhookSubscription.name ?? null,
      createdAt: timestamp(store),
    };
    const isTaken = shop.subscriptions.some((one) => one.topic === subscription.topic && one.address === address);
    if (isTaken)
      return refused(["webhookSubscription", "callbackUrl"], "Address for this topic has already been taken");
    shop.subscriptions.push(subscription);
    store.changed();
    return { webhookSubscription: subscriptionView(subscription, store.app.apiVersion), userErrors: [] };
  },

  webhookSubscriptionDelete: (_: unknown, { id }: { id: string }, { shop, store }: AdminContext) => {
    const found = shop.subscriptions.find((one) => gid("WebhookSubscription", one.id) === id);
    if (!found) {
      return {
        deletedWebhookSubscriptionId: null,
        userErrors: [{ field: ["id"], message: "Webhook subscription does not exist" }],
      };
    }
    shop.subscriptions = shop.subscriptions.filter((one) => one !== found);
    store.changed();
    return { deletedWebhookSubscriptionId: id, userErrors: [] };
  },
};

interface Tagging {
  id: string;
  tags: string[];
}

interface MetafieldInput {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
}

/**
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldsSet: all or none. Only the app's own installation can
 * own one here.
 */
function metafieldProblem({ ownerId, namespace, key, type, value }: MetafieldInput, at: number, ownId: string) {
  const about = (field: string, message: string) => [
    { code: "INVALID", elementIndex: at, field: ["metafields", String(at), field], message },
  ];
  if (ownerId !== ownId) return about("ownerId", "Owner does not exist.");
  if (!/^[\w-]{3,255}$/.test(namespace ?? ""))
    return about("namespace", "Namespace is too short (minimum is 3 characters)");
  if (!/^[\w-]{2,64}$/.test(key)) return about("key", "Key is too short (minimum is 2 characters)");
  if (!type) return about("type", "Type can't be blank");
  if (value === "") return about("value", "Value can't be blank");
  if (type === "single_line_text_field" && /[\r\n]/.test(value)) return about("value", "Value must be a single line");
  return [];
}

interface SubscriptionInput {
  topic: string;
  webhookSubscription: { uri?: string | null; callbackUrl?: string | null; name?: string | null };
}

/** https://shopify.dev/docs/api/admin-graphql/latest/mutations/customerSmsMarketingConsentUpdate: a phone is required. */
function consentProblem(customer: Customer | undefined, input: ConsentInput, now: string) {
  const about = (code: string, field: string[], message: string) => ({ code, field: ["input", ...field], message });
  if (!customer) return about("INVALID", ["customerId"], "Customer not found");
  if (!customer.phone) {
    return about("INVALID", ["smsMarketingConsent"], "A phone number is required to set the SMS consent state.");
  }
  const { consentUpdatedAt, marketingState } = input.smsMarketingConsent;
  if (consentUpdatedAt && Date.parse(consentUpdatedAt) > Date.parse(now) + 1_000) {
    return about("INVALID", ["smsMarketingConsent", "consentUpdatedAt"], "Consent updated at must be in the past");
  }
  if (marketingState === "REDACTED" || marketingState === "NOT_SUBSCRIBED") {
    return about("INCLUSION", ["smsMarketingConsent", "marketingState"], "Marketing state is not a valid value");
  }
  return null;
}

function tagged({ shop, store }: AdminContext, id: string, change: Parameters<typeof changeTags>[3]) {
  const customer = shop.customers.get(idOf("Customer", id));
  if (!customer) return { node: null, userErrors: [{ field: ["id"], message: "Customer does not exist" }] };
  changeTags(store, shop, customer, change);
  return { node: customerView({ shop, store }, customer), userErrors: [] };
}

function refused(field: string[], message: string) {
  return { webhookSubscription: null, userErrors: [{ field, message }] };
}

const compoundNouns = [
  "CUSTOMERS_MARKETING_CONSENT",
  "APP_SUBSCRIPTIONS",
  "INVENTORY_LEVELS",
  "BULK_OPERATIONS",
  "FULFILLMENT_EVENTS",
];

/** `CUSTOMERS_MARKETING_CONSENT_UPDATE` → `customers_marketing_consent/update`. */
function topicName(topic: string): string {
  const noun = compoundNouns.find((one) => topic.startsWith(`${one}_`)) ?? topic.slice(0, topic.indexOf("_"));
  return `${noun}/${topic.slice(noun.length + 1)}`.toLowerCase();
}
