import { z } from "zod";
import type { ConsentToPush, StoreConsent, StoreConsentClient } from "#domain/consent/store-sync/store";
import { maybeInstant } from "#shopify/record/page";
import type { AdminClient } from "./admin-client.ts";
import type { Operation } from "./operation.ts";
import { storeAnswer } from "./store-answer.ts";

/** A consent goes before the reconciler's reading, which leaves half; a merchant's page goes before both. */
const LEFT_TO_OTHERS = 0.25;

/** Shopify's own marketing consent of its customers, read and written through the Admin API within its cost budget. */
export function storeConsentClient(client: AdminClient): StoreConsentClient {
  return {
    async read(shopDomain, customerId) {
      return storeAnswer(await client.ask(shopDomain, readConsent, { id: gidOf(customerId) }), LEFT_TO_OTHERS);
    },
    async write(shopDomain, customerId, told) {
      const answer = await client.ask(shopDomain, writeConsent, { input: inputFor(customerId, told) });
      return storeAnswer(answer, LEFT_TO_OTHERS);
    },
  };
}

/** Points: one for the customer and one for the number. */
const readConsent: Operation<{ id: string }, StoreConsent | null> = {
  document: `#graphql
    query ConsentOfCustomer($id: ID!) {
      customer(id: $id) {
        defaultPhoneNumber {
          phoneNumber
          smsMarketingConsent {
            state
            updatedAt
          }
        }
      }
    }`,
  data: z
    .object({
      customer: z
        .object({
          defaultPhoneNumber: z
            .object({
              phoneNumber: z.string(),
              smsMarketingConsent: z.object({ state: z.string(), updatedAt: maybeInstant }),
            })
            .nullable(),
        })
        .nullable(),
    })
    .transform(({ customer }) => {
      if (customer === null) return null;
      const { phoneNumber: phone, smsMarketingConsent: consent } = customer.defaultPhoneNumber ?? {};
      return { phone: phone ?? null, state: stateIn(consent?.state), at: consent?.updatedAt ?? null };
    }),
};

interface ConsentInput {
  customerId: string;
  smsMarketingConsent: {
    marketingState: "SUBSCRIBED" | "UNSUBSCRIBED" | "PENDING";
    marketingOptInLevel: "SINGLE_OPT_IN" | "CONFIRMED_OPT_IN";
    consentUpdatedAt: string;
  };
}

/**
 * Ten points. The customer must have a phone number that no other has.
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/customerSmsMarketingConsentUpdate
 */
const writeConsent: Operation<{ input: ConsentInput }, string | null> = {
  document: `#graphql
    mutation PushConsent($input: CustomerSmsMarketingConsentUpdateInput!) {
      customerSmsMarketingConsentUpdate(input: $input) {
        userErrors {
          field
          message
        }
      }
    }`,
  data: z
    .object({
      customerSmsMarketingConsentUpdate: z
        .object({ userErrors: z.array(z.object({ message: z.string() })) })
        .nullable(),
    })
    .transform(({ customerSmsMarketingConsentUpdate: done }) => {
      if (done === null) return "The store gave no answer.";
      return done.userErrors.length === 0 ? null : done.userErrors.map(({ message }) => message).join(" ");
    }),
};

function inputFor(customerId: string, { state, optInLevel, decidedAt }: ConsentToPush): ConsentInput {
  const states = { subscribed: "SUBSCRIBED", unsubscribed: "UNSUBSCRIBED", pending: "PENDING" } as const;
  return {
    customerId: gidOf(customerId),
    smsMarketingConsent: {
      marketingState: states[state],
      marketingOptInLevel: optInLevel === "confirmed" ? "CONFIRMED_OPT_IN" : "SINGLE_OPT_IN",
      consentUpdatedAt: decidedAt.toISOString(),
    },
  };
}

/** "Redacted" and "not subscribed" are no decisions of anyone's. */
function stateIn(said: string | undefined) {
  const state = said?.toLowerCase();
  return state === "subscribed" || state === "unsubscribed" || state === "pending" ? state : "none";
}

function gidOf(customerId: string): string {
  return `gid://shopify/Customer/${customerId}`;
}
