import { z } from "zod";
import type { ShopDetails } from "#domain/shops/apply-details";
import { recordId } from "#shopify/events/read";
import type { AdminAnswer, AdminClient } from "./admin-client.ts";
import type { Operation } from "./operation.ts";

const data = z.object({
  shop: z.object({
    id: recordId,
    name: z.string(),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    contactEmail: z.string().nullable(),
    plan: z.object({ publicDisplayName: z.string() }),
    shopAddress: z.object({ countryCodeV2: z.string().nullable() }),
  }),
});

const shopDetails: Operation<Record<string, never>, z.infer<typeof data>> = {
  document: `#graphql
    query ShopDetails {
      shop {
        id
        name
        currencyCode
        ianaTimezone
        contactEmail
        plan {
          publicDisplayName
        }
        shopAddress {
          countryCodeV2
        }
      }
    }`,
  data,
};

/** Asks the store what it is called, where it is and what it counts in. */
export async function fetchShopDetails(client: AdminClient, shopDomain: string): Promise<AdminAnswer<ShopDetails>> {
  const answer = await client.ask(shopDomain, shopDetails, {});
  if (answer.kind !== "data") return answer;
  const { id: storeNumber, name, currencyCode, ianaTimezone, contactEmail, shopAddress, plan } = answer.data.shop;
  return {
    kind: "data",
    data: {
      storeNumber,
      name,
      currency: currencyCode,
      country: shopAddress.countryCodeV2,
      timeZone: ianaTimezone,
      email: contactEmail,
      plan: plan.publicDisplayName,
    },
  };
}
