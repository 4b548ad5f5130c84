import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Text } from "@shopify/polaris";
import { triggerType } from "#domain/flows/triggers/registry";
import { readDrift } from "#domain/reconciliation/drift";
import { merchant } from "../../authenticate.ts";
import { EmptyCard } from "../../ui/empty-card.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { DriftCard } from "./drift-card.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  return { drift: await readDrift(ctx.db, shopId) };
}

export const meta: MetaFunction = () => [{ title: "Missed events" }];

const HOUR_MS = 3_600_000;
const cartHours = triggerType("checkout-abandoned").textsExpireAfterMs / HOUR_MS;
const orderHours = triggerType("order-placed").textsExpireAfterMs / HOUR_MS;

const troubles = {
  "no-token":
    "Our access to your store has run out, which opening the app renews. What was missed until then is made up for within minutes.",
  unavailable: "Your store did not answer the last time we asked. We ask again in a few minutes, from the same place.",
  refused:
    "Your store does not let us see all of its record. Check that the app still has the permissions it asked for.",
};

export default function MissedEvents() {
  const { drift } = useLoaderData<typeof loader>();
  const trouble = drift.find((it) => it.trouble !== null)?.trouble;
  return (
    <SettingsPage title="Missed events">
      <BlockStack gap="600">
        {trouble && (
          <Banner tone="warning" title="We could not compare everything">
            <p>{troubles[trouble]}</p>
          </Banner>
        )}
        <SettingsSection
          title="Missed events"
          description="Shopify tells us of customers, carts and orders as they happen. Now and then such news gets lost, so every ten minutes we compare what we were told with your store’s own record and make up for what is missing."
        >
          {drift.length === 0 ? (
            <EmptyCard title="Nothing compared yet">
              About ten minutes after you installed the app the first comparison appears here. There is nothing for you
              to do.
            </EmptyCard>
          ) : (
            <BlockStack gap="300">
              <DriftCard drift={drift} />
              <Text as="p" tone="subdued">
                Nobody is texted because of old news: not about a cart that was left more than {cartHours} hours ago,
                nor about an order placed more than {orderHours} hours ago.
              </Text>
            </BlockStack>
          )}
        </SettingsSection>
      </BlockStack>
    </SettingsPage>
  );
}
