import { Banner, BlockStack, Text } from "@shopify/polaris";
import { triggerType } from "#domain/flows/triggers/registry";
import type { Drift } from "#domain/reconciliation/drift";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { DriftCard } from "./drift-card.tsx";

const HOUR_MS = 3_600_000;
const cartHours = triggerType("checkout-abandoned").textsExpireAfterMs / HOUR_MS;
const orderHours = triggerType("order-placed").textsExpireAfterMs / HOUR_MS;

const troubles: Record<NonNullable<Drift["trouble"]>, string> = {
  "no-token":
    "Our access to your store had run out, and opening the app has renewed it. What was missed meanwhile is made up for within minutes.",
  unavailable: "Your store did not answer the last time we asked. We ask again in a few minutes, from the same place.",
  refused:
    "Your store does not let us see all of its record. Check that the app still has the permissions it asked for.",
};

/** What the store did not tell us, and what keeps us from knowing. */
export function DriftReport({ drift }: { drift: Drift[] }) {
  const trouble = drift.find((it) => it.trouble !== null)?.trouble;
  return (
    <BlockStack gap="600">
      {trouble && (
        <Banner tone="warning" title="The last comparison was not complete">
          <p>{troubles[trouble]}</p>
        </Banner>
      )}
      <SettingsSection
        title="Missed events"
        description="Shopify tells us of customers, carts and orders as they happen. Now and then such news gets lost, so every ten minutes we compare what we were told with your store’s own record and make up for what is missing."
      >
        {drift.length === 0 ? (
          <EmptyCard title="Nothing compared yet">
            About ten minutes after you installed the app the first comparison appears here. There is nothing for you to
            do.
          </EmptyCard>
        ) : (
          <BlockStack gap="300">
            <DriftCard drift={drift} />
            <Text as="p" tone="subdued">
              {`Nobody is texted because of old news: not about a cart that was left more than ${cartHours} hours ago, nor about an order placed more than ${orderHours} hours ago.`}
            </Text>
          </BlockStack>
        )}
      </SettingsSection>
    </BlockStack>
  );
}
