import { z } from "zod";
import type { Fetched } from "#domain/fetches/fetched";
import type { RecordStore } from "#domain/fetches/store";
import type { AdminClient } from "./admin-client.ts";
import type { Operation } from "./operation.ts";
import { storeAnswer } from "./store-answer.ts";

/** People wait for it, so it goes before what is made ahead; a merchant's page goes before both. */
const LEFT_TO_OTHERS = 0.25;

/** Single records of a store, read through the Admin API within its cost budget. */
export function recordStore(client: AdminClient): RecordStore {
  return {
    async read(shopDomain, what, recordId) {
      const [operation, type] = what === "order" ? [readOrder, "Order"] : [readCustomer, "Customer"];
      const id = `gid://shopify/${type}/${recordId}`;
      return storeAnswer(await client.ask(shopDomain, operation, { id }), LEFT_TO_OTHERS);
    },
  };
}

const readOrder: Operation<{ id: string }, Fetched | null> = {
  document: `#graphql
    query OrderForFlow($id: ID!) {
      order(id: $id) {
        displayFulfillmentStatus
        displayFinancialStatus
        fulfillments(first: 5) {
          trackingInfo(first: 1) {
            number
            url
          }
        }
      }
    }`,
  data: z
    .object({
      order: z
        .object({
          displayFulfillmentStatus: z.string(),
          displayFinancialStatus: z.string().nullable(),
          fulfillments: z.array(
            z.object({
              trackingInfo: z.array(z.object({ number: z.string().nullable(), url: z.string().nullable() })),
            }),
          ),
        })
        .nullable(),
    })
    .transform(({ order }) => {
      if (order === null) return null;
      // The latest shipment that says where it is.
      const tracked = order.fulfillments.flatMap((it) => it.trackingInfo).findLast((it) => it.number !== null);
      return knownValues({
        status: spokenWord(order.displayFulfillmentStatus),
        payment: order.displayFinancialStatus && spokenWord(order.displayFinancialStatus),
        tracking_number: tracked?.number,
        tracking_url: tracked?.url,
      });
    }),
};

const readCustomer: Operation<{ id: string }, Fetched | null> = {
  document: `#graphql
    query CustomerForFlow($id: ID!) {
      customer(id: $id) {
        numberOfOrders
        amountSpent {
          amount
        }
      }
    }`,
  data: z
    .object({
      customer: z
        .object({ numberOfOrders: z.coerce.number(), amountSpent: z.object({ amount: z.string() }) })
        .nullable(),
    })
    .transform(({ customer }) =>
      customer === null
        ? null
        : knownValues({ orders: customer.numberOfOrders, spent: Number(customer.amountSpent.amount).toFixed(2) }),
    ),
};

/** PARTIALLY_FULFILLED → "Partially fulfilled". */
function spokenWord(word: string): string {
  const text = word.replaceAll("_", " ").toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function knownValues(values: Record<string, string | number | null | undefined>): Fetched {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== undefined && entry[1] !== "",
    ),
  );
}
