import { findCustomer } from "../customers/upsert.ts";
import { findVariant } from "../products/product.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { AdminContext } from "./context.ts";
import { nodeOf as discountNodeOf, discountQueries } from "./discounts.ts";
import { gid, idOf, typeOf } from "./gid.ts";
import { type Searchable, satisfies } from "./search.ts";
import { abandonedCheckouts, abandonedCheckoutTerms, abandonedCheckoutView } from "./views/abandoned-checkout.ts";
import { customerTerms, customerView } from "./views/customer.ts";
import { fulfillmentOrderView } from "./views/fulfillment.ts";
import { orderTerms, orderView } from "./views/order.ts";
import { productTerms, productView, variantView } from "./views/product.ts";
import { shopView } from "./views/shop.ts";
import { subscriptionView, topicEnum } from "./views/subscription.ts";

type Listing = PageArguments & { query?: string | null; sortKey?: string | null };

interface Dated {
  id: number;
  createdAt: string;
  updatedAt: string;
}

/** What `QueryRoot` answers from the simulated shop's own records; the rest is mocked. */
export const queries = {
  shop: (_: unknown, _args: unknown, context: AdminContext) => shopView(context),

  customers: (_: unknown, args: Listing, context: AdminContext) =>
    listed([...context.shop.customers.values()], args, customerTerms, (one) => customerView(context, one)),
  customersCount: (_: unknown, { query }: Listing, { shop }: AdminContext) =>
    counted([...shop.customers.values()], query, customerTerms),
  customer: (_: unknown, { id }: { id: string }, context: AdminContext) => nodeOf(context, id, "Customer"),
  customerByIdentifier: (_: unknown, { identifier }: { identifier: CustomerIdentifier }, context: AdminContext) => {
    if (identifier.id) return nodeOf(context, identifier.id, "Customer");
    const phone = identifier.phoneNumber ?? null;
    const found = findCustomer(context.shop, { phone, email: identifier.emailAddress ?? null });
    return found ? customerView(context, found) : null;
  },

  orders: (_: unknown, args: Listing, context: AdminContext) =>
    listed([...context.shop.orders.values()], args, orderTerms, (one) => orderView(context, one)),
  ordersCount: (_: unknown, { query }: Listing, { shop }: AdminContext) =>
    counted([...shop.orders.values()], query, orderTerms),
  order: (_: unknown, { id }: { id: string }, context: AdminContext) => nodeOf(context, id, "Order"),

  abandonedCheckouts: (_: unknown, args: Listing, context: AdminContext) =>
    listed(abandonedCheckouts(context), args, abandonedCheckoutTerms, (one) => abandonedCheckoutView(context, one)),
  abandonedCheckoutsCount: (_: unknown, { query }: Listing, context: AdminContext) =>
    counted(abandonedCheckouts(context), query, abandonedCheckoutTerms),

  products: (_: unknown, args: Listing, context: AdminContext) =>
    listed([...context.shop.products.values()], args, productTerms, (one) => productView(context, one)),
  productsCount: (_: unknown, { query }: Listing, { shop }: AdminContext) =>
    counted([...shop.products.values()], query, productTerms),
  product: (_: unknown, { id }: { id: string }, context: AdminContext) => nodeOf(context, id, "Product"),
  productVariant: (_: unknown, { id }: { id: string }, context: AdminContext) => nodeOf(context, id, "ProductVariant"),

  ...discountQueries,

  webhookSubscriptions: (_: unknown, args: Listing & { topics?: string[] | null }, { shop, store }: AdminContext) => {
    const wanted = shop.subscriptions.filter(({ topic }) => !args.topics || args.topics.includes(topicEnum(topic)));
    return connection(wanted, args, (one) => subscriptionView(one, store.app.apiVersion));
  },

  currentAppInstallation: (_: unknown, _args: unknown, { shop, store }: AdminContext) => ({
    id: gid("AppInstallation", shop.id),
    accessScopes: shop.installation.scopes.map((handle) => ({ handle, description: handle.replaceAll("_", " ") })),
    activeSubscriptions: [],
    app: { id: gid("App", 1), title: store.app.name, handle: store.app.handle, apiKey: store.app.apiKey },
  }),

  node: (_: unknown, { id }: { id: string }, context: AdminContext) => nodeOf(context, id, typeOf(id)),
  nodes: (_: unknown, { ids }: { ids: string[] }, context: AdminContext) =>
    ids.map((id) => nodeOf(context, id, typeOf(id))),
};

interface CustomerIdentifier {
  id?: string | null;
  phoneNumber?: string | null;
  emailAddress?: string | null;
}

function nodeOf(context: AdminContext, id: string, type: string): object | null {
  const { shop } = context;
  if (type === "Customer") return viewed(shop.customers.get(idOf(type, id)), (one) => customerView(context, one));
  if (type === "Order") return viewed(shop.orders.get(idOf(type, id)), (one) => orderView(context, one));
  if (type === "FulfillmentOrder") return viewed(shop.orders.get(idOf(type, id)), fulfillmentOrderView);
  if (type === "Product") return viewed(shop.products.get(idOf(type, id)), (one) => productView(context, one));
  if (type === "ProductVariant") {
    const found = findVariant(shop.products.values(), idOf(type, id));
    return viewed(found, ({ product, variant }) => variantView(context, product, variant));
  }
  if (type === "DiscountCodeNode")
    return viewed(
      shop.codeDiscounts.find((one) => one.id === idOf(type, id)),
      discountNodeOf,
    );
  if (type === "AbandonedCheckout") {
    const found = [...shop.checkouts.values()].find((one) => one.id === idOf(type, id));
    return viewed(found, (one) => abandonedCheckoutView(context, one));
  }
  return null;
}

function viewed<Item>(item: Item | null | undefined, view: (item: Item) => object): object | null {
  return item ? view(item) : null;
}

function listed<Item extends Dated>(
  items: Item[],
  args: Listing,
  terms: (item: Item) => Searchable,
  view: (item: Item) => object,
) {
  const found = args.query ? items.filter((item) => satisfies(terms(item), args.query)) : items;
  return connection(sorted(found, args.sortKey), args, view, (item) => sortValue(item, args.sortKey));
}

function counted<Item>(items: Item[], query: string | null | undefined, terms: (item: Item) => Searchable) {
  const count = query ? items.filter((item) => satisfies(terms(item), query)).length : items.length;
  return { count, precision: "EXACT" };
}

function sorted<Item extends Dated>(items: Item[], sortKey: string | null | undefined): Item[] {
  return [...items].sort(
    (one, other) => compare(sortValue(one, sortKey), sortValue(other, sortKey)) || one.id - other.id,
  );
}

/** What a sort key sorts by; the keys that the app does not use sort by id. */
function sortValue(item: Dated, sortKey: string | null | undefined): string {
  if (sortKey === "UPDATED_AT") return item.updatedAt;
  if (sortKey === "CREATED_AT") return item.createdAt;
  return "";
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
