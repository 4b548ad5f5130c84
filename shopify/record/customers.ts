import { z } from "zod";
import { ADDRESS, CUSTOMER, PAGE } from "./fragments.ts";
import { instant, maybeInstant, pageInfo } from "./page.ts";
import { customer, customerAsWebhook } from "./person.ts";
import type { RecordTopic } from "./topic.ts";

const listed = z.object({
  legacyResourceId: z.string(),
  updatedAt: instant,
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  tags: z.array(z.string()),
  defaultPhoneNumber: z
    .object({ phoneNumber: z.string(), smsMarketingConsent: z.object({ state: z.string(), updatedAt: maybeInstant }) })
    .nullable(),
});

const list = z
  .object({ customers: z.object({ nodes: z.array(listed), pageInfo }) })
  .transform(({ customers: { nodes, pageInfo: page } }) => ({
    sightings: nodes.map(({ legacyResourceId: id, defaultPhoneNumber: number, ...rest }) => ({
      ...rest,
      id,
      phone: number?.phoneNumber ?? null,
      consent: number && decisionIn(number.smsMarketingConsent),
    })),
    next: page.hasNextPage ? page.endCursor : null,
  }));

/** Null when it holds no decision of the person's; see shopify/events/person.ts. */
function decisionIn({ state, updatedAt: decidedAt }: { state: string; updatedAt: Date | null }) {
  const said = state.toLowerCase();
  return ["subscribed", "unsubscribed", "pending"].includes(said) ? { state: said, decidedAt } : null;
}

const node = customer.extend({ updatedAt: z.string(), tags: z.array(z.string()) });

const tell = z.object({ nodes: z.array(node.nullable()) }).transform(
  ({ nodes }) =>
    () =>
      nodes.flatMap((found) => {
        if (!found) return [];
        const payload = { ...customerAsWebhook(found), updated_at: found.updatedAt, tags: found.tags };
        return [
          {
            id: found.legacyResourceId,
            webhookTopic: "record/customer",
            updatedAt: new Date(found.updatedAt),
            body: Buffer.from(JSON.stringify(payload)),
          },
        ];
      }),
);

/** Customers, with what they decided about being texted. */
export const customers: RecordTopic<"customers"> = {
  type: "Customer",
  list: {
    document: `#graphql
      query ChangedCustomers($query: String!, $first: Int!, $after: String) {
        customers(query: $query, first: $first, after: $after, sortKey: UPDATED_AT) {
          nodes {
            legacyResourceId
            updatedAt
            firstName
            lastName
            tags
            defaultPhoneNumber {
              phoneNumber
              smsMarketingConsent {
                state
                updatedAt
              }
            }
          }
          pageInfo {
            ...Page
          }
        }
      }
      ${PAGE}`,
    data: list,
  },
  tell: {
    document: `#graphql
      query CustomersInFull($ids: [ID!]!) {
        nodes(ids: $ids) {
          ... on Customer {
            ...Customer
            updatedAt
            tags
          }
        }
      }
      ${ADDRESS}
      ${CUSTOMER}`,
    data: tell,
  },
};
