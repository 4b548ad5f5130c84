import { z } from "zod";
import type { AdminAnswer, AdminClient } from "./admin-client.ts";
import type { Operation } from "./operation.ts";

const found = z.object({ currentAppInstallation: z.object({ id: z.string() }) });

const ownInstallation: Operation<Record<string, never>, z.infer<typeof found>> = {
  document: `#graphql
    query OwnInstallation {
      currentAppInstallation {
        id
      }
    }`,
  data: found,
};

interface Metafield extends Record<string, unknown> {
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
}

const written = z.object({ metafieldsSet: z.object({ userErrors: z.array(z.object({ message: z.string() })) }) });

const setMetafields: Operation<{ metafields: Metafield[] }, z.infer<typeof written>> = {
  document: `#graphql
    mutation SetFormKey($metafields: [MetafieldsSetInput!]!) {
      metafieldsSet(metafields: $metafields) {
        userErrors {
          message
        }
      }
    }`,
  data: written,
};

/**
 * Gives a store the key that signs its sign-up forms, as an app-data metafield: only this app reads and writes it, and the theme
 * block, on Shopify's servers (`app.metafields.cartbell.form_key`). Needs no scope. Safe to repeat.
 * https://shopify.dev/docs/apps/build/custom-data/metafields/use-app-data-metafields
 */
export async function sendFormKey(
  client: AdminClient,
  shopDomain: string,
  value: string,
): Promise<AdminAnswer<unknown>> {
  const installation = await client.ask(shopDomain, ownInstallation, {});
  if (installation.kind !== "data") return installation;
  const ownerId = installation.data.currentAppInstallation.id;
  const field = { ownerId, namespace: "cartbell", key: "form_key", type: "single_line_text_field", value };
  const answer = await client.ask(shopDomain, setMetafields, { metafields: [field] });
  if (answer.kind !== "data") return answer;
  const [problem] = answer.data.metafieldsSet.userErrors;
  return problem ? { kind: "refused", detail: problem.message } : answer;
}
