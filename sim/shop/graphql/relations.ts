import { connection, type PageArguments } from "./connection.ts";
import type { AdminContext } from "./context.ts";
import { customerView } from "./views/customer.ts";
import { orderView } from "./views/order.ts";

/** Every view of a customer or an order carries its number. */
interface Numbered {
  legacyResourceId?: string;
}

/** Fields that lead from customers to orders and back; they can't live in the views, which would need one another. */
export const relations = {
  Customer: {
    orders: (customer: Numbered, args: PageArguments, context: AdminContext) =>
      connection(ordersOf(customer, context), args, (order) => orderView(context, order)),
    lastOrder: (customer: Numbered, _args: unknown, context: AdminContext) => {
      const order = ordersOf(customer, context).at(-1);
      return order ? orderView(context, order) : null;
    },
  },
  Order: {
    customer: ({ legacyResourceId }: Numbered, _args: unknown, context: AdminContext) => {
      const order = context.shop.orders.get(Number(legacyResourceId));
      const customer = context.shop.customers.get(order?.customerId ?? 0);
      return customer ? customerView(context, customer) : null;
    },
  },
};

function ordersOf({ legacyResourceId }: Numbered, { shop }: AdminContext) {
  return [...shop.orders.values()].filter((order) => order.customerId === Number(legacyResourceId));
}
